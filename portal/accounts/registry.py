"""The administrator's screen of roles, in Wagtail's admin. A role is ended, never deleted."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from portal.accounts.models import Grant, User
from portal.accounts.permissions import Permission, holders_of, may
from portal.accounts.selectors import organization_names_by_id, user_of_name
from portal.accounts.services import give_role, set_end
from portal.core.clock import now

ACTIONS = frozenset({"add", "change", "view"})


class GrantPolicy(BasePermissionPolicy):
    """Administrators give and end roles; nobody deletes one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ACTIONS and may(user, Permission.MANAGE_GRANTS)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[User]:
        if ACTIONS.isdisjoint(actions):
            return User.objects.none()
        return holders_of(Permission.MANAGE_GRANTS)


class GiveForm(WagtailAdminModelForm):
    """Whose, which role, where, and from when to when."""

    user_name = forms.CharField(
        label=_("Användarnamn eller e-post"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    organization = forms.TypedChoiceField(label=_("organ"))
    valid_from = forms.DateTimeField(
        label=_("från och med"), initial=now, widget=AdminDateTimeInput()
    )
    valid_to = forms.DateTimeField(
        label=_("till"),
        required=False,
        widget=AdminDateTimeInput(),
        help_text=_("Rollen upphör i det ögonblicket. Tomt: tills vidare."),
    )

    instance: Grant

    class Meta:
        model = Grant
        fields = ("role", "organization", "valid_from", "valid_to")

    field_order = ("user_name", "role", "organization", "valid_from", "valid_to")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = organization_names_by_id()
        choices = sorted(names.items(), key=lambda each: each[1])
        field = self.fields["organization"]
        field.choices = [(str(pk), name) for pk, name in choices]
        field.coerce = {str(pk): pk for pk in names}.get

    def clean_user_name(self) -> str:
        user = user_of_name(self.cleaned_data["user_name"])
        if user is None:
            raise forms.ValidationError(_("Det finns inget sådant konto. Kontrollera namnet."))
        self.instance.user = user
        return self.cleaned_data["user_name"]

    def save(self, commit: bool = True) -> Grant:
        given = self.cleaned_data
        self.instance = give_role(
            user=self.instance.user,
            role=given["role"],
            organization=given["organization"],
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
            by=self.for_user,
        )
        return self.instance


class EndForm(WagtailAdminModelForm):
    """When it ends; all else of a role that was given stays as it was."""

    valid_to = forms.DateTimeField(
        label=_("till"),
        required=False,
        widget=AdminDateTimeInput(),
        help_text=_("Rollen upphör i det ögonblicket. Tomt: tills vidare."),
    )

    class Meta:
        model = Grant
        fields = ("valid_to",)

    def clean(self) -> dict[str, Any]:
        if self.instance.source:
            raise forms.ValidationError(
                _("Rollen följer av ett uppdrag. Rätta uppdraget och publicera det i stället.")
            )
        return super().clean()

    def save(self, commit: bool = True) -> Grant:
        set_end(grant=self.instance, valid_to=self.cleaned_data["valid_to"], by=self.for_user)
        return self.instance


class GrantIndex(generic.IndexView):
    """Newest first; those in force and those that were."""

    @cached_property
    def columns(self) -> list[Column]:
        names = organization_names_by_id()
        return [
            TitleColumn("user", label=_("användare"), get_url=self.get_edit_url),
            Column("role", label=_("roll"), accessor="get_role_display"),
            Column(
                "organization",
                label=_("organ"),
                accessor=lambda grant: names.get(grant.organization, ""),
            ),
            Column("valid_from", label=_("från och med")),
            Column("valid_to", label=_("till")),
            Column("standing", label=_("läge"), accessor=_standing),
        ]

    def get_base_queryset(self) -> QuerySet[Grant]:
        return Grant.objects.select_related("user").order_by("-valid_from", "pk")


class GiveView(generic.CreateView):
    def get_form_class(self) -> type[GiveForm]:
        return GiveForm


class EndView(generic.EditView):
    def get_form_class(self) -> type[EndForm]:
        return EndForm


class GrantViewSet(ModelViewSet):
    model = Grant
    name = "grants"
    url_prefix = "behorigheter"
    icon = "key"
    menu_label = _("Behörigheter")
    menu_order = 600
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    form_fields = ("role", "valid_from", "valid_to")
    index_view_class = GrantIndex
    add_view_class = GiveView
    edit_view_class = EndView

    def get_urlpatterns(self) -> list[Any]:
        gone = {"delete", "usage", "history"}
        return [each for each in super().get_urlpatterns() if each.name not in gone]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        gone = {
            "delete_url_name": None,
            "usage_url_name": None,
            "history_url_name": None,
            "copy_url_name": None,
        }
        return {**super().get_common_view_kwargs(**kwargs), **gone}


def register_policy() -> None:
    """Before any admin view asks: called when the app is ready."""
    register_permission_policy(Grant, GrantPolicy(Grant))


def _standing(grant: Grant) -> str:
    at = now()
    if grant.valid_from > at:
        return str(_("kommande"))
    return str(_("avslutad") if grant.valid_to and grant.valid_to <= at else _("gäller"))
