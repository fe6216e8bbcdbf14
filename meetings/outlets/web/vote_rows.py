"""Votes as a page shows them: the sentence, the bar, the parties, the names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.counting import departures, figures
from meetings.decision_contents import Ballot, PartyCount, VoteContent
from meetings.outlets.web.designation import designation
from meetings.outlets.web.known import Known
from meetings.outlets.words import UNKNOWN, sentence
from meetings.states import Choice, Side, VoteDetail, VotePurpose
from portal.core.tally import ANSWER_WORDS, Answer, PartyRow, Tally, shown_answers, tally
from portal.ledger.versions import Version

ANSWERS = dict(zip(Choice, Answer, strict=True))
"""The record's word for a choice, and the drawing's."""

SIDES = {Side.YES: Answer.YES, Side.NO: Answer.NO}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one stood for who said ja or nej."""

    answer: str
    word: str
    text: str
    won: bool


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
class NameGroup:
    """Those who gave one answer, in the order in which they were called."""

    word: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One round. `tally` is None where only prose is known."""

    record_id: UUID
    version: int
    sha256: str
    anchor: str
    title: str
    about: str = ""
    result: str = ""
    prose: str = ""
    meanings: tuple[Meaning, ...] = ()
    tally: Tally | None = None
    heads: tuple[str, ...] = ()
    parties: tuple[PartyRow, ...] = ()
    groups: tuple[NameGroup, ...] = ()
    departing: tuple[Name, ...] = ()
    note: str = ""


def vote_row(version: Version, known: Known, rounds: int = 1) -> VoteRow:
    """A round that stands, or the tombstone of one that fell; `rounds` are all there are."""
    content = version.content
    if not isinstance(content, VoteContent):
        return VoteRow(*_identity(version), title=designation(version), note=version.reason)
    return replace(
        round_row(content, known, rounds), version=version.version, sha256=version.sha256
    )


def round_row(content: VoteContent, known: Known, rounds: int = 1) -> VoteRow:
    """A round that is no record yet: version 0."""
    parties = tuple(_party(each) for each in content.parties)
    names = _names(content, known)
    return VoteRow(
        record_id=content.id,
        version=0,
        sha256="",
        anchor=_anchor(content.path),
        title=round_title(content, rounds),
        about=sentence(content.about),
        result=result_words(content),
        prose=content.prose,
        meanings=_meanings(content),
        tally=_tally(content),
        heads=_heads(parties),
        parties=_shown(parties),
        groups=_groups(names),
        departing=tuple(name for name in names if name.departs),
        note=_note(content),
    )


def is_main(version: Version) -> bool:
    """Whether this round decided the matter itself."""
    content = version.content
    return isinstance(content, VoteContent) and content.purpose == VotePurpose.MAIN


def round_title(vote: VoteContent, rounds: int) -> str:
    """`Votering`; where there are several, which one it is and what it is for."""
    if rounds == 1 and vote.purpose == VotePurpose.MAIN:
        return _("Sluten omröstning") if vote.secret else _("Omröstningen")
    number = {"number": vote.order}
    titles = {
        VotePurpose.COUNTER_PROPOSAL.value: _("Omröstning %(number)s: vilket blir motförslag?"),
        VotePurpose.PROCEDURE.value: _("Omröstning %(number)s: ordningsfråga"),
    }
    return titles.get(vote.purpose, _("Omröstning %(number)s: huvudfrågan")) % number


def result_words(vote: VoteContent) -> str:
    """`Ja vann, 7–6.`; how a tie was broken stands in it. Empty where it is not known."""
    if not vote.won:
        return ""
    said = _("Ja vann") if vote.won == Side.YES else _("Nej vann")
    counted = ", ".join(part for part in (said, figures(vote)) if part)
    if vote.by_lot:
        return _("%(counted)s. Lotten avgjorde.") % {"counted": counted}
    if vote.casting_vote:
        return _("%(counted)s. Ordförandens utslagsröst avgjorde.") % {"counted": counted}
    return f"{counted}."


def _identity(version: Version) -> tuple[UUID, int, str, str]:
    return version.record.pk, version.version, version.sha256, _anchor(version.record.path)


def _anchor(path: str) -> str:
    return path.strip("/").rpartition("/")[2]


def _meanings(vote: VoteContent) -> tuple[Meaning, ...]:
    """Both sides where one is known; the other then says that it is not."""
    if not (vote.yes_means or vote.no_means):
        return ()
    said = ((Side.YES, vote.yes_means), (Side.NO, vote.no_means))
    return tuple(
        Meaning(
            answer=SIDES[side].value,
            word=str(ANSWER_WORDS[SIDES[side]]),
            text=text or str(UNKNOWN),
            won=vote.won == side,
        )
        for side, text in said
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
        abstain_known=vote.abstained is not None,
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


def _groups(names: Sequence[Name]) -> tuple[NameGroup, ...]:
    words = (str(ANSWER_WORDS[answer]) for answer in Answer)
    groups = (NameGroup(word, tuple(n for n in names if n.answer == word)) for word in words)
    return tuple(group for group in groups if group.names)


def _note(vote: VoteContent) -> str:
    """Why there are no names, where there are none."""
    if vote.secret:
        return _("Omröstningen var sluten. Vem som röstade hur finns inte någonstans.")
    if vote.detail == VoteDetail.COUNTS:
        return _("Bara antalet röster är känt. Vem som röstade hur: uppgift saknas.")
    if vote.detail == VoteDetail.PROSE:
        return _("Antalet röster: uppgift saknas.")
    return ""
