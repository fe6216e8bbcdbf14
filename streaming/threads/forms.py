"""What people fill in. Every refusal stands beside its field and keeps what was written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.ids import new_id
from streaming.threads.models import LONGEST_REASON
from streaming.threads.states import MeasureKind, Review, Stance
from streaming.threads.terms import Terms
from streaming.threads.words import rule_choices

LONGEST_ANYWHERE = 20_000
"""Longer than any rules allow: the rest is told by the rules themselves, with the number."""


class CommentForm(forms.Form):
    """A comment or, with `reply`, an answer. `key` makes one comment of a form sent twice."""

    text = forms.CharField(
        label=_("Din kommentar"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        help_text=_("**fet**, *kursiv*, rader som börjar med - blir en lista och med > ett citat."),
    )
    stance = forms.ChoiceField(
        label=_("Vad tycker du?"),
        required=False,
        choices=[("", _("Säger jag inte")), *Stance.choices],
        widget=forms.RadioSelect,
    )
    reply = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"key": new_id(), "stance": "", **(initial or {})})


class EditForm(forms.Form):
    text = forms.CharField(
        label=_("Din kommentar"), strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    stance = forms.ChoiceField(
        label=_("Vad tycker du?"),
        required=False,
        choices=[("", _("Säger jag inte")), *Stance.choices],
        widget=forms.RadioSelect,
    )


class ReasonedForm(forms.Form):
    """A rule that was broken, and why, in words."""

    rule = forms.ChoiceField(label=_("Regel"))
    reason = forms.CharField(
        label=_("Skäl"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, terms: Terms, data: Any = None) -> None:
        super().__init__(data)
        self.fields["rule"].choices = [("", _("Välj")), *rule_choices(terms)]  # type: ignore[attr-defined]


class ReportForm(ReasonedForm):
    """What a reader says of a comment."""


class MeasureForm(ReasonedForm):
    """What a moderator does with a comment: rule and reason where it is against somebody."""

    kind = forms.ChoiceField(label=_("Åtgärd"), widget=forms.RadioSelect)
    days = forms.IntegerField(
        label=_("Stäng av den som skrev, antal dagar"), required=False, min_value=1
    )
    everywhere = forms.BooleanField(label=_("i alla organets samtal"), required=False)
    field_order = ("kind", "rule", "reason", "days", "everywhere")

    def __init__(self, terms: Terms, kinds: list[MeasureKind], data: Any = None) -> None:
        super().__init__(terms, data)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.value, MEASURE_WORDS[kind]) for kind in kinds
        ]
        self.fields["rule"].required = self.fields["reason"].required = False


MEASURE_WORDS = {
    MeasureKind.APPROVE: _("Publicera"),
    MeasureKind.REFUSE: _("Publicera inte"),
    MeasureKind.HIDE: _("Dölj"),
    MeasureKind.REMOVE: _("Ta bort"),
    MeasureKind.RESTORE: _("Visa igen"),
    MeasureKind.DISMISS: _("Låt stå: anmälan leder inte till åtgärd"),
}


class ThreadForm(forms.Form):
    """A thread's own pace, review and lock, with the reason that is shown."""

    slow_seconds = forms.IntegerField(
        label=_("Sekunder mellan två kommentarer av samma person"),
        required=False,
        min_value=0,
        max_value=86_400,
        help_text=_("Tomt: som reglerna säger."),
    )
    review = forms.ChoiceField(
        label=_("Granskning"),
        required=False,
        choices=[("", _("Som reglerna säger")), *Review.choices],
    )
    reason = forms.CharField(
        label=_("Skäl"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Ditt svar"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
