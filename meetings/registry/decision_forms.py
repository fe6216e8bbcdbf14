"""The forms of decisions and votes: what contradicts itself is refused where it stands.

What is only not written yet may wait in a draft; it is asked for when the draft is to be
published. Everything typed stays in the form.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.counting import count, winner
from meetings.decision_rules import claim_faults, round_faults, voter_faults
from meetings.models import AgendaItem, Decision
from meetings.registry.formsets import PartForm, RowForm
from meetings.registry.views import LEADS_TO_AN_ACT
from meetings.selectors.rosters import roster_on
from meetings.states import Choice, VoteDetail


def _as_uuid(value: object) -> UUID:
    return UUID(str(value))


class BallotForm(RowForm):
    """One name. The party is the person's; whoever is put on the row brings their own."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        person = cleaned.get("person")
        if person is not None and ("person" in self.changed_data or not self.instance.party):
            self.instance.party = person.party
        return cleaned


class VoteForm(PartForm):
    """One round. Sums that nobody typed are counted from the names, and so is who won."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._sums_are_missing(cleaned):
            cleaned |= self._counted()
        if not cleaned.get("won"):
            cleaned["won"] = self._winner(cleaned)
        return cleaned

    def ballot_forms(self) -> list[Any]:
        """The rows with names that stay and have no errors."""
        ballots = self.formsets["ballots"]
        ballots.is_valid()
        return [form for form in ballots.kept_forms() if not form.errors]

    def check(self, *, unfinished: bool) -> None:
        """Says beside the round what is wrong with it, once all of it has been read."""
        ballots = [form.instance for form in self.ballot_forms()]
        contradicts = self.instance.secret and ballots
        if contradicts or not (unfinished and self._is_unfinished()):
            for fault in round_faults(self.instance, ballots):
                self.add_error("detail", fault)

    def _is_unfinished(self) -> bool:
        """Somebody's choice, the sums or the description are not there yet."""
        vote = self.instance
        if vote.detail == VoteDetail.PROSE:
            return not vote.prose
        choices = [form.instance.choice for form in self.ballot_forms()]
        return vote.yes is None or vote.no is None or not all(choices)

    def _sums_are_missing(self, cleaned: dict[str, Any]) -> bool:
        named = cleaned.get("detail") == VoteDetail.NAMED
        typed = [cleaned.get(choice.value) for choice in Choice]
        return named and typed == [None] * len(Choice) and self._is_complete()

    def _is_complete(self) -> bool:
        forms_of_names = self.ballot_forms()
        return bool(forms_of_names) and all(form.instance.choice for form in forms_of_names)

    def _counted(self) -> dict[str, int]:
        return count(form.instance for form in self.ballot_forms())

    def _winner(self, cleaned: dict[str, Any]) -> str:
        yes, no = cleaned.get("yes"), cleaned.get("no")
        if yes is None or no is None:
            return ""
        return winner(yes, no, cleaned.get("casting_vote") or "")


class DecisionForm(RowForm):
    """A decision of one meeting; its item is chosen by number and title."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "item" in self.fields:
            self.fields["item"] = forms.TypedChoiceField(
                label=_("Punkt"), choices=self._items(), coerce=_as_uuid
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        leads_to_an_act = f"action-{LEADS_TO_AN_ACT}" in self.data
        rounds = list(self._rounds())
        for form in rounds:
            form.check(unfinished=not leads_to_an_act)
        if leads_to_an_act:
            method = cleaned.get("method", "")
            for fault in claim_faults(method, [form.instance for form in rounds]):
                self.add_error("method", fault)
        self._check_voters(rounds)
        return cleaned

    def _items(self) -> list[tuple[str, str]]:
        """The agenda as it stands; the one that was chosen stays to be seen."""
        items = AgendaItem.objects.filter(meeting=self.instance.meeting_id)
        return [(str(each.record_id), str(each)) for each in items]

    def _rounds(self) -> Iterator[VoteForm]:
        votes = self.formsets.get("votes")
        if votes is not None:
            votes.is_valid()
            yield from (form for form in votes.kept_forms() if not form.errors)

    def _check_voters(self, rounds: list[VoteForm]) -> None:
        decision: Decision = self.instance
        roster = None
        for form in rounds:
            voters = [each.instance.person for each in form.ballot_forms()]
            if voters:
                organization = decision.meeting.organization
                roster = roster or roster_on(organization, decision.day())
                for fault in voter_faults(voters, roster):
                    form.add_error("detail", fault)
