"""The votes on a decision, entered in a grid by party."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from meetings.models import Decision
from meetings.registry.addresses import decisions_url, edit_url, voting_url
from meetings.registry.gate import find_kept
from meetings.registry.pages import TitledPage
from meetings.registry.voting_rows import entries_in, round_rows
from meetings.selectors.drafts import newest_of
from meetings.selectors.seats import seats_by_party
from meetings.services.voting import Entry, put_in, write_votes
from meetings.states import VoteDetail, VotePurpose
from portal.accounts.models import User
from portal.core.errors import DomainError
from portal.core.ids import new_id


class VotingPage(TitledPage, TemplateView):
    """Every round of one decision. A POST keeps all rounds, then does what was pressed."""

    template_name = "registry/voting.html"
    page_title = gettext_lazy("Omröstning")
    header_icon = "tick"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast(User, request.user)
        kept = cast(Decision, find_kept(Decision, kwargs["pk"], request.user))
        self.decision = newest_of(kept)
        organization = self.decision.meeting.organization
        self.parties = seats_by_party(organization, self.decision.day())
        self.faults: dict[UUID, list[str]] = {}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        steps = [
            {"url": decisions_url(self.decision.meeting), "label": str(self.decision.meeting)},
            {"url": edit_url(self.decision), "label": str(self.decision)},
            {"url": "", "label": self.get_page_title()},
        ]
        return [*self.breadcrumbs_items, *steps]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            entries = self._asked(list(entries_in(request.POST, self.parties)))
            seen = int(request.POST.get("seen", "0"))
        except ValueError:
            messages.error(request, _("Antalen ska vara hela tal."))
            return redirect(voting_url(self.decision))
        try:
            self.decision, self.faults = write_votes(
                decision=self.decision, entries=entries, seen=seen, user=self.user
            )
        except DomainError as error:
            return self._stale(entries, str(error))
        if self.faults:
            return self.render_to_response(self.get_context_data())
        messages.success(request, _("Sparat."))
        if request.POST.get("do") == "done":
            return redirect(f"{decisions_url(self.decision.meeting)}#b-{self.decision.item}")
        return redirect(voting_url(self.decision))

    def _asked(self, entries: list[Entry]) -> list[Entry]:
        """The rounds after the button: one more, or one less."""
        verb, _bar, about = self.request.POST.get("do", "").partition("|")
        if verb == "remove":
            return [each for each in entries if str(each.id) != about]
        if verb == "add":
            return _with_new(entries, VotePurpose(self.request.POST.get("new", "main")))
        return entries

    def _stale(self, entries: Sequence[Entry], why: str) -> HttpResponse:
        """What was entered stays on the page; a second save puts it over the other's."""
        put_in(self.decision, entries)
        messages.error(self.request, why)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        votes = self.decision.votes.all()
        rows = [
            round_rows(vote, place, self.parties, self.faults.get(vote.record_id, ()))
            for place, vote in enumerate(votes, 1)
        ]
        shown = {
            "decision": self.decision,
            "rounds": rows,
            "seen": self.decision.latest_revision_id or 0,
            "purposes": VotePurpose.choices,
            "back_url": decisions_url(self.decision.meeting),
        }
        return {**super().get_context_data(**kwargs), **shown}


def _with_new(entries: list[Entry], purpose: VotePurpose) -> list[Entry]:
    """The main question is put last: what comes before it stands before it."""
    made = Entry(id=new_id(), purpose=purpose, detail=VoteDetail.NAMED)
    if purpose == VotePurpose.MAIN:
        return [*entries, made]
    at = next((n for n, e in enumerate(entries) if e.purpose == VotePurpose.MAIN), len(entries))
    return [*entries[:at], made, *entries[at:]]
