"""Votes as a page shows them: the sentence, the bar, the parties, the names."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.counting import departures, figures
from meetings.decision_contents import Ballot, PartyCount, VoteContent
from meetings.outlets.web.designation import designation
from meetings.outlets.web.known import Known
from meetings.states import Choice, Side, VoteDetail, VotePurpose
from portal.core.tally import ANSWER_WORDS, Answer, PartyRow, Tally, shown_answers, tally
from portal.ledger.selectors import Version

ANSWERS = dict(zip(Choice, Answer, strict=True))
"""The record's word for a choice, and the drawing's."""

SIDES = {Side.YES: Answer.YES, Side.NO: Answer.NO}


@dataclass(frozen=True, slots=True)
class Name:
    """One mandate in the named list."""

    name: str
    url: str
    party: str
    answer: str
    served_for: str
    departs: bool


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One round. `tally` is None where only prose is known."""

    record_id: UUID
    version: int
    sha256: str
    anchor: str
    title: str
    result: str
    meanings: tuple[str, ...]
    tally: Tally | None
    caption: str
    heads: tuple[str, ...] = ()
    parties: tuple[PartyRow, ...] = ()
    names: tuple[Name, ...] = ()
    departing: tuple[Name, ...] = ()
    note: str = ""


def vote_row(version: Version, known: Known) -> VoteRow:
    """A round that stands, or the tombstone of one that was withdrawn."""
    content = version.content
    if not isinstance(content, VoteContent):
        return _row(version, title=designation(version), note=version.reason)
    parties = tuple(_party(each) for each in content.parties)
    names = _names(content, known)
    return _row(
        version,
        title=_title(content),
        result=result_words(content),
        meanings=_meanings(content),
        tally=_tally(content),
        caption=content.about or _("Så föll rösterna"),
        heads=_heads(parties),
        parties=_shown(parties),
        names=names,
        departing=tuple(name for name in names if name.departs),
        note=_note(content),
    )


def result_words(vote: VoteContent) -> str:
    """`Ja, 7–6`; how a tie was broken stands in it."""
    if vote.detail == VoteDetail.PROSE or not vote.won:
        return vote.prose
    said = _("Ja") if vote.won == Side.YES else _("Nej")
    counted = ", ".join(part for part in (said, figures(vote)) if part)
    if vote.by_lot:
        return _("%(counted)s, avgjort med lott") % {"counted": counted}
    if vote.casting_vote:
        return _("%(counted)s, ordförandens utslagsröst avgjorde") % {"counted": counted}
    return counted


def _row(version: Version, **shown: object) -> VoteRow:
    empty: dict[str, object] = {"result": "", "meanings": (), "tally": None, "caption": ""}
    return VoteRow(
        record_id=version.record.pk,
        version=version.version,
        sha256=version.sha256,
        anchor=version.record.path.strip("/").rpartition("/")[2],
        **(empty | shown),  # type: ignore[arg-type]  # the fields of VoteRow, checked by its tests
    )


def _title(vote: VoteContent) -> str:
    if vote.purpose == VotePurpose.COUNTER_PROPOSAL:
        return _("Omröstning %(number)s: vilket förslag som blir motförslag") % {
            "number": vote.order
        }
    return _("Omröstning %(number)s: huvudfrågan") % {"number": vote.order}


def _meanings(vote: VoteContent) -> tuple[str, ...]:
    meant = ((_("Ja"), vote.yes_means), (_("Nej"), vote.no_means))
    return tuple(
        _("%(answer)s: %(meaning)s") % {"answer": answer, "meaning": meaning}
        for answer, meaning in meant
        if meaning
    )


def _tally(vote: VoteContent) -> Tally | None:
    if vote.yes is None or vote.no is None:
        return None
    return tally(
        yes=vote.yes,
        no=vote.no,
        abstain=vote.abstained or 0,
        absent=vote.absent or 0,
        not_taking_part=vote.not_taking_part or 0,
        conflict=vote.conflict or 0,
        winner=SIDES[Side(vote.won)] if vote.won else None,
    )


def _party(count: PartyCount) -> PartyRow:
    return PartyRow(count.party, tuple(getattr(count, choice.value) for choice in Choice))


def _heads(parties: Sequence[PartyRow]) -> tuple[str, ...]:
    return tuple(str(ANSWER_WORDS[answer]) for answer in shown_answers(parties))


def _shown(parties: Sequence[PartyRow]) -> tuple[PartyRow, ...]:
    """The parties with the columns that the table has."""
    kept = [list(Answer).index(answer) for answer in shown_answers(parties)]
    return tuple(PartyRow(row.party, tuple(row.counts[at] for at in kept)) for row in parties)


def _names(vote: VoteContent, known: Known) -> tuple[Name, ...]:
    departing = {ballot.person for ballot in departures(vote.ballots)}
    return tuple(_name(ballot, known, ballot.person in departing) for ballot in vote.ballots)


def _name(ballot: Ballot, known: Known, departs: bool) -> Name:
    return Name(
        name=ballot.name,
        url=known.url(ballot.person),
        party=ballot.party,
        answer=str(ANSWER_WORDS[ANSWERS[Choice(ballot.choice)]]),
        served_for=ballot.served_for,
        departs=departs,
    )


def _note(vote: VoteContent) -> str:
    """Why there are no names, where there are none."""
    if vote.secret:
        return _("Omröstningen var sluten. Vem som röstade hur finns inte någonstans.")
    if vote.detail == VoteDetail.COUNTS:
        return _("Bara antalet röster är känt. Vem som röstade hur: uppgift saknas.")
    if vote.detail == VoteDetail.PROSE:
        return _("Antalet röster: uppgift saknas.")
    return ""
