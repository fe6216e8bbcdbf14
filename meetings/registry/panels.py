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


class UnboundPanel(FieldPanel):
    """A field of the form that is none of the model's."""

    def get_form_options(self) -> dict[str, Any]:
        return {}


def select(name: str) -> FieldPanel:
    """A short list to pick from instead of a chooser."""
    return FieldPanel(name, widget=forms.Select)


def record_panels(*panels: Panel, form: type[RowForm] = RowForm) -> ObjectList:
    return ObjectList([*panels], base_form_class=form)


def organization_panels() -> ObjectList:
    return record_panels(
        FieldRowPanel(
            [
                FieldPanel("name", required_on_save=True),
                FieldPanel("short_name", required_on_save=True),
            ]
        ),
        FieldRowPanel([FieldPanel("kind", required_on_save=True), select("rule_set")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        select("subordinate_to"),
        FieldRowPanel([FieldPanel("number_pattern"), FieldPanel("contact")]),
        FieldPanel("is_invented"),
        form=OrganizationForm,
    )


def rule_set_panels() -> ObjectList:
    return record_panels(
        FieldPanel("name", required_on_save=True),
        FieldRowPanel([FieldPanel("meetings_public"), FieldPanel("announce_days")]),
        FieldRowPanel([FieldPanel("minority_numerator"), FieldPanel("minority_denominator")]),
    )


def person_panels() -> ObjectList:
    return record_panels(
        FieldRowPanel([FieldPanel("name", required_on_save=True), FieldPanel("party")]),
        FieldPanel("contact"),
        FieldPanel("user", widget=forms.Select),
        FieldPanel("is_invented"),
        form=PersonForm,
    )


def membership_panels() -> ObjectList:
    return record_panels(
        FieldPanel("person"),
        FieldRowPanel(
            [select("organization"), FieldPanel("role", required_on_save=True), FieldPanel("party")]
        ),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        form=MembershipForm,
    )


def case_panels() -> ObjectList:
    return record_panels(
        FieldRowPanel([select("organization"), FieldPanel("number", required_on_save=True)]),
        FieldPanel("number_reason"),
        FieldPanel("title", required_on_save=True),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("opened"), FieldPanel("closed")]),
        RowsPanel(
            "steps",
            [FieldRowPanel([FieldPanel("date"), select("organization")]), FieldPanel("text")],
            heading=_("Vad som hänt utanför sammanträdena"),
            label=_("steg"),
        ),
    )


def document_panels() -> ObjectList:
    return record_panels(
        FieldRowPanel(
            [FieldPanel("kind", required_on_save=True), FieldPanel("date"), select("owner")]
        ),
        FieldPanel("title", required_on_save=True),
        FieldRowPanel([select("issuer"), FieldPanel("parties")]),
        FieldPanel("case"),
        FieldRowPanel(
            [
                FieldPanel("appendix"),
                FieldPanel("paragraph"),
                FieldPanel("version_label"),
                FieldPanel("version_date"),
            ]
        ),
        RowsPanel(
            "files",
            [FieldRowPanel([UnboundPanel("upload"), FieldPanel("name")])],
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
                        FieldPanel("number", required_on_save=True),
                        FieldPanel("serial"),
                        FieldPanel("date"),
                    ]
                ),
                FieldRowPanel(
                    [FieldPanel("direction", required_on_save=True), FieldPanel("counterpart")]
                ),
                FieldPanel("matter"),
            ],
            heading=_("Diarieföring"),
            label=_("rad i diariet"),
            row_form=RegistrationForm,
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("addressed_to"), FieldPanel("provision")]),
                FieldPanel("contact"),
            ],
            heading=_("Vem läser, vem svarar"),
        ),
    )


def meeting_panels() -> ObjectList:
    return record_panels(
        FieldRowPanel([select("organization"), FieldPanel("state"), FieldPanel("place")]),
        FieldRowPanel(
            [
                FieldPanel("start"),
                FieldPanel("time_known"),
                FieldPanel("end"),
                FieldPanel("ordinal"),
                FieldPanel("moved_from"),
            ]
        ),
        RowsPanel(
            "items",
            [
                FieldRowPanel(
                    [
                        FieldPanel("number", required_on_save=True),
                        FieldPanel("kind"),
                        FieldPanel("section"),
                    ]
                ),
                FieldPanel("title", required_on_save=True),
                FieldPanel("case"),
                RowsPanel(
                    "papers", [FieldPanel("document")], heading=_("Handlingar"), label=_("handling")
                ),
                FieldPanel("proposal"),
                FieldRowPanel([FieldPanel("outcome"), FieldPanel("closed")]),
            ],
            heading=_("Dagordning"),
            label=_("punkt"),
            row_form=PartForm,
            formset=ItemFormSet,
        ),
    )
