"""The forms of working records: choices of one's own organizations, clear refusals."""

from collections import defaultdict
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings.models import Organization
from meetings.registry.formsets import PartForm, RowForm, RowFormSet
from meetings.selectors.keepers import is_administrator
from meetings.selectors.registrations import next_serial
from portal.accounts.roles import ELECTED, Role
from portal.core.ids import natural_key
from portal.ledger.errors import WrongFile
from portal.ledger.files import file_name, store_file
from portal.ledger.models import StoredFile


class OrganizationForm(RowForm):
    """The short name stands in every address: it is set once."""

    def clean_short_name(self) -> str:
        name: str = self.cleaned_data["short_name"]
        standing = Organization.objects.filter(pk=self.instance.pk, live=True).first()
        if standing is not None and name != standing.short_name:
            raise ValidationError(_("Kortnamnet står i publicerade adresser och kan inte ändras."))
        return name


class PersonForm(RowForm):
    """Only an administrator ties a login to a person: grants follow from it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "user" in self.fields and not is_administrator(self.for_user):
            del self.fields["user"]


class MembershipForm(RowForm):
    """A registry gives elected roles; the others are an administrator's to give."""

    def clean_role(self) -> str:
        role: str = self.cleaned_data["role"]
        unchanged = self.instance.pk and "role" not in self.changed_data
        if role in ELECTED or unchanged or is_administrator(self.for_user):
            return role
        raise ValidationError(
            _("Rollen %(role)s ger rätt att arbeta i Rådslag. Be en administratör."),
            params={"role": Role(role).label},
        )


class ItemFormSet(RowFormSet):
    """Items in the order people count: 2.2.2 before 2.10."""

    @property
    def ordered_forms(self) -> list[Any]:
        return sorted(super().ordered_forms, key=_place)

    def validate_unique(self) -> None:
        """Two items with one number: the form says which, and both keep their text."""
        same: dict[str, list[Any]] = defaultdict(list)
        for form in self.kept_forms():
            same[form.cleaned_data.get("number", "").strip()].append(form)
        clashes = {number: rows for number, rows in same.items() if number and len(rows) > 1}
        for number, same_forms in clashes.items():
            titles = "; ".join(f"”{form.cleaned_data.get('title', '')}”" for form in same_forms)
            for form in same_forms:
                form.add_error(
                    "number",
                    _("Nummer %(number)s står på flera punkter: %(titles)s. Ge dem olika nummer.")
                    % {"number": number, "titles": titles},
                )
        if clashes:
            raise ValidationError(
                _("Dagordningen sparades inte: %(numbers)s står på flera punkter. Allt står kvar."),
                params={"numbers": ", ".join(clashes)},
            )


def _place(form: Any) -> str:
    return natural_key(form.cleaned_data.get("number") or "")


class RegistrationForm(PartForm):
    """A line in a diary; number and serial are proposed when left empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["serial"].required = False
        self.fields["serial"].help_text = _("Lämna tomt för nästa lediga nummer.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        organization, number = cleaned.get("organization"), cleaned.get("number")
        if cleaned.get("serial") is None and organization and number:
            cleaned["serial"] = next_serial(organization, number)
        elif cleaned.get("serial") is None:
            self.add_error("serial", _("Ange diarium och nummer först."))
        return cleaned


class FileForm(RowForm):
    """One file: chosen here, stored at once, and kept while other fields are mended."""

    data: Any
    upload = forms.FileField(label=_("Fil"), required=False)
    stored = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Filnamn"),
        required=False,
        max_length=200,
        help_text=_("Visas för läsaren. Tomt: filens eget namn."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = kwargs.get("instance")
        if given is not None and given.file_id:
            self.fields["stored"].initial = sign_file(given.file_id)
            self.fields["upload"].help_text = _("Välj en fil bara för att byta ut den som finns.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload = cleaned.get("upload")
        sha256 = self._take_in(upload) if upload else self._stored(cleaned.get("stored", ""))
        if sha256:
            own = upload.name if upload else self.instance.name
            cleaned["name"] = file_name(cleaned.get("name") or own or "handling.pdf")
            self.instance.file_id = sha256
            self._remember(sha256, cleaned["name"])
        elif not self.errors:
            self.add_error("upload", _("Välj en fil."))
        return cleaned

    def _take_in(self, upload: Any) -> str:
        try:
            return str(store_file(upload, upload.name).pk)
        except WrongFile as error:
            self.add_error("upload", str(error))
            return ""

    def _remember(self, sha256: str, name: str) -> None:
        """Shown again for the sake of another field, the form still has the file."""
        self.data = self.data.copy()
        self.data[self.add_prefix("stored")] = sign_file(sha256)
        self.data[self.add_prefix("name")] = name

    def _stored(self, token: str) -> str:
        return unsign_file(token) or self.instance.file_id or ""

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        updates: list[tuple[str, str]] = list(super().get_field_updates_for_resave())
        return [*updates, (self.add_prefix("stored"), sign_file(self.instance.file_id))]


def sign_file(sha256: str) -> str:
    """A token for a file in a form: nobody may name a file they were not given."""
    return signing.dumps(sha256, salt="registry.file")


def unsign_file(token: str) -> str:
    """The file of a token; empty for none, or for one that was made up."""
    try:
        sha256: str = signing.loads(token, salt="registry.file") if token else ""
    except signing.BadSignature:
        return ""
    return sha256 if StoredFile.objects.filter(pk=sha256, erased_at=None).exists() else ""
