"""One bundle: followed while it is read, mended when it is split, and laid on the agenda."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages

from meetings.registry.addresses import bundle_url, workbench_url
from meetings.registry.bundles.gate import find_bundle
from meetings.registry.bundles.rows import count_words, piece_rows, progress_words, total_of
from meetings.registry.pages import TitledPage
from meetings.registry.workbench.commands import edits_of, text_of
from meetings.registry.workbench.live import edits_said, told_of
from meetings.selectors.drafts import newest_of
from meetings.services import bundle_mending
from meetings.services.agenda_edits import Edited
from meetings.services.bundles import accept, discard_bundle
from meetings.states import BundleState, DocumentKind
from portal.accounts.models import User
from portal.core import ocr
from portal.core.errors import DomainError
from portal.core.ids import natural_key


class BundlePage(TitledPage, TemplateView):
    """What there is to see and do follows from the bundle's state.

    A POST saves what was changed and does the one thing that was pressed.
    """

    header_icon = "download"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast(User, request.user)
        self.bundle = find_bundle(kwargs["bundle"], request.user)

    def get_page_title(self) -> str:
        titles = {
            BundleState.READY: _("Granska uppdelningen"),
            BundleState.PLACED: _("Bunten ligger på dagordningen"),
            BundleState.FAILED: _("Bunten gick inte att läsa"),
        }
        return titles.get(BundleState(self.bundle.state), _("Bunten tas om hand"))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        at = self.bundle.meeting
        steps = [
            {"url": workbench_url(at), "label": str(at)},
            {"url": reverse("registry:bundles", args=[at.pk]), "label": _("Hela dagordningen")},
        ]
        return [*self.breadcrumbs_items, *steps, {"url": "", "label": self.get_page_title()}]

    def get_template_names(self) -> list[str]:
        part = "mend" if self.bundle.state == BundleState.READY else "follow"
        return [f"registry/bundles/{part}.html"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without a script: first everything that was written, then the button."""
        edits = edits_of(request.POST)
        place, done = "", Edited()
        try:
            if edits:
                done = bundle_mending.mend(bundle=self.bundle, edits=edits, user=self.user)
                self._tell(done)
            if done.refused:
                return self._shown_again(done)
            place = self._obey(request)
        except DomainError as error:
            messages.error(request, str(error))
            return self._shown_again(done) if edits else redirect(bundle_url(self.bundle))
        return redirect(place if place.startswith("/") else bundle_url(self.bundle) + place)

    def _obey(self, request: HttpRequest) -> str:
        """Do what the button says; where to go on."""
        verb, _bar, about = text_of(request.POST, "do").partition("|")
        if verb == "accept":
            accept(bundle=self.bundle, user=self.user, belongs_here="belongs" in request.POST)
        elif verb == "discard":
            discard_bundle(bundle=self.bundle)
            messages.success(request, _("Bunten kastades."))
            return reverse("registry:bundles", args=[self.bundle.meeting_id])
        elif verb == "part":
            page, _bar, key = about.partition("|")
            number = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 0
            bundle_mending.part(bundle=self.bundle, piece=_key(key), page=number, user=self.user)
            return f"#s-{page}"
        elif verb == "join":
            bundle_mending.join(bundle=self.bundle, piece=_key(about))
        return ""

    def _tell(self, done: Edited) -> None:
        for clash in done.clashes:
            messages.warning(
                self.request,
                _("%(who)s skrev ”%(theirs)s” där du skrev ”%(yours)s”. Ditt gäller nu.")
                % {"who": clash.who, "theirs": clash.theirs, "yours": clash.edit.value},
            )

    def _shown_again(self, done: Edited) -> HttpResponse:
        """What was saved is saved; what was refused is told, with what was written."""
        self.bundle.refresh_from_db()
        context = self.get_context_data(refused=done.refused)
        return render(self.request, self.get_template_names()[0], context)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bundle = self.bundle
        shown = {
            "bundle": bundle,
            "meeting": bundle.meeting,
            "workbench_url": workbench_url(bundle.meeting),
            "bundles_url": reverse("registry:bundles", args=[bundle.meeting_id]),
            "lacks_ocr": bundle.with_ocr and not ocr.is_available(),
        }
        by_state = self._mendable() if bundle.state == BundleState.READY else self._followed()
        return {**super().get_context_data(**kwargs), **shown, **by_state}

    def _followed(self) -> dict[str, Any]:
        total = total_of(self.bundle)
        return {
            "total": total,
            "words": progress_words(self.bundle, total),
            "placed": self.bundle.pieces.filter(is_left_out=False).count(),
        }

    def _mendable(self) -> dict[str, Any]:
        draft = newest_of(self.bundle.meeting)
        items = sorted(draft.items.all(), key=lambda item: natural_key(item.number))
        pieces = list(self.bundle.pieces.all())
        rows = piece_rows(self.bundle, pieces, {item.number: item.title for item in items})
        return {
            "rows": rows,
            "counted": count_words(rows, self.bundle.pages),
            "doubtful": [row for row in rows if row.doubts or row.lacks],
            "items": items,
            "kinds": DocumentKind.choices,
        }


@require_POST
def save_pieces(request: HttpRequest, bundle: UUID) -> HttpResponse:
    """As the workbench's fields are saved; `item` names the paper."""
    found = find_bundle(bundle, request.user)
    try:
        edits = edits_said(request)
    except ValueError:
        return JsonResponse({"error": "edits"}, status=400)
    try:
        done = bundle_mending.mend(bundle=found, edits=edits, user=cast(User, request.user))
    except DomainError as error:
        return JsonResponse({"error": str(error)}, status=409)
    return JsonResponse(told_of(done))


@require_GET
def state_of(request: HttpRequest, bundle: UUID) -> HttpResponse:
    """How far it is, for a page that asks again and again."""
    found = find_bundle(bundle, request.user)
    total = total_of(found)
    told = {"state": found.state, "done": found.done, "total": total}
    answer = JsonResponse({**told, "words": progress_words(found, total)})
    answer["Cache-Control"] = "private, no-store"
    return answer


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
