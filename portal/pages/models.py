"""Pages that the city writes itself: a home, news, and information.

The home page is only the root: `/` is the web outlet's start page, which lists the news.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from portal.core.clock import today
from portal.core.html import plain_text
from portal.core.ids import new_id
from portal.core.personal_numbers import find_personal_numbers
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import find_versions, records, versions_of
from portal.pages.contents import PageContent
from portal.pages.rules import address_of
from portal.pages.statements import statement_context, statement_template
from streaming.threads.placed import place_of

MOST_NEWS = 100
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]
"""No images and no document links: files reach the public through the ledger's gate only."""


class HomePage(Page):
    """The root of the site."""

    max_count = 1
    subpage_types: ClassVar[list[str]] = ["pages.NewsIndexPage", "pages.InformationPage"]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("startsida")


class RecordedPage(Page):
    """A page whose publication is written in the ledger."""

    record_id = models.UUIDField(default=new_id, unique=True, editable=False)
    introduction = models.TextField(_("ingress"), blank=True, max_length=500)
    body = RichTextField(_("text"), blank=True, features=FEATURES)

    page_kind = ""
    exclude_fields_in_copy: ClassVar[list[str]] = ["record_id"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """law.md E1: no personal number on the web, drafts included."""
        super().clean()
        texts = {
            "title": self.title,
            "introduction": self.introduction,
            "body": plain_text(self.body),
        }
        for field, text in texts.items():
            if any(find_personal_numbers(text)):
                raise ValidationError({field: _("Här står ett personnummer. Ta bort det.")})

    def to_record(self) -> PageContent:
        """What the ledger keeps of the page as it stands."""
        return PageContent(
            id=self.record_id,
            path=address_of(self.url_path),
            title=self.title,
            date=getattr(self, "date", None),
            page_kind=self.page_kind,
            introduction=self.introduction,
            text=plain_text(self.body),
        )

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["version"] = find_versions([self.record_id], ANONYMOUS).get(self.record_id)
        return context


class InformationPage(RecordedPage):
    """A page that stays: about the site, accessibility, personal data."""

    page_kind = "information"
    template = "pages/information.html"
    subpage_types: ClassVar[list[str]] = ["pages.InformationPage"]
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.InformationPage"]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        template = statement_template(self.slug)
        if template:
            context |= {"statement_template": template, **statement_context()}
        return context

    class Meta:
        verbose_name = _("informationssida")
        verbose_name_plural = _("informationssidor")


class NewsIndexPage(Page):
    """The list of news, the newest first."""

    max_count = 1
    template = "pages/news_index.html"
    subpage_types: ClassVar[list[str]] = ["pages.NewsPage"]
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]

    class Meta:
        verbose_name = _("nyhetslista")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        heads = records(ANONYMOUS).standing().filter(kind="page", status=NewsPage.page_kind)
        context["news"] = versions_of(heads.order_by("-date", "-pk")[:MOST_NEWS]).values()
        return context


class NewsPage(RecordedPage):
    """One piece of news."""

    date = models.DateField(_("datum"), default=today)

    page_kind = "news"
    template = "pages/news.html"
    subpage_types: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = ["pages.NewsIndexPage"]
    content_panels: ClassVar[list[Any]] = [*RecordedPage.content_panels, FieldPanel("date")]

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["thread"] = place_of(self.record_id, ANONYMOUS)
        return context

    class Meta:
        verbose_name = _("nyhet")
        verbose_name_plural = _("nyheter")
