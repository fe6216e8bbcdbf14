"""What the registry says when it acts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.states import ReviewVerdict
from portal.core.ids import new_id

ADDS, CORRECTS = "adds", "corrects"


def _reason(label: Any, help_text: Any, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class KeyedForm(forms.Form):
    """`key` makes a second click the same act as the first; `digest` is what was shown."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = str(new_id())


class PublishForm(KeyedForm):
    """Publishing or correcting."""

    digest = forms.CharField(widget=forms.HiddenInput)
    manner = forms.ChoiceField(
        label=_("Vad är det här för ändring?"),
        choices=[
            (ADDS, _("Nytt eller tillagt. Det som stod förut var inte fel.")),
            (CORRECTS, _("Rättelse. Något som stod förut var fel.")),
        ],
        initial=ADDS,
        required=False,
        widget=forms.RadioSelect,
    )
    reason = _reason(
        _("Anledning"),
        _("Visas för alla, tillsammans med det som ändrades."),
        required=False,
    )
    due = forms.DateTimeField(
        label=_("Publicera senare"),
        help_text=_("Lämna tomt för att publicera nu. Ändras utkastet före dess stoppas det."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    override = _reason(
        _("Varför ska det publiceras ändå?"),
        _("Sparas i akten. Behövs när kontrollen har stoppat något ovan."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("manner") == CORRECTS and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Skriv vad som var fel: läsarna ser det."))
        return cleaned


class WithdrawForm(KeyedForm):
    """Taking back."""

    reason = _reason(_("Anledning"), _("Visas för alla där handlingen stod."), required=True)
    ground = forms.CharField(
        label=_("Lagrum"),
        required=False,
        max_length=200,
        help_text=_("Där lagen kräver det, till exempel OSL 18:8."),
    )


class UndoForm(KeyedForm):
    """Undoing what was just done."""

    reason = _reason(_("Varför ångrar du?"), _("Visas för alla. Får vara tomt."), required=False)


class ReviewForm(forms.Form):
    """What a colleague says; `digest` is of what was looked at."""

    digest = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Kommentar"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2})
    )
    verdict = forms.ChoiceField(choices=ReviewVerdict.choices)


class RedactForm(KeyedForm):
    """A redacted copy in the place of its original."""

    file = forms.FileField(
        label=_("Den maskade filen"),
        help_text=_("Masken ska vara inbränd: text under en svart ruta går att läsa."),
    )
    reason = _reason(_("Anledning"), _("Visas för alla där handlingen stod."), required=True)
    provision = forms.CharField(
        label=_("Sekretessbestämmelse för originalet"),
        help_text=_("Till exempel OSL 18:8. Visas tillsammans med kopian."),
        max_length=100,
    )
