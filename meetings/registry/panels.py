"""The panels of every record's form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.panels.base import Panel, get_form_for_model

from meetings.registry.forms import (
    FileForm,
    ItemFormSet,
    MembershipForm,
    OrganizationForm,
    PersonForm,
    RegistrationForm,
)
from meetings.registry.formsets import PartForm, RowForm, RowFormSet


class RowsPanel(InlinePanel):
    """Inline rows with a form and a formset of our own, and the person they are shown to."""

    def __init__(
        self,
        *args: Any,
        row_form: type[RowForm] = RowForm,
        formset: type[RowFormSet] = RowFormSet,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row_form, self.formset = row_form, formset

    def clone_kwargs(self) -> dict[str, Any]:
        own = {"row_form": self.row_form, "formset": self.formset}
        return {**super().clone_kwargs(), **own}

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        rows = options["formsets"][self.relation_name]
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        rows["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=self.row_form,
            defer_required_on_fields=deferred,
        )
        rows["formset"] = self.formset
        rows["inherit_kwargs"] = ["for_user"]
        return options


def field(name: str, **options: Any) -> FieldPanel:
    """A field without Wagtail's comments: they are for pages, and weigh as much as the field."""
    return FieldPanel(name, disable_comments=True, **options)


class UnboundPanel(FieldPanel):
    """A field of the form that is none of the model's."""

    def get_form_options(self) -> dict[str, Any]:
        return {}


def select(name: str) -> FieldPanel:
    """A short list to pick from instead of a chooser."""
    return field(name, widget=forms.Select)


def record_panels(*panels: Panel, form: type[RowForm] = RowForm) -> ObjectList:
    return ObjectList([*panels], base_form_class=form)


def organization_panels() -> ObjectList:
    return record_panels(
        FieldRowPanel(
            [
                field("name", required_on_save=True),
                field("short_name", required_on_save=True),
            ]
        ),
        FieldRowPanel([field("kind", required_on_save=True), select("rule_set")]),
        FieldRowPanel([field("valid_from"), field("valid_to")]),
        select("subordinate_to"),
        FieldRowPanel([field("number_pattern"), field("contact")]),
        field("is_invented"),
        form=OrganizationForm,
    )


def rule_set_panels() -> ObjectList:
    return record_panels(
        field("name", required_on_save=True),
        FieldRowPanel([field("meetings_public"), field("announce_days")]),
        field("review_required"),
        FieldRowPanel([field("minority_numerator"), field("minority_denominator")]),
    )


def series_panels() -> ObjectList:
    return record_panels(
        select("organization"),
        FieldRowPanel([field("name", required_on_save=True), field("form")]),
    )


def person_panels() -> ObjectList:
    return record_panels(
        FieldRowPanel([field("name", required_on_save=True), field("party")]),
        field("contact"),
        field("user", widget=forms.Select),
        field("is_invented"),
        form=PersonForm,
    )


def membership_panels() -> ObjectList:
    return record_panels(
        field("person"),
        FieldRowPanel(
            [select("organization"), field("role", required_on_save=True), field("party")]
        ),
        FieldRowPanel([field("valid_from"), field("valid_to")]),
        form=MembershipForm,
    )


def case_panels() -> ObjectList:
    return record_panels(
        FieldRowPanel([select("organization"), field("number", required_on_save=True)]),
        field("number_reason"),
        field("title", required_on_save=True),
        field("summary"),
        FieldRowPanel([field("opened"), field("closed")]),
        RowsPanel(
            "steps",
            [FieldRowPanel([field("date"), select("organization")]), field("text")],
            heading=_("Vad som hänt utanför sammanträdena"),
            label=_("steg"),
        ),
    )


def document_panels() -> ObjectList:
    return record_panels(
        FieldRowPanel([field("kind", required_on_save=True), field("date"), select("owner")]),
        field("title", required_on_save=True),
        FieldRowPanel([select("issuer"), field("parties")]),
        field("case"),
        FieldRowPanel(
            [
                field("appendix"),
                field("paragraph"),
                field("version_label"),
                field("version_date"),
            ]
        ),
        RowsPanel(
            "files",
            [FieldRowPanel([UnboundPanel("upload"), field("name")])],
            heading=_("Filer"),
            label=_("fil"),
            row_form=FileForm,
        ),
        RowsPanel(
            "registrations",
            [
                FieldRowPanel(
                    [
                        select("organization"),
                        field("number", required_on_save=True),
                        field("serial"),
                        field("date"),
                    ]
                ),
                FieldRowPanel([field("direction", required_on_save=True), field("counterpart")]),
                field("matter"),
            ],
            heading=_("Diarieföring"),
            label=_("rad i diariet"),
            row_form=RegistrationForm,
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([field("addressed_to"), field("provision")]),
                field("contact"),
            ],
            heading=_("Vem läser, vem svarar"),
        ),
    )


def meeting_panels() -> ObjectList:
    return record_panels(
        FieldRowPanel([select("organization"), field("state"), field("place")]),
        FieldRowPanel(
            [
                field("start"),
                field("time_known"),
                field("end"),
                field("ordinal"),
                field("moved_from"),
                field("state_reason"),
            ]
        ),
        RowsPanel(
            "items",
            [
                FieldRowPanel(
                    [
                        field("number", required_on_save=True),
                        field("kind"),
                        field("section"),
                    ]
                ),
                field("title", required_on_save=True),
                field("case"),
                RowsPanel(
                    "papers",
                    [FieldRowPanel([field("document"), field("arrival")])],
                    heading=_("Handlingar"),
                    label=_("handling"),
                ),
                field("proposal"),
                FieldRowPanel([field("outcome"), field("closed")]),
            ],
            heading=_("Dagordning"),
            label=_("punkt"),
            row_form=PartForm,
            formset=ItemFormSet,
        ),
    )
