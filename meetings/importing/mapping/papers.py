"""OParl's Paper: a document, and the case that its reference number names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from uuid import UUID

from meetings.importing.identity import case_id
from meetings.importing.mapping.context import (
    Context,
    Made,
    files_of,
    time_of,
    was_edited,
)
from meetings.importing.rules import Rule
from meetings.importing.stated import Stated, moment_of
from meetings.models import Case, Document, ImportedObject, Organization
from meetings.states import DocumentKind
from portal.core.clock import local, today
from portal.core.ids import slug
from portal.ledger.services import reserve_public_numbers

LONGEST_TITLE = 1000
LONGEST_REFERENCE = 60
CASE_FIELDS = ("id", "name", "web", "created", "modified")

KINDS: tuple[tuple[str, DocumentKind], ...] = (
    (r"niederschrift|protokoll(?!auszug)|minutes", DocumentKind.MINUTES),
    (r"einladung|bekanntmachung|kallelse|summons", DocumentKind.SUMMONS),
    (r"antrag|motion|yrkande", DocumentKind.MOTION),
    (r"stellungnahme|statement|yttrande", DocumentKind.STATEMENT),
    (r"tjänsteutlåtande|report", DocumentKind.OFFICIAL_REPORT),
    (r"beschlussvorlage|tischvorlage|^vorlage|beslutsunderlag", DocumentKind.DECISION_PAPER),
    (r"anfrage|brief|skrivelse|letter", DocumentKind.LETTER),
    (r"anlage|bilaga|appendix", DocumentKind.APPENDIX),
)


@dataclass
class _Batch:
    """What the papers of a batch share: numbers, and cases by the identity they will have."""

    documents: dict[UUID, Document]
    cases: dict[UUID, Case]
    numbers: Iterator[int]
    slugs: set[str]
    filled: set[UUID] = field(default_factory=set)


def paper_rows(pairs: Sequence[tuple[ImportedObject, Stated]], context: Context) -> Iterator[Made]:
    batch = _batch([stated for _of, stated in pairs], context)
    for of, stated in pairs:
        owner = _owner(stated, context)
        if owner is None:
            stated.deviation(Rule.CONFLICT, "organization")
            yield Made(of)
            continue
        made = Made(of, [], time_of(stated))
        record = context.id_of(stated)
        row = batch.documents.get(record)
        edited = was_edited(row, stated)
        document = row or _new_document(record, next(batch.numbers))
        case = _case(stated, owner, batch, context)
        if case is not None and case.record_id not in batch.filled:
            batch.filled.add(case.record_id)
            made.rows.append(case)
        if not edited:
            _fill(document, case, owner, stated, context)
            made.rows.append(document)
        yield made


def _new_document(record: UUID, number: int) -> Document:
    document = Document(record_id=record, number=number)
    # Said, so that nobody asks the database for them.
    document.files = []
    document.registrations = []
    return document


def _batch(papers: Sequence[Stated], context: Context) -> _Batch:
    ids = [context.id_of(each) for each in papers]
    documents = Document.objects.filter(record_id__in=ids).select_related("case", "issuer", "owner")
    known = {row.record_id: row for row in documents}
    new = len(ids) - len(known)
    numbers = reserve_public_numbers("document", new) if new else ()
    references = [_reference(each) for each in papers]
    cases = Case.objects.filter(
        record_id__in=[case_id(context.source.name, each) for each in references if each]
    ).select_related("organization", "inherited_by")
    slugs = Case.objects.filter(slug__in=[slug(each) for each in references])
    return _Batch(
        documents=known,
        cases={row.record_id: row for row in cases},
        numbers=iter(numbers),
        slugs=set(slugs.values_list("slug", flat=True)),
    )


def _reference(stated: Stated) -> str:
    value = stated.raw.get("reference")
    return " ".join(value.split())[:LONGEST_REFERENCE] if isinstance(value, str) else ""


def _owner(stated: Stated, context: Context) -> Organization | None:
    """Whose registry looks after it: who leads it, else where it was first dealt with."""
    leads = context.first_organization(stated, "underDirectionOf", "originatorOrganization")
    if leads is not None:
        return leads
    for each in stated.raw.get("consultation") or ():
        if isinstance(each, dict):
            inside = Stated(each, "Consultation", context.report)
            for key in inside.references("organization"):
                if key in context.organizations:
                    return context.organizations[key]
    return context.owner


def _case(stated: Stated, owner: Organization, batch: _Batch, context: Context) -> Case | None:
    """The case under the paper's number; papers with one number are one case."""
    number = _reference(stated)
    if not number:
        return None
    identity = case_id(context.source.name, number)
    case = batch.cases.get(identity)
    if case is None:
        case = Case(record_id=identity, number=number, organization=owner)
        # Said, so that nobody asks the database for them.
        case.steps = []
        case.related = []
        case.slug = _free_slug(number, owner, batch)
        batch.cases[identity] = case
        _fill_case(case, stated, context)
    elif case.latest_revision_id is not None:
        batch.filled.add(identity)
    elif identity not in batch.filled and _is_of(case, stated):
        _fill_case(case, stated, context)
    return case


def _is_of(case: Case, stated: Stated) -> bool:
    """A case has its words of the paper that opened it, and of that one alone."""
    return case.source is not None and case.source["id"] == stated.id


def _fill_case(case: Case, stated: Stated, context: Context) -> None:
    """Its words are those of its first paper; all else stands on the papers."""
    raw = {name: stated.raw[name] for name in CASE_FIELDS if name in stated.raw}
    told = Stated(raw, "Paper", context.report)
    case.title = told.text("name", LONGEST_TITLE) or case.number
    made = moment_of(str(stated.raw.get("created") or stated.raw.get("modified") or ""))
    case.opened = stated.date("date") or (local(made).date() if made else today())
    case.source = context.source_of(told)


def _free_slug(number: str, owner: Organization, batch: _Batch) -> str:
    plain = slug(number)[:50].strip("-") or "arende"
    further = (f"{plain}-{count}" for count in range(2, 10_000))
    candidates = chain([plain, f"{plain}-{owner.short_name}"], further)
    found = next(each for each in candidates if each not in batch.slugs)
    batch.slugs.add(found)
    return found


def _fill(
    document: Document, case: Case | None, owner: Organization, stated: Stated, context: Context
) -> None:
    document.title = stated.text("name", LONGEST_TITLE)
    if not document.title:
        stated.deviation(Rule.MISSING_FIELD, "name")
        document.title = _reference(stated) or stated.key.rsplit("/", 1)[-1]
    document.kind = _kind(stated)
    document.date = stated.date("date")
    document.owner = owner
    document.issuer = context.first_organization(
        stated, "underDirectionOf", "originatorOrganization"
    )
    document.case = case
    stated.text("reference", LONGEST_REFERENCE)
    files = files_of(stated, "mainFile", "auxiliaryFile")
    document.source = context.source_of(stated, files=files, without=frozenset({"body"}))


def _kind(stated: Stated) -> DocumentKind:
    own = stated.raw.get("radslag:paperType")
    if own in DocumentKind.values:
        return DocumentKind(own)
    said = str(stated.raw.get("paperType") or "").lower()
    return next((kind for pattern, kind in KINDS if re.search(pattern, said)), DocumentKind.OTHER)
