"""Tagged PDFs of the demo papers, the same bytes each time they are made.

The typesetter reads only its own bundled fonts and the paper's date as time of creation, so
nothing of the machine gets in. PDF/A-2a and PDF/UA-1 are asked for: the first is what an archive
takes, the second is what a screen reader needs, and the typesetter refuses to break either.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from meetings.demo.papers.paper import PAPERS_FOLDER, Bundle, Paper
from portal.core.typeset import typeset

_MAIN = PAPERS_FOLDER / "style" / "bundle.typ"
_NOON = time(12, 0, tzinfo=UTC)


def make_pdf(paper: Paper) -> bytes:
    """The paper as a PDF of its own."""
    return _typeset(paper.title, (paper,), _day(paper))


def make_bundle(bundle: Bundle) -> bytes:
    """All papers of the bundle in one PDF, in order, each from a new page."""
    return _typeset(bundle.title, bundle.papers, _meeting_day(bundle.meeting))


def _day(paper: Paper) -> date:
    return paper.version_date or paper.date or _meeting_day(paper.meeting)


def _meeting_day(meeting: str) -> date:
    return date.fromisoformat(meeting.partition("/")[2])


def _typeset(title: str, papers: Iterable[Paper], created: date) -> bytes:
    given = {"title": title, "papers": [_printed(paper) for paper in papers]}
    return typeset(
        _MAIN,
        given,
        created=datetime.combine(created, _NOON),
        root=PAPERS_FOLDER,
        is_archived=True,
    )


def _printed(paper: Paper) -> dict[str, str | list[str]]:
    return {
        "key": paper.key,
        "title": paper.title,
        "head": list(paper.head),
        "sender": list(paper.sender),
        "subheading": paper.subheading,
        "running": paper.running,
        "notice": paper.notice,
        "text": paper.text,
    }
