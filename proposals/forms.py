"""What the office and those who follow write."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Organization
from portal.accounts.states import AssuranceLevel
from portal.core.clock import city_zone
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import record_at
from proposals.models import Proposal
from proposals.services.invalidating import Criteria
from proposals.states import ProposalOutcome, RejectionCode
from proposals.terms import Area

LONGEST = 2_000


def _reason(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DateInput(forms.DateInput):
    input_type = "date"


class StepForm(forms.Form):
    """What a step needs. `proposal` is the one that it is taken with."""

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal


class PublishForm(StepForm):
    """Nothing to say: the policy says it all."""


class ReturnForm(StepForm):
    reason = _reason(
        gettext_lazy("Vad behöver ändras?"), gettext_lazy("Förslagsställaren läser texten.")
    )


class RejectForm(StepForm):
    code = forms.ChoiceField(
        label=gettext_lazy("Skäl"), choices=[("", "---------"), *RejectionCode.choices]
    )
    reason = _reason(
        gettext_lazy("Förklara för alla"),
        gettext_lazy("Visas öppet. Skriv inget om förslagsställaren."),
    )


class MergeForm(StepForm):
    number = forms.IntegerField(
        label=gettext_lazy("Nummer på förslaget som ska vara kvar"), min_value=1
    )
    reason = _reason(gettext_lazy("Varför är de samma?"), gettext_lazy("Visas öppet."))

    def clean_number(self) -> Proposal:
        found = Proposal.objects.filter(number=self.cleaned_data["number"])
        other = found.select_related("policy").first()
        if other is None:
            raise forms.ValidationError(_("Det finns inget förslag med det numret."))
        return other


class HandOverForm(StepForm):
    receiver = forms.ModelChoiceField(
        label=gettext_lazy("Vem ska svara?"), queryset=Organization.objects.none()
    )
    due = forms.DateField(
        label=gettext_lazy("Svar senast"),
        help_text=gettext_lazy("Visas öppet. Tomt: den dag som reglerna ger."),
        required=False,
        widget=DateInput(format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, receivers: Sequence[Organization] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = Organization.objects.filter(pk__in=[each.pk for each in receivers])
        self.fields["receiver"].queryset = chosen.order_by("name")  # type: ignore[attr-defined]


class PlaceForm(StepForm):
    address = forms.CharField(
        label=gettext_lazy("Punktens adress"),
        help_text=gettext_lazy("Till exempel /moten/ks/2016-10-19/2.2.2/."),
        max_length=300,
    )

    def clean_address(self) -> Any:
        path = "/" + self.cleaned_data["address"].split("://")[-1].partition("/")[2]
        record = record_at(path, ANONYMOUS)
        if record is None or record.kind != "agenda-item":
            raise forms.ValidationError(_("Där finns ingen publicerad punkt."))
        return record.pk


class DecideForm(StepForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Beslut"), choices=[("", "---------"), *ProposalOutcome.choices]
    )
    reason = _reason(gettext_lazy("Beslutet i en mening"), gettext_lazy("Visas öppet."))


class FollowUpForm(StepForm):
    reason = _reason(gettext_lazy("Vad har hänt?"), gettext_lazy("Visas öppet."))
    is_done = forms.BooleanField(label=gettext_lazy("Förslaget är genomfört"), required=False)


class RemoveForm(StepForm):
    reason = _reason(gettext_lazy("Varför tas det bort?"), gettext_lazy("Visas öppet."))
    ground = forms.CharField(label=gettext_lazy("Bestämmelse"), required=False, max_length=20)


class InvalidateForm(StepForm):
    """Which votes; everything that is filled in must hold."""

    domain = forms.CharField(
        label=gettext_lazy("Adresser som slutar på"),
        help_text=gettext_lazy("Till exempel engangspost.example."),
        required=False,
        max_length=100,
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Säkerhetsnivå"),
        choices=[("", gettext_lazy("Alla")), *AssuranceLevel.choices[1:]],
        required=False,
    )
    since = forms.DateTimeField(
        label=gettext_lazy("Röster från och med timmen"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    until = forms.DateTimeField(
        label=gettext_lazy("till och med timmen"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    joined_since = forms.DateField(
        label=gettext_lazy("Konton gjorda från och med"),
        required=False,
        widget=DateInput(format="%Y-%m-%d"),
    )
    joined_until = forms.DateField(
        label=gettext_lazy("till och med dagen"),
        required=False,
        widget=DateInput(format="%Y-%m-%d"),
    )
    reason = _reason(gettext_lazy("Varför stryks de?"), gettext_lazy("Visas öppet."))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.criteria().is_empty:
            raise forms.ValidationError(_("Säg vilka röster som ska strykas."))
        return said

    def criteria(self) -> Criteria:
        names = Criteria.model_fields
        return Criteria(**{name: v for name, v in self.cleaned_data.items() if name in names and v})


class AreasField(forms.CharField):
    """Parts of the city, one a line, each with its residents where somebody counted them."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            return value
        rows = (Area.model_validate(each) for each in value)
        return "\n".join(f"{each.name}; {each.residents or ''}".rstrip("; ") for each in rows)

    def clean(self, value: Any) -> tuple[Area, ...]:
        lines = (line.strip() for line in str(super().clean(value) or "").splitlines())
        areas = tuple(_area(line) for line in lines if line)
        if len({each.name for each in areas}) < len(areas):
            raise forms.ValidationError(_("Samma område står två gånger."))
        return areas


def _area(line: str) -> Area:
    name, _semicolon, residents = (part.strip() for part in line.partition(";"))
    number = residents.replace(" ", "").replace("\xa0", "")
    if not name or (number and not (number.isdecimal() and int(number))):
        raise forms.ValidationError(
            _("Raden ”%(line)s” går inte att läsa. Skriv namnet, ett semikolon och ett antal.")
            % {"line": line}
        )
    return Area(name=name, residents=int(number) if number else None)


class PolicyForm(forms.Form):
    """The next version of a policy. What is not asked here follows the version before."""

    votes = forms.IntegerField(label=gettext_lazy("Röster som krävs"), min_value=1, required=False)
    per_mille = forms.IntegerField(
        label=gettext_lazy("eller promille av invånarna"), min_value=1, max_value=1000,
        required=False,
    )  # fmt: skip
    population = forms.IntegerField(label=gettext_lazy("Invånare"), min_value=1, required=False)
    population_date = forms.DateField(
        label=gettext_lazy("räknade den"), required=False, widget=DateInput(format="%Y-%m-%d")
    )
    window_days = forms.IntegerField(label=gettext_lazy("Dagar att samla röster"), min_value=1)
    sticky = forms.BooleanField(
        label=gettext_lazy("Nått mål står kvar om röster tas tillbaka"), required=False
    )
    collects_on = forms.BooleanField(
        label=gettext_lazy("Röster samlas tiden ut också när målet är nått"), required=False
    )
    to_propose = forms.ChoiceField(
        label=gettext_lazy("För att lägga förslag krävs"), choices=AssuranceLevel.choices[1:]
    )
    to_vote = forms.ChoiceField(
        label=gettext_lazy("För att rösta krävs"), choices=AssuranceLevel.choices[1:]
    )
    review_days = forms.IntegerField(
        label=gettext_lazy("Dagar för granskning före publicering"), min_value=1
    )
    quarantine_months = forms.IntegerField(
        label=gettext_lazy("Månader innan ett liknande förslag får läggas"), min_value=0
    )
    merge_days = forms.IntegerField(
        label=gettext_lazy("Dagar efter slutet som rösternas nyckel finns kvar"), min_value=0
    )
    answer_days = forms.IntegerField(
        label=gettext_lazy("Dagar till svar"), min_value=1, required=False,
        help_text=gettext_lazy("Tomt: ingen dag utlovas."),
    )  # fmt: skip
    areas = AreasField(
        label=gettext_lazy("Områden att välja mellan"), required=False,
        help_text=gettext_lazy("Ett på varje rad, gärna med antalet invånare: ”Centrum; 65000”."),
    )  # fmt: skip
    areas_date = forms.DateField(
        label=gettext_lazy("Områdenas invånare räknade den"),
        required=False,
        widget=DateInput(format="%Y-%m-%d"),
    )
    in_force_from = forms.DateField(
        label=gettext_lazy("Gäller från och med"),
        help_text=gettext_lazy("Förslag som redan är publicerade behåller sina regler."),
        widget=DateInput(format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        is_counted = any(each.residents for each in said.get("areas", ()))
        if is_counted and not said.get("areas_date"):
            self.add_error("areas_date", _("Ange dagen då invånarna räknades."))
        return said

    def moment(self) -> datetime.datetime:
        day: datetime.date = self.cleaned_data["in_force_from"]
        return datetime.datetime.combine(day, datetime.time.min, tzinfo=city_zone())


class FollowForm(forms.Form):
    address = forms.EmailField(
        label=gettext_lazy("Din e-postadress"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AppealForm(forms.Form):
    reason = _reason(
        gettext_lazy("Varför ska förslaget prövas igen?"), gettext_lazy("Visas öppet.")
    )
