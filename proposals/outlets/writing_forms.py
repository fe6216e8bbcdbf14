"""The forms of the stages. Each keeps what was written when something is wrong with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.models import LONGEST_TEXT, LONGEST_TITLE, Policy, Proposal
from proposals.states import Subject

LONGEST_NAME = 100


class VersionedForm(forms.Form):
    """Carries the version that was read, so that two windows notice each other."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class TitleForm(VersionedForm):
    """What it is about."""

    title = forms.CharField(
        label=_("Vad föreslår du?"),
        max_length=LONGEST_TITLE,
        help_text=_("En rad, till exempel ”Bänkar längs Säveån”."),
    )
    subject = forms.ChoiceField(
        label=_("Ämne"), choices=[("", _("Välj ett ämne")), *Subject.choices]
    )
    proposer_name = forms.CharField(
        label=_("Ditt namn"),
        max_length=LONGEST_NAME,
        help_text=_("Namnet syns på förslaget. Din e-postadress visas aldrig."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class BeginForm(TitleForm):
    """The first stage: also under which rules, and that a person and no company proposes."""

    policy = forms.ChoiceField(label=_("Slag av förslag"))
    natural_person = forms.BooleanField(
        label=_("Jag lägger förslaget som privatperson, inte för ett företag eller en förening."),
        error_messages={
            "required": _(
                "Bara privatpersoner får lägga förslag. Företag och föreningar kan skriva till "
                "den nämnd som frågan gäller."
            )
        },
    )

    def __init__(self, *args: Any, policies: list[Policy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(policy.slug, policy.known_terms.name) for policy in policies]
        field = self.fields["policy"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if len(choices) == 1:
            field.widget = forms.HiddenInput()
            field.initial = choices[0][0]


class HelpedForm(BeginForm):
    """A clerk begins for somebody who stands before them."""

    resident_address = forms.EmailField(
        label=_("Personens e-postadress"),
        required=False,
        help_text=_("Lämna tomt om personen inte har någon. Då får hen svar på annat sätt."),
    )
    has_seen = forms.BooleanField(
        label=_("Jag har personen framför mig och vet vem det är."),
        error_messages={"required": _("Hjälp bara den som är på plats.")},
    )


class TextForm(VersionedForm):
    text = forms.CharField(
        label=_("Ditt förslag"),
        max_length=LONGEST_TEXT,
        help_text=_("Vad vill du ska hända, var, och varför? Skriv inga personnummer."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    easy_summary = forms.CharField(
        label=_("På lätt svenska"),
        required=False,
        max_length=600,
        help_text=_("En eller två korta meningar, så att fler förstår."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PlaceForm(VersionedForm):
    """An address or a part of the city; neither is needed."""

    address = forms.CharField(
        label=_("Adress eller plats"),
        required=False,
        max_length=200,
        help_text=_("Till exempel en gata, ett torg eller en hållplats. Inte din egen adress."),
    )
    area = forms.CharField(label=_("Område"), required=False, max_length=100)

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [area.name for area in proposal.policy.known_terms.areas]
        if areas:
            choices = [("", _("Hela staden eller vet inte")), *((name, name) for name in areas)]
            self.fields["area"] = forms.ChoiceField(
                label=_("Område"), required=False, choices=choices
            )


class PictureForm(VersionedForm):
    picture = forms.FileField(
        label=_("Bild"),
        required=False,
        help_text=_("JPEG eller PNG. Vi tar bort var och när den togs. Visa inga ansikten."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
    )
    picture_text = forms.CharField(
        label=_("Vad bilden visar"),
        required=False,
        max_length=300,
        help_text=_("För den som inte ser bilden. Behövs om du lägger till en bild."),
    )
