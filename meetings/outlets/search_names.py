"""What kinds of records and organizations are called in a search, and where a number leads."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.addresses import case_path, organization_path
from meetings.states import DocumentKind
from portal.core.ids import slug
from portal.ledger.readers import Reader
from portal.ledger.selectors import Heads, record_at, records
from search.ports import divided_kinds
from search.query.ports import (
    KindName,
    OrganizationName,
    kind_names,
    organizations_called,
    organizations_of,
    straight_to,
)

DOCUMENT = "document"
PAPERS: dict[DocumentKind, tuple[Promise, Promise]] = {
    DocumentKind.OFFICIAL_REPORT: (_("Tjänsteutlåtande"), _("Tjänsteutlåtanden")),
    DocumentKind.STATEMENT: (_("Yttrande"), _("Yttranden")),
    DocumentKind.MOTION: (_("Yrkande"), _("Yrkanden")),
    DocumentKind.APPENDIX: (_("Bilaga"), _("Bilagor")),
    DocumentKind.PLAN: (_("Plan"), _("Planer")),
    DocumentKind.MINUTES_EXTRACT: (_("Protokollsutdrag"), _("Protokollsutdrag")),
    DocumentKind.SUMMONS: (_("Kallelse"), _("Kallelser")),
    DocumentKind.MINUTES: (_("Protokoll"), _("Protokoll")),
    DocumentKind.CONSULTATION_RESPONSE: (_("Remissvar"), _("Remissvar")),
    DocumentKind.DECISION_PAPER: (_("Beslutsunderlag"), _("Beslutsunderlag")),
    DocumentKind.LETTER: (_("Skrivelse"), _("Skrivelser")),
    DocumentKind.OTHER: (_("Handling"), _("Övriga handlingar")),
}
OTHERS: dict[str, tuple[Promise, Promise]] = {
    "case": (_("Ärende"), _("Ärenden")),
    "decision": (_("Beslut"), _("Beslut")),
    "agenda-item": (_("Punkt"), _("Punkter")),
    "meeting": (_("Möte"), _("Möten")),
    "vote": (_("Omröstning"), _("Omröstningar")),
    "registration": (_("Rad i diariet"), _("Rader i diariet")),
    "organization": (_("Organ"), _("Organ")),
    "person": (_("Person"), _("Personer")),
}
TYPED = {
    "case": ("arende", "arenden"),
    "decision": ("beslut",),
    "agenda-item": ("punkt", "punkter", "arendepunkt"),
    "meeting": ("mote", "moten", "sammantrade", "sammantraden"),
    "vote": ("votering", "voteringar", "omrostning", "omrostningar"),
    "registration": ("diarium", "diarieforing"),
    "organization": ("organ", "namnd", "namnder"),
    "person": ("person", "personer", "politiker"),
}
NAMED = frozenset({"case", "person", "organization"})
ANY_PAPER = ("handling", "handlingar")
"""`typ:handling` means a paper of any kind."""
TYPED_PAPERS = {
    DocumentKind.OFFICIAL_REPORT: ("tjansteutlatande", "tjansteutlatanden"),
    DocumentKind.STATEMENT: ("yttrande", "yttranden"),
    DocumentKind.MOTION: ("yrkande", "yrkanden"),
    DocumentKind.APPENDIX: ("bilaga", "bilagor"),
    DocumentKind.PLAN: ("plan", "planer"),
    DocumentKind.MINUTES_EXTRACT: ("protokollsutdrag",),
    DocumentKind.SUMMONS: ("kallelse", "kallelser"),
    DocumentKind.MINUTES: ("protokoll",),
    DocumentKind.CONSULTATION_RESPONSE: ("remissvar",),
    DocumentKind.DECISION_PAPER: ("beslutsunderlag",),
    DocumentKind.LETTER: ("skrivelse", "skrivelser"),
}


def register_names() -> None:
    kind_names.fill(kinds_of_the_record)
    organizations_called.fill(called)
    organizations_of.fill(named)
    straight_to.fill(case_numbered)
    divided_kinds.fill(divided)


def paper_kind(kind: str) -> str:
    """The kind of a paper in the index: `document/statement`."""
    return f"{DOCUMENT}/{kind}"


def divided() -> tuple[str, ...]:
    """A paper is found by what kind of paper it is; its status in the ledger says that."""
    return (DOCUMENT,)


def kinds_of_the_record() -> Iterator[KindName]:
    for kind, (one, many) in OTHERS.items():
        yield KindName(kind, one, many, TYPED[kind], is_named=kind in NAMED)
    for paper, (one, many) in PAPERS.items():
        yield KindName(paper_kind(paper), one, many, (*TYPED_PAPERS.get(paper, ()), *ANY_PAPER))


def called(name: str, reader: Reader) -> list[OrganizationName]:
    """By short name, today's or a former one, or by the whole name in any case."""
    short = slug(name)
    by_name = Q(search_text=name.casefold())
    by_path = Q(addresses__path=organization_path(short)) if short else Q()
    return _names(_organizations(reader).filter(by_name | by_path).distinct())


def named(keys: Iterable[str], reader: Reader) -> Mapping[str, OrganizationName]:
    wanted = [UUID(key) for key in keys]
    return {name.key: name for name in _names(_organizations(reader).filter(pk__in=wanted))}


def case_numbered(number: str, reader: Reader) -> list[str]:
    """The case whose number this is, at its address or by a number of its own."""
    here = record_at(case_path(slug(number)), reader)
    if here is not None and here.is_standing:
        return [here.path]
    cases = records(reader).standing().filter(kind="case", numbers__number=number.upper())
    return list(cases.values_list("path", flat=True)[:2])


def _organizations(reader: Reader) -> Heads:
    return records(reader).standing().filter(kind="organization")


def _names(heads: Heads) -> list[OrganizationName]:
    return [
        OrganizationName(str(pk), path.strip("/").rpartition("/")[2], title)
        for pk, path, title in heads.values_list("pk", "path", "title")
    ]
