"""The page where a bundle is dropped, and the page that shows what was read of it."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages

from meetings.models import Document, Drop, Organization
from meetings.registry.addresses import edit_url, publish_url
from meetings.registry.drop_forms import DropForm
from meetings.registry.pages import TitledPage
from meetings.selectors.keepers import kept
from meetings.selectors.publication import Standing, standing_of, with_verb
from meetings.services.intake import take_in
from portal.accounts.models import User
from portal.core.errors import DomainError

DOUBTFUL = 0.7
"""Below this a field is marked: look here first."""


@dataclass(frozen=True)
class ReadField:
    """One field of a paper, and how sure the reading was, in per cent."""

    label: str
    value: str
    sure: int | None

    @property
    def is_doubtful(self) -> bool:
        return self.sure is not None and self.sure < DOUBTFUL * 100


@dataclass(frozen=True)
class ReadPaper:
    """A draft as the page shows it."""

    document: Document
    fields: tuple[ReadField, ...]
    standing: Standing
    edit_url: str

    @property
    def doubts(self) -> int:
        return sum(field.is_doubtful for field in self.fields)


class DropPage(TitledPage, FormView):
    """Takes one bundle and makes drafts of it."""

    form_class = DropForm
    template_name = "registry/drop.html"
    page_title = _("Lägg in en bunt")
    header_icon = "download"

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return {**kwargs, "user": self.request.user}

    def form_valid(self, form: DropForm) -> HttpResponse:
        upload = form.cleaned_data["file"]
        try:
            done = take_in(
                stream=upload,
                file_name=upload.name,
                meeting=form.cleaned_data["meeting"],
                user=cast(User, self.request.user),
            )
        except DomainError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        if done.is_repeated:
            messages.warning(self.request, done.notices[0])
        owner = done.documents[0].owner
        return redirect("registry:dropped", sha256=done.sha256, owner=owner.short_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = kept(Organization, self.request.user)
        earlier = Drop.objects.filter(owner__in=mine).select_related("owner", "meeting")
        return {**super().get_context_data(**kwargs), "earlier": earlier[:10]}


class DroppedPage(TitledPage, TemplateView):
    """The split of a bundle: each paper with its fields, what is missing, what comes next."""

    template_name = "registry/dropped.html"
    page_title = _("Bunten är uppdelad")
    header_icon = "download"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        drop = self._drop(kwargs["sha256"], kwargs["owner"])
        found = with_verb(kept(Document, self.request.user))
        papers = found.filter(bundle=drop.sha256, owner=drop.owner).order_by("number")
        shown = {
            "drop": drop,
            "papers": [paper_read(cast(Document, paper)) for paper in papers],
            "meeting_url": edit_url(drop.meeting) if drop.meeting else "",
            "publish_url": publish_url(drop.meeting) if drop.meeting else "",
        }
        return {**super().get_context_data(**kwargs), **shown}

    def _drop(self, sha256: str, owner: str) -> Drop:
        mine = kept(Organization, self.request.user)
        found = Drop.objects.filter(sha256=sha256, owner__short_name=owner, owner__in=mine)
        drop = found.select_related("owner", "meeting", "taken_by").first()
        if drop is None:
            raise Http404
        return drop


def paper_read(document: Document) -> ReadPaper:
    """The draft as it stands now, with how sure the intake was of each field."""
    return ReadPaper(
        document=document,
        fields=tuple(_fields(document)),
        standing=standing_of(document),
        edit_url=edit_url(document),
    )


def _fields(document: Document) -> list[ReadField]:
    sure = document.confidence
    numbers = ", ".join(
        f"{line.number} ({line.organization})" for line in document.registrations.all()
    )
    version = " ".join(filter(None, [document.version_label, str(document.version_date or "")]))
    said = [
        (_("Slag"), document.get_kind_display(), "kind"),
        (_("Rubrik"), document.title, "title"),
        (_("Datum"), str(document.date or ""), "date"),
        (_("Partier"), document.parties, "parties"),
        (_("Utfärdat av"), str(document.issuer or ""), "organization"),
        (_("Diarieföring"), numbers, "own_reference" if "own_reference" in sure else "references"),
        (_("Paragraf"), document.paragraph, "paragraph"),
        (_("Bilaga"), document.appendix, "appendix"),
        (_("Version"), version, "version"),
        (_("Fil och var den skars av"), _files(document), "span"),
    ]
    return [
        ReadField(str(label), value, _percent(sure.get(key))) for label, value, key in said if value
    ]


def _files(document: Document) -> str:
    return ", ".join(
        f"{each.name}, {each.file.pages} s." if each.file.pages else each.name
        for each in document.files.select_related("file")
    )


def _percent(sure: float | None) -> int | None:
    return round(sure * 100) if sure is not None else None
