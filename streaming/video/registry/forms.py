"""What is written on the page of a recording."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from streaming.video.states import WithholdingKind

CLOCK = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,2}):)?(\d{1,5})")


class SecondsField(forms.CharField):
    """`1:02:03`, `2:03` or `123`: a place in the recording, in seconds."""

    def clean(self, value: str) -> float:
        match = CLOCK.fullmatch(str(super().clean(value)).strip())
        if match is None:
            raise ValidationError(_("Skriv tiden som 1:02:03 eller i sekunder."))
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return float(hours * 3600 + minutes * 60 + seconds)


class WithholdForm(forms.Form):
    """A passage, what becomes of it and why."""

    begins = SecondsField(label=_("Från"), help_text=_("Tiden i inspelningen: 1:02:03."))
    ends = SecondsField(label=_("Till"))
    kind = forms.ChoiceField(
        label=_("Vad"),
        choices=[
            (WithholdingKind.CUT.value, _("Klipp bort bild och ljud")),
            (WithholdingKind.MUTED.value, _("Tysta ljudet")),
        ],
    )
    reason = forms.CharField(
        label=_("Skäl"), max_length=300, help_text=_("Sparas i loggen och visas inte för alla.")
    )
    erase = forms.BooleanField(
        label=_("Radera originalet"),
        required=False,
        help_text=_("Annars ligger det kvar, utom synhåll, och avsnittet kan visas igen."),
    )


class CaptionForm(forms.Form):
    """A file with captions."""

    file = forms.FileField(label=_("Fil (WebVTT)"))
    language = forms.ChoiceField(
        label=_("Språk"), choices=[("sv", _("svenska")), ("en", _("engelska"))]
    )
    is_automatic = forms.BooleanField(label=_("Gjord av en maskin"), required=False)


class StopForm(forms.Form):
    """Why the broadcast is stopped."""

    reason = forms.CharField(label=_("Skäl"), max_length=300)


class NudgeForm(forms.Form):
    """A chapter and its seconds."""

    chapter = forms.CharField(max_length=120)
    seconds = forms.IntegerField(min_value=-600, max_value=600)


class DelayForm(forms.Form):
    """How long everything is held back."""

    seconds = forms.IntegerField(label=_("Fördröjning i sekunder"), min_value=0, max_value=600)
