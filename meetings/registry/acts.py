"""The pages where an act is decided: what would happen, why, and what came of it."""

from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from meetings.models import Meeting, WorkingRecord
from meetings.registry.act_forms import (
    CORRECTS,
    PublishForm,
    ReviewForm,
    UndoForm,
    WithdrawForm,
)
from meetings.registry.addresses import edit_url
from meetings.registry.gate import find_kept
from meetings.registry.outcome import outcome_of
from meetings.registry.pages import TitledPage
from meetings.registry.preparation import Preparation, prepare, prepared, records_of
from meetings.registry.words import rule_word
from meetings.selectors.drafts import newest_of
from meetings.selectors.keepers import is_administrator
from meetings.selectors.publication import has_public_parts, standing_of, was_ever_published
from meetings.selectors.reviews import reviewed
from meetings.services.item_publishing import item_changes, item_states, publish_item
from meetings.services.publishing import publish, withdraw
from meetings.services.reviewing import check_reviewed
from meetings.services.scheduling import schedule
from meetings.services.undoing import can_be_undone, undo, undoable_until
from portal.accounts.models import User
from portal.accounts.roles import PUBLISHING, Role
from portal.core.clock import now
from portal.core.errors import DomainError
from portal.ledger.changes import Actor
from portal.ledger.models import Act


class ActPage(TitledPage, FormView):
    """An act that begins at one record, which the person keeps."""

    header_icon = "upload"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast(User, request.user)
        self.model_name = kwargs["model"]
        self.record = find_kept(working_model(self.model_name), kwargs["pk"], request.user)
        self.draft = newest_of(self.record)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        steps = [
            {"url": edit_url(self.record), "label": str(self.draft)},
            {"url": "", "label": self.get_page_title()},
        ]
        return [*self.breadcrumbs_items, *steps]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "record": self.draft, "edit_url": edit_url(self.record)}

    def refuse(self, form: Any, error: Exception) -> HttpResponse:
        """Nothing was published; everything typed stays."""
        for message in messages_of(error):
            form.add_error(None, message)
        return self.form_invalid(form)

    def done(self, act: Act) -> HttpResponse:
        return redirect("registry:act", act.pk)


class PublishPage(ActPage):
    """Publishes or corrects the newest draft; a meeting with its items, cases and papers."""

    form_class = PublishForm
    template_name = "registry/publish.html"
    preparation: Preparation | None = None
    hindrance: list[str] = []

    def get_page_title(self) -> str:
        is_agenda = isinstance(self.record, Meeting)
        return str(_("Publicera dagordningen") if is_agenda else _("Publicera"))

    item: UUID | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.records, self.others = self._found()
        try:
            self.preparation = self._prepare()
        except (DomainError, ValidationError) as error:
            self.hindrance = messages_of(error)
        return super().dispatch(request, *args, **kwargs)

    def _found(self) -> tuple[list[WorkingRecord], list[WorkingRecord]]:
        """What the act takes along, and what another office must publish."""
        return records_of(self.record, self.user)

    def _prepare(self) -> Preparation:
        return prepare(self.records, self.others)

    def get_initial(self) -> dict[str, Any]:
        return {"digest": self.preparation.digest if self.preparation else ""}

    def form_valid(self, form: PublishForm) -> HttpResponse:
        key = form.cleaned_data["key"]
        if (done := _act_of(key)) is not None:
            return self.done(done)
        if not self._still_holds(form):
            return self._show_anew(form)
        try:
            check_reviewed(record=self.record, digest=form.cleaned_data["digest"], user=self.user)
            if form.cleaned_data["due"]:
                return self._schedule(form.cleaned_data)
            return self.done(self._publish(form.cleaned_data))
        except (DomainError, ValidationError) as error:
            # The first of two clicks may have been done while this one prepared.
            done = _act_of(key)
            return self.done(done) if done else self.refuse(form, error)

    def _publish(self, said: dict[str, Any]) -> Act:
        return publish(
            records=self.records,
            actor=actor_of(self.user, self.record),
            key=said["key"],
            reason=self._reason(said),
            override=said["override"],
        )

    def _schedule(self, said: dict[str, Any]) -> HttpResponse:
        schedule(
            records=self.records,
            item=self.item,
            due=said["due"],
            role=actor_of(self.user, self.record).role,
            user=self.user,
            reason=self._reason(said),
            override=said["override"],
        )
        return redirect("registry:scheduled")

    def _reason(self, said: dict[str, Any]) -> str:
        owes = self.preparation is not None and self.preparation.owes_reason
        return said["reason"].strip() if said["manner"] == CORRECTS or owes else ""

    def _still_holds(self, form: PublishForm) -> bool:
        current = self.preparation.digest if self.preparation else ""
        return bool(form.cleaned_data["digest"] == current)

    def _show_anew(self, form: PublishForm) -> HttpResponse:
        """Somebody saved between the look and the click."""
        form.data = {**self.request.POST.dict(), "digest": self.get_initial()["digest"]}
        form.add_error(
            None,
            _("Inget publicerades: utkastet ändrades medan du läste. Läs igenom och försök igen."),
        )
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        findings = self.preparation.findings if self.preparation else ()
        seen = [{"finding": finding, "rule": rule_word(finding.rule)} for finding in findings]
        shown = {"preparation": self.preparation, "hindrance": self.hindrance, "findings": seen}
        digest = self.preparation.digest if self.preparation else ""
        said = {
            "preview_url": reverse("registry:preview", args=[self.model_name, self.record.pk]),
            "reviewed": reviewed(self.record.record_id, digest),
            "review_form": ReviewForm(initial={"digest": digest}),
            "review_url": reverse("registry:review", args=[self.model_name, self.record.pk]),
            "here": self.request.get_full_path(),
        }
        return {**super().get_context_data(**kwargs), **shown, **said}


class PublishItemPage(PublishPage):
    """One item of an agenda, with its case and papers: the rest of the draft waits."""

    page_title = _("Publicera en punkt")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.item = kwargs["item"]
        super().setup(request, *args, **{**kwargs, "model": "meeting"})

    def get_page_title(self) -> str:
        return str(self.page_title)

    def _prepare(self) -> Preparation:
        assert isinstance(self.record, Meeting)
        assert self.item is not None
        states = item_states(self.record, self.item, self.records)
        return prepared(item_changes(states), left_out=states.left_out)

    def _publish(self, said: dict[str, Any]) -> Act:
        assert isinstance(self.record, Meeting)
        assert self.item is not None
        return publish_item(
            meeting=self.record,
            item=self.item,
            kept=self.records,
            actor=actor_of(self.user, self.record),
            key=said["key"],
            reason=self._reason(said),
            override=said["override"],
        )


class WithdrawPage(ActPage):
    """Takes a published record back: a tombstone with the reason stays."""

    form_class = WithdrawForm
    template_name = "registry/withdraw.html"
    page_title = _("Återta")
    header_icon = "undo"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not (was_ever_published(self.record) or has_public_parts(self.record)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: WithdrawForm) -> HttpResponse:
        said = form.cleaned_data
        try:
            act = withdraw(
                record=self.record,
                actor=actor_of(self.user, self.record),
                reason=said["reason"],
                ground=said["ground"],
                key=said["key"],
            )
        except DomainError as error:
            return self.refuse(form, error)
        return self.done(act)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_agenda = isinstance(self.record, Meeting)
        shown = {"standing": standing_of(self.record), "is_agenda": is_agenda}
        return {**super().get_context_data(**kwargs), **shown}


class ActDone(TitledPage, FormView):
    """What an act did, with a link to every outlet; for who did it and for administrators.

    While it is early, a POST undoes it.
    """

    form_class = UndoForm
    template_name = "registry/done.html"
    page_title = _("Klart")
    header_icon = "check"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        act = Act.objects.filter(pk=kwargs["act"]).first()
        self.user = cast(User, request.user)
        if act is None or not (act.actor_id == self.user.pk or is_administrator(self.user)):
            raise Http404
        self.act = act

    def form_valid(self, form: UndoForm) -> HttpResponse:
        said = form.cleaned_data
        actor = Actor(role=self.act.actor_role, user_id=self.user.pk)
        try:
            undone = undo(act=self.act, actor=actor, key=said["key"], reason=said["reason"])
        except DomainError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect("registry:act", undone.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        act = self.act
        until = undoable_until(act) if can_be_undone(act) else None
        shown = {"act": act, "outcome": outcome_of(act), "undoable_until": until}
        return {**super().get_context_data(**kwargs), **shown}


def working_model(name: str) -> type[WorkingRecord]:
    """The model of this name. Raises Http404 for what is no working record."""
    try:
        model = apps.get_model("meetings", name)
    except LookupError as error:
        raise Http404 from error
    if not issubclass(model, WorkingRecord):
        raise Http404
    return model


def _act_of(key: str) -> Act | None:
    return Act.objects.filter(key=key).first()


def actor_of(user: User, record: WorkingRecord) -> Actor:
    """The person with the role by which they act on this record; the role is public."""
    held = user.grants.in_force(now()).filter(role__in=PUBLISHING)
    owner = record.keeper_id()
    if owner is not None:
        held = held.filter(organization=owner)
    role = held.order_by("role").values_list("role", flat=True).first()
    return Actor(role=role or Role.ADMINISTRATOR.value, user_id=user.pk)


def messages_of(error: Exception) -> list[str]:
    if isinstance(error, ValidationError):
        return [str(message) for message in error.messages]
    return [str(error)]
