"""The drop of a meeting's bundle: whole from a plain form, in pieces from a script."""

from typing import Any, BinaryIO, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from django.views.generic import FormView
from wagtail.admin import messages

from meetings.models import Meeting
from meetings.registry.addresses import bundle_url, workbench_url
from meetings.registry.gate import find_kept
from meetings.registry.pages import TitledPage
from meetings.registry.pieces import take_in_pieces
from meetings.services.bundles import take_bundle
from portal.accounts.models import User
from portal.core import ocr
from portal.core.errors import DomainError


class BundleForm(forms.Form):
    """One PDF, and whether its scanned pages are to be read."""

    file = forms.FileField(
        label=gettext_lazy("Dagordningens alla handlingar i en PDF"),
        help_text=gettext_lazy(
            "Den delas upp efteråt. Inget läggs på dagordningen förrän du säger till."
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )
    with_ocr = forms.BooleanField(
        label=gettext_lazy("Tolka inskannade sidor (svenska)"),
        help_text=gettext_lazy("Tar några sekunder för varje inskannad sida, i bakgrunden."),
        required=False,
    )

    def __init__(self, *args: Any, can_read_scans: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_read_scans:
            del self.fields["with_ocr"]


class BundlesPage(TitledPage, FormView):
    """Takes a bundle for one meeting, and lists those that came before."""

    form_class = BundleForm
    template_name = "registry/bundles/drop.html"
    page_title = gettext_lazy("Lägg in hela dagordningen")
    header_icon = "download"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.meeting, self.user = _asked(request, kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        step = {"url": workbench_url(self.meeting), "label": str(self.meeting)}
        return [*self.breadcrumbs_items, step, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return {**kwargs, "can_read_scans": ocr.is_available()}

    def form_valid(self, form: BundleForm) -> HttpResponse:
        upload = form.cleaned_data["file"]
        try:
            bundle, repeated = take_bundle(
                meeting=self.meeting,
                stream=upload,
                name=upload.name,
                user=self.user,
                with_ocr=form.cleaned_data.get("with_ocr", False),
            )
        except DomainError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        if repeated:
            messages.warning(self.request, _("Den filen har redan lagts in. Här är den."))
        return redirect(bundle_url(bundle))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {
            "meeting": self.meeting,
            "earlier": self.meeting.bundles.select_related("taken_by"),
            "upload_url": reverse("registry:bundles", args=[self.meeting.pk]),
        }
        return {**super().get_context_data(**kwargs), **shown}


@require_http_methods(["GET", "POST"])
def take_piece_of_bundle(request: HttpRequest, pk: int, upload: str) -> HttpResponse:
    """As for the workbench's files; the last piece answers with where the bundle is followed.

    `X-Ocr: 1` asks for scanned pages to be read.
    """
    meeting, user = _asked(request, pk)

    def finish(stream: BinaryIO, name: str) -> dict[str, Any]:
        with_ocr = request.headers.get("X-Ocr") == "1"
        bundle, _repeated = take_bundle(
            meeting=meeting, stream=stream, name=name, user=user, with_ocr=with_ocr
        )
        return {"url": bundle_url(bundle)}

    return take_in_pieces(request, f"b{user.pk}-{pk}-{upload}", finish)


def _asked(request: HttpRequest, pk: int) -> tuple[Meeting, User]:
    return cast(Meeting, find_kept(Meeting, pk, request.user)), cast(User, request.user)
