"""What invented people say in the demo's threads. Their surnames begin with "Demo-"."""

from dataclasses import dataclass
from typing import Literal

Stance = Literal["", "for", "against", "neutral"]

PEOPLE: dict[str, tuple[str, str]] = {
    "asta": ("Asta", "Demo-Blom"),
    "bosse": ("Bosse", "Demo-Kvist"),
    "dilan": ("Dilan", "Demo-Aslan"),
    "ebba": ("Ebba", "Demo-Ljung"),
    "folke": ("Folke", "Demo-Berg"),
    "greta": ("Greta", "Demo-Sand"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One comment: by a key of PEOPLE or a login of the demo, so many hours ago.

    `answers` is the place in the list, from 1, of the comment that it replies to.
    """

    by: str
    text: str
    hours: int
    stance: Stance = ""
    answers: int = 0


CASE = (
    Said(
        "asta",
        "Bra att handlingsplanen finns samlad här. Det jag saknar är **vem** som följer upp "
        "att tjänsterna går att använda med skärmläsare.",
        52,
    ),
    Said("bosse", "Hur mycket av planen är klart? Jag hittar inga siffror.", 49, "neutral"),
    Said(
        "handlaggare",
        "Uppföljningen står i bilagan till ärendet. Där finns också vilka åtgärder som har "
        "flyttats till nästa år.",
        47,
        answers=2,
    ),
    Said("bosse", "Tack, då läser jag den.", 46, answers=2),
    Said(
        "dilan",
        "Tre saker som skulle hjälpa mig:\n\n- påminnelse innan en tid\n- samma inloggning överallt"
        "\n- ett nummer att ringa när det inte fungerar",
        30,
        "for",
    ),
    Said(
        "ebba", "Håller med om det sista. Alla har inte en telefon att logga in med.", 28, "for", 5
    ),
    Said("folke", "Köp mina begagnade datorer! Ring när du vill!", 26),
    Said("greta", "> samma inloggning överallt\n\nDet oroar mig snarare.", 9, "against"),
)

PROPOSAL = (
    Said("ebba", "Det här behövs. Jag går där med barnvagn varje dag.", 40, "for"),
    Said("folke", "Vad skulle det kosta? Och vem sköter det på vintern?", 33, "neutral"),
    Said(
        "boende",
        "Jag tänkte att det sköts som resten av platsen. Kostnaden vet jag inte, men det finns "
        "liknande på andra håll i staden.",
        31,
        answers=2,
    ),
    Said("greta", "Lägg hellre pengarna på belysning.", 12, "against"),
)

NEWS = (
    Said("greta", "Två månader är kort tid. Gäller det också på sommaren?", 6, "neutral"),
    Said("dilan", "Bra att skälet står med när det blir nej.", 4, "for"),
)

ITEM = (
    Said("asta", "Hoppas att nämnden berättar hur de räknar.", 20),
    Said("dilan", "Det står i tjänsteutlåtandet, i slutet.", 18, answers=1),
)

LOCKED = (
    Said("bosse", "Jag hade önskat att fler hade fått svara på remissen.", 700, "against"),
    Said("ebba", "Nu blev det bättre än det första förslaget.", 690, "for"),
)

HIDDEN = 7
"""The place in CASE of what the moderator has hidden, by the rule against advertising."""

REPORTED = 8
"""The place in CASE of what a reader has reported, and nobody has judged yet."""
