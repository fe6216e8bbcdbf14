"""Decisions with their votes, as the secretary writes them down.

A decision is *sealed* when it goes live. The triggers in `meetings/sql` then hold
the promises across rows (`meetings.decision_rules` says them in words): a vote that is claimed
exists, named counts equal their ballots, a secret round has no ballot, and nobody votes who was
not a member that day.
"""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from meetings import decision_contents as contents
from meetings.addresses import decision_path, vote_path
from meetings.counting import count_by_party, figures
from meetings.models.base import WorkingPart, WorkingRecord
from meetings.models.meeting import AgendaItem, Meeting
from meetings.models.organization import Organization
from meetings.models.person import Person
from meetings.states import (
    Choice,
    DecisionMethod,
    DecisionOutcome,
    NoteKind,
    Side,
    VoteDetail,
    VotePurpose,
)
from portal.core.clock import local
from portal.ledger.services import next_public_number


def party_codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


class Decision(WorkingRecord):
    """What the organization decided in one agenda item (OParl has no such object)."""

    OWNER_LOOKUP = "meeting__organization__record_id"

    loaded_item: AgendaItem | None = None

    number = models.PositiveIntegerField(unique=True, null=True, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="decisions", verbose_name=_("sammanträde")
    )
    item = models.UUIDField(_("punkt"))
    date = models.DateField(_("datum"), editable=False)
    title = models.CharField(_("rubrik"), max_length=1000)
    sentence = models.CharField(
        _("beslutet i en mening"), max_length=300, help_text=_("Det som läsaren ser först.")
    )
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    outcome = models.CharField(_("utfall"), max_length=20, choices=DecisionOutcome.choices)
    method = models.CharField(
        _("beslutssätt"),
        max_length=20,
        choices=DecisionMethod.choices,
        default=DecisionMethod.ACCLAMATION,
        blank=True,
        help_text=_("Tomt: uppgift saknas."),
    )
    forwarded_to = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, verbose_name=_("går vidare till")
    )
    preliminary = models.BooleanField(_("preliminärt, protokollet är inte justerat"), default=True)
    sealed = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("beslut")
        verbose_name_plural = _("beslut")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "paragraph"],
                name="paragraph_once_on_an_item",
                violation_error_message=_("Punkten har redan ett beslut med den paragrafen."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.paragraph} {self.title}".strip()

    def save(self, *args: object, **kwargs: object) -> None:
        # The number stands in the address from the first draft on, so preview can show it.
        self.number = self.number or next_public_number(contents.DecisionContent.kind)
        self.date = self.day()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.meeting_id:
            self.date = self.day()
            if self.agenda_item() is None:
                raise ValidationError(
                    {"item": _("Punkten finns inte på sammanträdets dagordning.")}
                )

    def day(self) -> datetime.date:
        """The day of the meeting, by which memberships count."""
        return local(self.meeting.start).date()

    def keeper_id(self) -> UUID:
        return self.meeting.organization.record_id

    def path(self) -> str:
        return decision_path(self.number or 0)

    def parts(self) -> Sequence["Vote"]:
        return list(self.votes.all())

    def agenda_item(self) -> AgendaItem | None:
        """The item it was taken in; asked once, or handed in by who loads many."""
        held = self.loaded_item
        if held is None or held.record_id != self.item:
            items = AgendaItem.objects.filter(record_id=self.item).select_related("case")
            self.loaded_item = held = items.first()
        return held if held and held.meeting_id == self.meeting_id else None

    def references(self) -> tuple[str, ...]:
        item = self.agenda_item()
        return (item.case.number,) if item and item.case else ()

    def figures(self) -> str:
        """How the main round fell; the last one where there are several."""
        main = [vote for vote in self.votes.all() if vote.purpose == VotePurpose.MAIN]
        return figures(main[-1]) if main else ""

    def to_record(self) -> contents.DecisionContent:
        return contents.DecisionContent(
            id=self.record_id,
            source=self.provenance(),
            path=self.path(),
            title=self.title,
            organization=self.meeting.organization.record_id,
            date=self.date,
            references=self.references(),
            number=self.number or 0,
            item=self.item,
            sentence=self.sentence,
            paragraph=self.paragraph,
            outcome=self.outcome,
            method=self.method,
            figures=self.figures(),
            clauses=tuple(clause.text for clause in self.clauses.all()),
            took_part=tuple(each.to_part() for each in self.participants.all()),
            reservations=tuple(each.to_part() for each in self.reservations.all()),
            notes=tuple(each.to_part() for each in self.notes.all()),
            forwarded_to=self.forwarded_to.record_id if self.forwarded_to else None,
            preliminary=self.preliminary,
        )


class Clause(Orderable):
    """One att-sats of a decision."""

    decision = ParentalKey(Decision, on_delete=models.CASCADE, related_name="clauses")
    text = models.TextField(_("att-sats"))

    class Meta(Orderable.Meta):
        verbose_name = _("att-sats")


class Participation(Orderable):
    """Somebody who took part in the decision (law.md C1)."""

    decision = ParentalKey(Decision, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"))
    served_for = models.CharField(_("tjänstgör för"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("deltagare")
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "person"], name="participant_once_in_a_decision"
            )
        ]

    def to_part(self) -> contents.Participant:
        return contents.Participant(
            person=self.person.record_id,
            name=self.person.public_name,
            party=self.person.party,
            served_for=self.served_for,
        )


class Dissent(Orderable):
    """What parties or persons had written to the minutes."""

    parties = models.CharField(_("partier"), max_length=100, blank=True)
    names = models.CharField(_("namn"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta(Orderable.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        if not (self.parties or self.names):
            raise ValidationError(_("Ange parti eller namn."))


class Reservation(Dissent):
    """A recorded dissent."""

    decision = ParentalKey(Decision, on_delete=models.CASCADE, related_name="reservations")

    class Meta(Dissent.Meta):
        verbose_name = _("reservation")

    def to_part(self) -> contents.Reservation:
        return contents.Reservation(
            parties=party_codes(self.parties), names=self.names, text=self.text
        )


class ProtocolNote(Dissent):
    """A note in the minutes, a statement put to them, or what somebody moved (law.md C1)."""

    kind = models.CharField(
        _("slag"), max_length=10, choices=NoteKind.choices, default=NoteKind.NOTE
    )
    decision = ParentalKey(Decision, on_delete=models.CASCADE, related_name="notes")

    class Meta(Dissent.Meta):
        verbose_name = _("protokollsanteckning")

    def to_part(self) -> contents.ProtocolNote:
        return contents.ProtocolNote(
            note_kind=self.kind,
            parties=party_codes(self.parties),
            names=self.names,
            text=self.text,
        )


def _count(label: Any) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, null=True, blank=True)


class Vote(WorkingPart, Orderable, ClusterableModel):
    """One round: counter-proposals first, the main question last (live.md §4.10)."""

    decision = ParentalKey(Decision, on_delete=models.CASCADE, related_name="votes")
    purpose = models.CharField(
        _("gäller"), max_length=20, choices=VotePurpose.choices, default=VotePurpose.MAIN
    )
    about = models.CharField(_("frågan"), max_length=300, blank=True)
    yes_means = models.CharField(_("ja betyder"), max_length=300, blank=True)
    no_means = models.CharField(_("nej betyder"), max_length=300, blank=True)
    detail = models.CharField(
        _("vad som är känt"), max_length=10, choices=VoteDetail.choices, default=VoteDetail.COUNTS
    )
    secret = models.BooleanField(_("sluten"), default=False)
    yes = _count(_("ja"))
    no = _count(_("nej"))
    abstained = _count(_("avstår"))
    absent = _count(_("frånvarande"))
    not_taking_part = _count(_("deltar ej"))
    conflict = _count(_("jäv"))
    won = models.CharField(_("utföll"), max_length=3, choices=Side.choices, blank=True)
    casting_vote = models.CharField(
        _("utslagsröst"), max_length=3, choices=Side.choices, blank=True
    )
    by_lot = models.BooleanField(_("avgjord med lott"), default=False)
    prose = models.TextField(_("beskrivning"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("omröstning")
        constraints = [
            models.CheckConstraint(
                condition=~Q(detail=VoteDetail.NAMED) | Q(secret=False),
                name="secret_vote_is_never_named",
                violation_error_message=_("En sluten omröstning har inga namn."),
            ),
            models.CheckConstraint(
                condition=Q(detail=VoteDetail.PROSE)
                | Q(yes__isnull=True)  # a draft is not counted yet
                | Q(no__isnull=True)
                | Q(won=Side.YES, yes__gt=models.F("no"))
                | Q(won=Side.NO, no__gt=models.F("yes"))
                | Q(yes=models.F("no"), won__in=Side.values)
                & (Q(won=models.F("casting_vote"), by_lot=False) | Q(casting_vote="", by_lot=True)),
                name="vote_falls_where_the_counts_say",
                violation_error_message=_(
                    "Utfallet stämmer inte med antalet röster. Vid lika röster behövs "
                    "utslagsröst eller lott."
                ),
            ),
            models.CheckConstraint(
                condition=Q(casting_vote="", by_lot=False)
                | Q(detail=VoteDetail.PROSE)
                | Q(yes=models.F("no")),
                name="only_a_tie_needs_breaking",
                violation_error_message=_(
                    "Utslagsröst och lott avgör bara vid lika antal ja och nej."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.about or self.get_purpose_display()

    def counts(self) -> dict[str, int]:
        return {choice.value: getattr(self, choice.value) or 0 for choice in Choice}

    def party_counts(self, ballots: Sequence[contents.Ballot]) -> tuple[contents.PartyCount, ...]:
        """Counted from the names where they are known, else as they were told."""
        return count_by_party(ballots) or tuple(each.to_part() for each in self.parties.all())

    def to_record(self) -> contents.VoteContent:
        decision = self.decision
        ballots = tuple(ballot.to_part() for ballot in self.ballots.all())
        return contents.VoteContent(
            id=self.record_id,
            source=self.provenance(),
            path=vote_path(decision.path(), self._place()),
            title=self.about or decision.title,
            organization=decision.meeting.organization.record_id,
            date=decision.date,
            references=decision.references(),
            decision=decision.record_id,
            order=self._place(),
            purpose=self.purpose,
            about=self.about,
            yes_means=self.yes_means,
            no_means=self.no_means,
            detail=self.detail,
            secret=self.secret,
            **{choice.value: getattr(self, choice.value) for choice in Choice},
            won=self.won,
            casting_vote=self.casting_vote,
            by_lot=self.by_lot,
            prose=self.prose,
            parties=self.party_counts(ballots),
            ballots=ballots,
        )

    def _place(self) -> int:
        """Its number among the rounds, counted and not taken from `sort_order`."""
        rounds = [vote.record_id for vote in self.decision.votes.all()]
        return rounds.index(self.record_id) + 1


class PartyCount(Orderable):
    """How the mandates of one party fell, in a round of which no names are known."""

    vote = ParentalKey(Vote, on_delete=models.CASCADE, related_name="parties")
    party = models.CharField(_("parti"), max_length=10)
    yes = models.PositiveSmallIntegerField(_("ja"), default=0)
    no = models.PositiveSmallIntegerField(_("nej"), default=0)
    abstained = models.PositiveSmallIntegerField(_("avstår"), default=0)
    absent = models.PositiveSmallIntegerField(_("frånvarande"), default=0)
    not_taking_part = models.PositiveSmallIntegerField(_("deltar ej"), default=0)
    conflict = models.PositiveSmallIntegerField(_("jäv"), default=0)

    class Meta(Orderable.Meta):
        verbose_name = _("partiets röster")
        constraints = [
            models.UniqueConstraint(fields=["vote", "party"], name="a_party_once_in_a_vote")
        ]

    def counts(self) -> dict[str, int]:
        return {choice.value: getattr(self, choice.value) for choice in Choice}

    def to_part(self) -> contents.PartyCount:
        return contents.PartyCount(party=self.party, **self.counts())


class Ballot(Orderable):
    """One mandate's choice in an open vote."""

    vote = ParentalKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"))
    party = models.CharField(_("parti"), max_length=10, blank=True)
    choice = models.CharField(_("röst"), max_length=20, choices=Choice.choices)
    served_for = models.CharField(_("tjänstgör för"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("röst")
        constraints = [
            models.UniqueConstraint(fields=["vote", "person"], name="one_ballot_a_person_a_vote")
        ]

    def to_part(self) -> contents.Ballot:
        return contents.Ballot(
            person=self.person.record_id,
            name=self.person.public_name,
            party=self.party or self.person.party,
            choice=self.choice,
            served_for=self.served_for,
        )
