"""Every working record as a Wagtail snippet, behind the gate and without Wagtail's publishing."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from meetings.models import (
    Case,
    Decision,
    DiarySeries,
    Document,
    Meeting,
    Membership,
    Organization,
    Person,
    RuleSet,
)
from meetings.registry import panels
from meetings.registry.choosers import gated_chooser
from meetings.registry.decision_panels import decision_panels
from meetings.registry.decisions import DecisionCreate
from meetings.registry.gate import gated
from meetings.registry.lists import RecordIndex, StandingColumn, day_column, filter_set
from meetings.registry.views import RecordCopy, RecordCreate, RecordDelete, RecordEdit

ONLY_BY_ACT = frozenset({"unpublish", "revisions_unschedule", "reorder"})
"""Wagtail's own ways to change what is public, and an order that nobody asks for."""

UNGATED = frozenset({"usage"})
"""Pages that would name other organizations' records."""


class RecordViewSet(SnippetViewSet):
    """What the viewsets of all working records have in common."""

    index_view_class = RecordIndex
    add_view_class = RecordCreate
    copy_view_class = RecordCopy
    edit_view_class = RecordEdit
    delete_view_class = RecordDelete
    edit_template_name = "registry/edit.html"
    search_backend_name = None
    list_per_page = 50
    add_to_reference_index = False

    @property
    def chooser_viewset_class(self) -> Any:
        return gated_chooser(tuple(self.search_fields))

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        return super().construct_view(gated(view_class), **kwargs)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        gone = {"unpublish_url_name": None, "revisions_unschedule_url_name": None}
        return {**super().get_common_view_kwargs(**kwargs), **gone, "usage_url_name": None}

    def get_urlpatterns(self) -> list[Any]:
        patterns = super().get_urlpatterns()
        return [each for each in patterns if each.name not in ONLY_BY_ACT | UNGATED]


class MeetingViewSet(RecordViewSet):
    model = Meeting
    icon = "calendar-alt"
    menu_label = _("Sammanträden")
    base_url_path = "sammantraden"
    list_display = [
        "__str__",  # a column of our own would not lead to the record
        StandingColumn(),
        "organization",
        Column("state", label=_("Läge för mötet"), accessor="get_state_display", sort_key="state"),
        day_column("start", _("Börjar")),
    ]
    ordering = "-start"
    search_fields = ["organization__name", "items__title", "items__number", "place"]
    filterset_class = filter_set(Meeting, "state", organization="organization")
    edit_handler = panels.meeting_panels()


class CaseViewSet(RecordViewSet):
    model = Case
    icon = "folder-open-inverse"
    menu_label = _("Ärenden")
    base_url_path = "arenden"
    list_display = [
        "number",
        StandingColumn(),
        "title",
        "organization",
        day_column("opened", _("Öppnat")),
    ]
    ordering = "-opened"
    search_fields = ["number", "title"]
    filterset_class = filter_set(Case, organization="organization")
    edit_handler = panels.case_panels()


class DocumentViewSet(RecordViewSet):
    model = Document
    icon = "doc-full"
    menu_label = _("Handlingar")
    base_url_path = "handlingar"
    list_display = ["title", StandingColumn(), "kind", "date", "case", "number", "addressed_to"]
    ordering = "-number"
    search_fields = ["title", "registrations__number", "case__number", "number"]
    filterset_class = filter_set(Document, "kind", "addressed_to", organization="owner")
    edit_handler = panels.document_panels()


class DecisionViewSet(RecordViewSet):
    model = Decision
    icon = "clipboard-list"
    menu_label = _("Beslut")
    base_url_path = "beslut"
    add_view_class = DecisionCreate
    copy_view_enabled = False
    list_display = [
        "title",
        StandingColumn(),
        "sentence",
        "paragraph",
        "meeting",
    ]
    ordering = "-number"
    search_fields = ["title", "sentence", "paragraph", "number"]
    filterset_class = filter_set(
        Decision, "outcome", "method", organization="meeting__organization"
    )
    edit_handler = decision_panels()


class PersonViewSet(RecordViewSet):
    model = Person
    icon = "user"
    menu_label = _("Personer")
    base_url_path = "personer"
    list_display = ["name", StandingColumn(), "party"]
    ordering = "name"
    search_fields = ["name", "party"]
    filterset_class = filter_set(Person, "party")
    edit_handler = panels.person_panels()


class MembershipViewSet(RecordViewSet):
    model = Membership
    icon = "group"
    menu_label = _("Uppdrag")
    base_url_path = "uppdrag"
    list_display = ["person", StandingColumn(), "organization", "role", "valid_from", "valid_to"]
    ordering = "-valid_from"
    search_fields = ["person__name", "organization__name"]
    filterset_class = filter_set(Membership, "role", organization="organization")
    edit_handler = panels.membership_panels()


class OrganizationViewSet(RecordViewSet):
    model = Organization
    icon = "home"
    menu_label = _("Organ")
    base_url_path = "organ"
    list_display = ["name", StandingColumn(), "short_name", "kind", "valid_from", "valid_to"]
    ordering = "name"
    search_fields = ["name", "short_name"]
    filterset_class = filter_set(Organization, "kind")
    edit_handler = panels.organization_panels()


class RuleSetViewSet(SnippetViewSet):
    model = RuleSet
    icon = "list-ul"
    menu_label = _("Regelverk")
    base_url_path = "regelverk"
    copy_view_enabled = False
    list_display = ["name", "meetings_public", "announce_days"]
    edit_handler = panels.rule_set_panels()


class DiarySeriesViewSet(SnippetViewSet):
    model = DiarySeries
    icon = "list-ol"
    menu_label = _("Diarieserier")
    base_url_path = "diarieserier"
    copy_view_enabled = False
    list_display = ["organization", "name", "form"]
    edit_handler = panels.series_panels()


class RegisterGroup(SnippetViewSetGroup):
    """The register in the menu."""

    menu_label = _("Register")
    menu_icon = "folder-open-1"
    menu_order = 100
    items = (
        MeetingViewSet,
        DecisionViewSet,
        DocumentViewSet,
        CaseViewSet,
        PersonViewSet,
        MembershipViewSet,
        OrganizationViewSet,
        RuleSetViewSet,
        DiarySeriesViewSet,
    )
