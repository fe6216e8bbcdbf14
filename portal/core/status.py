"""The words for where a meeting, an item or a record stands. Said the same everywhere."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATUS_WORDS: Final[dict[str, Promise]] = {
    # a meeting
    "planned": _("Planerat"),
    "called": _("Kallat"),
    "ongoing": _("Pågår nu"),
    "paused": _("Paus"),
    "finished": _("Avslutat"),
    "cancelled": _("Inställt"),
    "moved": _("Flyttat"),
    # an agenda item
    "decided": pgettext_lazy("agenda item", "Avgjort"),
    "postponed": pgettext_lazy("agenda item", "Bordlagt"),
    "referred": pgettext_lazy("agenda item", "Återremitterat"),
    "forwarded": pgettext_lazy("agenda item", "Skickat vidare"),
    # a decision
    "preliminary": _("Preliminärt"),
    # a record
    "published": _("Publicerad"),
    "corrected": _("Rättad"),
    "withdrawn": _("Återtagen"),
    "erased": _("Raderad"),
    "draft": _("Utkast"),
    "secret": _("Sekretess"),
    "members": _("Endast ledamöter"),
    # a case or a proposal
    "open": pgettext_lazy("case", "Öppet"),
    "closed": pgettext_lazy("case", "Avslutat"),
    "collecting": _("Samlar röster"),
    "answered": _("Besvarat"),
}


def status_word(code: str) -> str:
    """The word for a status code; an unknown code is shown as it is, never hidden."""
    return str(STATUS_WORDS.get(code, code))
