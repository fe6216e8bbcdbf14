"""What the registry drops, and on which meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from meetings.selectors.keepers import kept

OFFERED = 60
"""Meetings in the list: those to come and the latest ones."""


class DropForm(forms.Form):
    """A bundle and, if the bundle does not say it well itself, its meeting."""

    file = forms.FileField(
        label=_("Bunten"),
        help_text=_("En PDF eller en textfil med en punkts alla handlingar."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.txt,application/pdf,text/plain"}),
    )
    meeting = forms.ModelChoiceField(
        label=_("Sammanträde"),
        queryset=Meeting.objects.none(),
        required=False,
        empty_label=_("Det som står i bunten"),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = kept(Meeting, user).order_by("-start").values_list("pk", flat=True)[:OFFERED]
        self.fields["meeting"].queryset = (  # type: ignore[attr-defined]  # a choice of rows
            Meeting.objects.filter(pk__in=list(mine))
            .order_by("-start")
            .select_related("organization")
        )
