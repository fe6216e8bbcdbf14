"""The form of a new version of the rules. What is not asked follows the version before."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.states import AssuranceLevel
from portal.core.ids import slug
from portal.core.throttle import rate
from streaming.threads.models import LONGEST_REASON
from streaming.threads.states import Review
from streaming.threads.terms import Rule, Terms

OPENS = (
    ("agenda-item", _("punkter på dagordningen")),
    ("case", _("ärenden")),
    ("proposal", _("förslag")),
    ("page", _("nyheter")),
)
PACE = _("Antal och tid: 10/5m är tio på fem minuter, 20/h är tjugo i timmen.")


def check_rate(text: str) -> None:
    try:
        rate(text)
    except ValueError:
        raise forms.ValidationError(_("Skriv till exempel 10/5m.")) from None


class RuleForm(forms.Form):
    """One rule that a comment may break; without words it is none."""

    code = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
    sv = forms.CharField(label=_("Regeln på svenska"), required=False, max_length=200)
    en = forms.CharField(label=_("På engelska"), required=False, max_length=200)
    law = forms.CharField(
        label=_("Lagrum"), required=False, max_length=200, help_text=_("Om regeln är en lag.")
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("sv")) != bool(given.get("en")):
            raise forms.ValidationError(_("Skriv regeln på båda språken, eller på inget."))
        return given

    def rule(self) -> Rule | None:
        given = self.cleaned_data
        if not given.get("sv"):
            return None
        code = given["code"] or slug(given["en"])[:40]
        return Rule(code=code, sv=given["sv"], en=given["en"], law=given["law"])


RuleForms = forms.formset_factory(RuleForm, extra=2, max_num=40, validate_max=True)


class RulesForm(forms.Form):
    """How threads are kept. `after` is the version that the form shows, so that nobody's new rules
    are written over unseen."""

    after = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    review = forms.ChoiceField(label=_("Kommentarer"), choices=Review.choices)
    review_hours = forms.IntegerField(
        label=_("Timmar tills det som väntar ska vara läst"), min_value=1, max_value=720
    )
    to_comment = forms.ChoiceField(
        label=_("För att skriva krävs"), choices=AssuranceLevel.choices[1:]
    )
    opens = forms.MultipleChoiceField(
        label=_("Samtal öppnas av sig själva för"),
        choices=OPENS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    pages_kept_by = forms.ChoiceField(label=_("Samtal om nyheter sköts av"), required=False)
    longest = forms.IntegerField(label=_("Längsta text, tecken"), min_value=100, max_value=20_000)
    edit_minutes = forms.IntegerField(
        label=_("Minuter att ändra utan märkning"), min_value=0, max_value=1_440
    )
    slow_seconds = forms.IntegerField(
        label=_("Sekunder mellan två kommentarer av samma person"), min_value=0, max_value=86_400
    )
    rate = forms.CharField(
        label=_("Kommentarer av samma person"), validators=[check_rate], help_text=PACE
    )
    report_rate = forms.CharField(
        label=_("Anmälningar av samma person"), validators=[check_rate], help_text=PACE
    )
    longest_ban_days = forms.IntegerField(
        label=_("Längsta avstängning, dagar"), min_value=1, max_value=365
    )
    appeal_sv = forms.CharField(
        label=_("Hur man begär omprövning, på svenska"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    appeal_en = forms.CharField(
        label=_("Hur man begär omprövning, på engelska"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        keepers: Sequence[tuple[UUID, str]],
        data: Any = None,
        *,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        if keepers:
            choices = [("", _("ingen: inga samtal om nyheter")), *keepers]
            self.fields["pages_kept_by"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["pages_kept_by"]


def initial_of(terms: Terms, version: int) -> dict[str, Any]:
    return {**terms.model_dump(exclude={"rules"}), "after": version}


def rules_of(terms: Terms) -> list[dict[str, Any]]:
    return [rule.model_dump() for rule in terms.rules]


def terms_from(form: RulesForm, rules: forms.BaseFormSet[RuleForm], before: Terms) -> Terms | None:
    """None, with the fault told in the form, where there would be no rule, or one twice."""
    found = [rule for each in rules.forms if (rule := each.rule()) is not None]
    if not found:
        form.add_error(None, _("Minst en regel behövs: en åtgärd måste kunna säga vad som bröts."))
        return None
    if len({rule.code for rule in found}) < len(found):
        form.add_error(None, _("Två regler heter likadant på engelska. Ändra den ena."))
        return None
    said = {name: value for name, value in form.cleaned_data.items() if name != "after"}
    said["pages_kept_by"] = said.get("pages_kept_by") or None
    return Terms.model_validate({**before.model_dump(), **said, "rules": found})
