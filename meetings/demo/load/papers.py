"""The demo's papers as documents: made as PDFs, stored, entered in the diaries."""

import io

from meetings.demo.load.identity import demo_id, known
from meetings.demo.papers import Paper
from meetings.demo.pdf import make_pdf
from meetings.demo.registrations import REGISTRATIONS
from meetings.models import Case, Document, DocumentFile, Organization, Registration
from portal.ledger.files import store_file

MOST_TITLE = 300


def load_paper(
    paper: Paper, organizations: dict[str, Organization], cases: dict[str, Case]
) -> Document:
    """One paper as a draft document with its file."""
    document = known(Document, "document", paper.key)
    if document is None:
        document = described(Document(), paper, organizations, cases)
        document.record_id = demo_id("document", paper.key)
        stored = store_file(io.BytesIO(make_pdf(paper)), paper.file_name)
        document.files = [DocumentFile(file=stored, name=paper.file_name)]
        document.full_clean()
        document.save()
    return document


def described(
    document: Document,
    paper: Paper,
    organizations: dict[str, Organization],
    cases: dict[str, Case],
) -> Document:
    """The document with what a registrar would write about the paper."""
    document.kind = paper.kind
    document.title = paper.title[:MOST_TITLE]
    document.date = paper.date
    document.owner = organizations[paper.meeting.partition("/")[0]]
    document.issuer = None if paper.parties else organizations[paper.organization]
    document.parties = ", ".join(paper.parties)
    document.case = next((cases[n] for n in paper.references if n in cases), None)
    document.appendix = str(paper.appendix or "")
    document.paragraph = f"§ {paper.paragraph}" if paper.paragraph else ""
    document.version_label = paper.version or ""
    document.version_date = paper.version_date
    document.contact = document.owner.contact
    document.addressed_to = paper.audience
    document.provision = paper.secrecy or ""
    document.registrations = _lines(paper, organizations)
    return document


def _lines(paper: Paper, organizations: dict[str, Organization]) -> list[Registration]:
    return [
        Registration(
            record_id=demo_id("registration", f"{line.organization}:{line.number}:{line.serial}"),
            organization=organizations[line.organization],
            number=line.number,
            serial=line.serial,
            date=line.date,
            direction=line.direction,
            counterpart=line.counterpart,
            matter=line.matter,
        )
        for line in REGISTRATIONS
        if line.paper == paper.key
    ]
