"""The page of one recording: key, delay, stop, passages, captions, chapters."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from meetings.registry.pages import TitledPage
from meetings.selectors.keepers import is_keeper
from portal.core.errors import DomainError
from streaming.video.management.asked import encoder_address
from streaming.video.models import Recording, Withholding
from streaming.video.panels import player_of
from streaming.video.registry.forms import (
    CaptionForm,
    DelayForm,
    NudgeForm,
    StopForm,
    WithholdForm,
)
from streaming.video.registry.lists import kept_recordings
from streaming.video.selectors import is_stopped
from streaming.video.services import recordings
from streaming.video.services.captions import upload_captions
from streaming.video.services.chapters import nudge
from streaming.video.services.withholding import lift, withhold
from streaming.video.states import WithholdingKind


class RecordingPage(TitledPage, TemplateView):
    """Each button posts its own `do`; what went wrong stands beside its fields."""

    template_name = "video/registry/recording.html"
    header_icon = "media"
    recording: Recording

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_keeper(request.user):
            raise PermissionDenied
        found = kept_recordings(request.user).filter(pk=kwargs["recording"]).first()
        if found is None:
            raise Http404
        self.recording = found
        self.page_title = found.title
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, recording: UUID) -> HttpResponse:
        act = ACTS.get(request.POST.get("do", ""))
        if act is None:
            raise Http404
        form_class, do = act
        name = request.POST["do"]
        form = form_class(request.POST, request.FILES, auto_id=f"{name}-%s")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(failed=form))
        try:
            told = do(self.recording, form.cleaned_data, request)
        except DomainError as error:
            form.add_error(None, str(error))
            return self.render_to_response(self.get_context_data(failed=form))
        messages.success(request, told)
        return redirect("video-registry:recording", recording=recording)

    def get_context_data(self, failed: Form | None = None, **kwargs: Any) -> dict[str, Any]:
        found = self.recording
        forms = {
            "withhold": WithholdForm(auto_id="withhold-%s"),
            "captions": CaptionForm(auto_id="captions-%s"),
            "stop": StopForm(auto_id="stop-%s"),
            "delay": DelayForm(auto_id="delay-%s", initial={"seconds": found.delay}),
        }
        forms |= {name: failed for name, each in forms.items() if type(failed) is type(each)}
        return {
            **super().get_context_data(**kwargs),
            "recording": found,
            "problems": _problems(failed, forms),
            "forms": forms,
            "is_stopped": is_stopped(found),
            "withholdings": found.withholdings.order_by("-pk"),
            "tracks": found.caption_tracks.all(),
            "nudges": dict(found.nudges.values_list("moment", "seconds")),
            "chapters": player_of(found)["chapters"],
        }


def _problems(failed: Form | None, shown: Mapping[str, Form]) -> list[str]:
    """What went wrong and stands beside no field."""
    if failed is None:
        return []
    if failed in shown.values():
        return [str(message) for message in failed.non_field_errors()]
    return [str(message) for errors in failed.errors.values() for message in errors]


def _new_key(found: Recording, _said: Mapping[str, Any], request: HttpRequest) -> str:
    key = recordings.prepare_recording(
        meeting=found.meeting, organization=found.organization, actor=request.user.pk
    )
    return _("Visas bara nu. Server: %(server)s. Strömnyckel: %(key)s") % {
        "server": encoder_address(),
        "key": key,
    }


def _caption_key(found: Recording, _said: Mapping[str, Any], request: HttpRequest) -> str:
    key = recordings.new_caption_key(recording=found.pk, actor=request.user.pk)
    return _("Visas bara nu. Nyckel för undertexter: %(key)s") % {"key": key}


def _stop(found: Recording, said: Mapping[str, Any], request: HttpRequest) -> str:
    recordings.stop(recording=found.pk, reason=said["reason"], actor=request.user.pk)
    return _("Stoppad. Inget mer visas.")


def _resume(found: Recording, _said: Mapping[str, Any], request: HttpRequest) -> str:
    recordings.resume(recording=found.pk, actor=request.user.pk)
    return _("Sänds igen från och med nu.")


def _end(found: Recording, _said: Mapping[str, Any], request: HttpRequest) -> str:
    recordings.end_recording(recording=found.pk, actor=request.user.pk)
    return _("Avslutad. Inspelningen ligger på sammanträdets sida.")


def _delay(found: Recording, said: Mapping[str, Any], request: HttpRequest) -> str:
    recordings.set_delay(recording=found.pk, seconds=said["seconds"], actor=request.user.pk)
    return _("Fördröjningen är ändrad.")


def _withhold(found: Recording, said: Mapping[str, Any], request: HttpRequest) -> str:
    kind = WithholdingKind(said["kind"])
    withhold(
        recording=found.pk,
        kind=kind,
        begins=said["begins"],
        ends=said["ends"],
        reason=said["reason"],
        actor=request.user.pk,
        erase=said["erase"],
    )
    return _("Avsnittet är borta från inspelningen.") if kind == "cut" else _("Ljudet är tystat.")


def _lift(found: Recording, _said: Mapping[str, Any], request: HttpRequest) -> str:
    number = request.POST.get("withholding", "")
    made = Withholding.objects.filter(
        recording=found, pk=int(number) if number.isascii() and number.isdigit() else 0
    ).first()
    if made is None:
        raise DomainError(_("Avsnittet finns inte."))
    lift(withholding=made, actor=request.user.pk)
    return _("Avsnittet visas igen.")


def _captions(found: Recording, said: Mapping[str, Any], request: HttpRequest) -> str:
    count = upload_captions(
        recording=found.pk,
        data=said["file"].read(),
        language=said["language"],
        is_automatic=said["is_automatic"],
        actor=request.user.pk,
    )
    return _("%(count)s textrader ligger på inspelningen.") % {"count": count}


def _nudge(found: Recording, said: Mapping[str, Any], request: HttpRequest) -> str:
    nudge(recording=found.pk, chapter=said["chapter"], seconds=said["seconds"])
    return _("Kapitlet är flyttat.")


Act = Callable[[Recording, Mapping[str, Any], HttpRequest], str]
ACTS: Mapping[str, tuple[type[Form], Act]] = {
    "key": (Form, _new_key),
    "caption-key": (Form, _caption_key),
    "stop": (StopForm, _stop),
    "resume": (Form, _resume),
    "end": (Form, _end),
    "delay": (DelayForm, _delay),
    "withhold": (WithholdForm, _withhold),
    "lift": (Form, _lift),
    "captions": (CaptionForm, _captions),
    "nudge": (NudgeForm, _nudge),
}
