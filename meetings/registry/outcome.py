"""What an act made public, and where it can be seen: a link for every outlet."""

from dataclasses import dataclass

from meetings.registry.words import kind_word
from portal.ledger.models import Act, Entry, Record
from portal.ledger.readers import PUBLIC
from portal.ledger.states import Verb

ON_A_PAGE_OF_ITS_OWN = frozenset({"meeting", "agenda-item", "case", "document", "decision"})


@dataclass(frozen=True)
class Shown:
    """One record after the act."""

    kind: str
    title: str
    verb: str
    version: int
    reason: str
    is_public: bool
    web: str
    api: str
    proof: str


@dataclass(frozen=True)
class Outcome:
    """The act's records, the chief ones first, and the outlets that show them in lists."""

    chief: tuple[Shown, ...]
    others: tuple[Shown, ...]
    diary: str
    room: str
    corrections: str


def outcome_of(act: Act) -> Outcome:
    entries = list(act.entries.select_related("record").order_by("seq"))
    shown = [(entry.record.kind, _shown(entry, entry.record)) for entry in entries]
    return Outcome(
        chief=tuple(each for kind, each in shown if kind in ON_A_PAGE_OF_ITS_OWN),
        others=tuple(each for kind, each in shown if kind not in ON_A_PAGE_OF_ITS_OWN),
        diary="/diarium/",
        room="/sammantradesrum/",
        corrections="/rattelser/",
    )


def _shown(entry: Entry, record: Record) -> Shown:
    return Shown(
        kind=kind_word(record.kind),
        title=record.title or record.path,
        verb=str(Verb(entry.verb).label),
        version=entry.version,
        reason=entry.reason,
        is_public=entry.audience == PUBLIC,
        web=record.path,
        api=f"/api/v1/records/{record.pk}",
        proof=f"/post/{record.pk}/bevis/",
    )
