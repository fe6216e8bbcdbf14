"""Meetings of the invented Demonämnden: every way in which a committee can decide.

Named votes stand here and nowhere else in the demo, since only here the people are invented
together with what they voted.
"""

from datetime import date, time

from meetings.demo.agenda import Ballot, BallotChoice, Decided, Dissent, Item, Meeting, Vote

PLACE = "Demosalen (påhittad)"
START = time(13, 0)
SEATS = (
    *("palmgren", "kronqvist", "malmborg", "fagerlund", "zetterlund"),
    *("oberg", "noren", "akerman", "rask"),
)
"""The chair, the vice chair, and the members in the order in which they are called."""

_LETTERS: dict[str, BallotChoice] = {
    "j": "yes",
    "n": "no",
    "a": "abstained",
    "f": "absent",
    "d": "not_taking_part",
    "x": "conflict",
}


def _ballots(letters: str, served: dict[str, str] | None = None) -> tuple[Ballot, ...]:
    """One letter a seat, in the order of SEATS; `served` names who sat on another's seat."""
    substitutes = served or {}
    return tuple(
        Ballot(
            substitutes.get(seat, seat),
            _LETTERS[letter],
            served_for=seat if seat in substitutes else "",
        )
        for seat, letter in zip(SEATS, letters, strict=True)
    )


_IN_MARCH = Meeting(
    organization="demonamnden",
    date=date(2024, 3, 14),
    start=START,
    place=PLACE,
    invented=True,
    items=(
        Item(
            number="1",
            title="Val av justerare",
            kind="election",
            outcome="Nämnden valde en justerare.",
            decided=Decided(
                outcome="elected",
                method="acclamation",
                sentence="Demonämnden valde Nils Demo-Fagerlund att justera protokollet.",
                lists_members=True,
            ),
            paragraph=21,
            invented=True,
        ),
        Item(
            number="2",
            title="Öppettider för demonstrationsparken",
            case="DN-2024-00007",
            outcome="Nämnden sa ja till längre öppettider, 5–3.",
            decided=Decided(
                outcome="approved",
                method="vote",
                sentence="Demonämnden sa ja till längre öppettider, 5–3.",
                clauses=(
                    "Demonstrationsparken har öppet klockan 7–22 alla dagar från den 1 maj.",
                    "Förvaltningen följer upp öppettiderna efter ett år.",
                ),
                reservations=(
                    Dissent(parties=("M",), text="Vi vill se en beräkning av kostnaden först."),
                    Dissent(parties=("D",)),
                ),
                lists_members=True,
            ),
            votes=(
                Vote(
                    about="Förslaget om längre öppettider",
                    winning=5,
                    losing=3,
                    yes_means="bifall till förslaget om längre öppettider",
                    no_means="avslag på förslaget",
                    ballots=_ballots("jjjnjjnan"),
                ),
            ),
            paragraph=22,
            invented=True,
        ),
        Item(
            number="3",
            title="Bänkar längs demonstrationsstråket",
            case="DN-2024-00011",
            outcome="Nämnden sköt upp frågan till nästa sammanträde.",
            decided=Decided(
                outcome="tabled",
                sentence="Demonämnden sköt upp frågan till nästa sammanträde.",
            ),
            votes=(
                Vote(
                    about="Ska ärendet avgöras i dag?",
                    won="no",
                    purpose="procedure",
                    yes_means="ärendet avgörs i dag",
                    no_means="ärendet skjuts upp till nästa sammanträde",
                    prose="Ordföranden räknade händer och fann att nämnden sa nej.",
                ),
            ),
            paragraph=23,
            invented=True,
        ),
    ),
)

_SUBSTITUTE = {"palmgren": "holm"}
"""In April the chair is away: a substitute of another party sits on the seat."""

_IN_APRIL = Meeting(
    organization="demonamnden",
    date=date(2024, 4, 18),
    start=START,
    place=PLACE,
    invented=True,
    items=(
        Item(
            number="1",
            title="Val av ordförande i parkutskottet",
            kind="election",
            outcome="Nämnden valde Selma Demo-Öberg, 5–4, med slutna sedlar.",
            decided=Decided(
                outcome="elected",
                method="secret",
                sentence="Demonämnden valde Selma Demo-Öberg till ordförande i utskottet, 5–4.",
                lists_members=True,
            ),
            votes=(
                Vote(
                    about="Ordförande i parkutskottet",
                    winning=5,
                    losing=4,
                    yes_means="Selma Demo-Öberg",
                    no_means="Filip Demo-Norén",
                    secret=True,
                ),
            ),
            paragraph=31,
            invented=True,
        ),
        Item(
            number="2",
            title="Belysning i demonstrationsparken",
            case="DN-2024-00015",
            outcome="Nämnden sa ja till belysning vid gångvägarna, 6–3.",
            decided=Decided(
                outcome="approved",
                method="vote",
                sentence="Demonämnden sa ja till belysning vid gångvägarna, 6–3.",
                clauses=("Gångvägarna i demonstrationsparken får belysning under 2024.",),
                reservations=(Dissent(parties=("D",), text="Belysningen är för dyr."),),
                told_notes=(
                    Dissent(parties=("V",), text="Lekplatsen behöver också belysning, nästa år."),
                ),
                lists_members=True,
            ),
            votes=(
                Vote(
                    about="Vilket yrkande ska ställas mot förslaget?",
                    winning=5,
                    losing=3,
                    purpose="counter_proposal",
                    won="no",
                    yes_means="yrkandet från V om belysning också vid lekplatsen blir motförslag",
                    no_means="yrkandet från D om avslag blir motförslag",
                    ballots=_ballots("jnjnjnnan", _SUBSTITUTE),
                ),
                Vote(
                    about="Förslaget om belysning vid gångvägarna",
                    winning=6,
                    losing=3,
                    yes_means="bifall till förslaget",
                    no_means="avslag enligt yrkandet från D",
                    ballots=_ballots("jjjjjnjnn", _SUBSTITUTE),
                ),
            ),
            notes=(("V",),),
            paragraph=32,
            invented=True,
        ),
    ),
)

_IN_MAY = Meeting(
    organization="demonamnden",
    date=date(2024, 5, 16),
    start=START,
    place=PLACE,
    invented=True,
    items=(
        Item(
            number="1",
            title="Bänkar längs demonstrationsstråket",
            case="DN-2024-00011",
            outcome="Nämnden sa ja till tolv nya bänkar, med ordförandens utslagsröst.",
            decided=Decided(
                outcome="approved",
                method="vote",
                sentence=(
                    "Demonämnden sa ja till tolv nya bänkar, 4–4 med ordförandens utslagsröst."
                ),
                clauses=(
                    "Tolv bänkar ställs ut längs demonstrationsstråket.",
                    "Pengarna tas ur nämndens budget för 2024.",
                ),
                reservations=(Dissent(parties=("M", "L", "C"), text="Sex bänkar räcker."),),
                lists_members=True,
            ),
            votes=(
                Vote(
                    about="Förslaget om tolv nya bänkar",
                    winning=4,
                    losing=4,
                    yes_means="bifall till förslaget om tolv bänkar",
                    no_means="bifall till yrkandet från M, L och C om sex bänkar",
                    casting_vote=True,
                    ballots=_ballots("jnjnjjnnx"),
                ),
            ),
            not_taking_part=1,
            paragraph=41,
            invented=True,
        ),
        Item(
            number="2",
            title="Delårsrapport för Demonämnden",
            outcome="Nämnden godkände rapporten.",
            decided=Decided(
                outcome="approved",
                method="acclamation",
                sentence="Demonämnden godkände rapporten och skickar den till fullmäktige.",
                clauses=("Delårsrapporten godkänns och lämnas till kommunfullmäktige.",),
                lists_members=True,
            ),
            forwarded_to="kf",
            paragraph=42,
            invented=True,
        ),
    ),
)

INVENTED: tuple[Meeting, ...] = (_IN_MARCH, _IN_APRIL, _IN_MAY)
