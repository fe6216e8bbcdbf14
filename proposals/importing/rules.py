"""What an export of proposals may hold otherwise than it should, and what the import does."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ProposalRule(StrEnum):
    """A deviation. The words are in `FOUND` and `DONE`."""

    INVALID_UTF8 = "invalid_utf8"
    NOT_AN_OBJECT = "not_an_object"
    UNKNOWN_COLUMN = "unknown_column"
    MISSING_COLUMN = "missing_column"
    MISSING_VALUE = "missing_value"
    DUPLICATE_ID = "duplicate_id"
    IMPOSSIBLE_DATE = "impossible_date"
    IMPOSSIBLE_NUMBER = "impossible_number"
    UNKNOWN_STATE = "unknown_state"
    UNKNOWN_VALUE = "unknown_value"
    STILL_OPEN = "still_open"
    FEW_VOTES = "few_votes"
    TOO_LONG = "too_long"
    NO_COMMITTEE = "no_committee"
    NO_CASE = "no_case"
    PERSONAL_NUMBER = "personal_number"
    REFUSED = "refused"
    EDITED_HERE = "edited_here"
    TEXT_DIFFERS = "text_differs"


R = ProposalRule
LEFT_OUT: str | Promise = _("förslaget togs inte in")

FOUND: dict[ProposalRule, str | Promise] = {
    R.INVALID_UTF8: _("filen är inte UTF-8"),
    R.NOT_AN_OBJECT: _("raden är inget förslag"),
    R.UNKNOWN_COLUMN: _("kolumnen finns inte i kartan"),
    R.MISSING_COLUMN: _("kartan nämner en kolumn som inte finns i filen"),
    R.MISSING_VALUE: _("ett värde som behövs saknas"),
    R.DUPLICATE_ID: _("samma id finns på flera rader"),
    R.IMPOSSIBLE_DATE: _("datumet går inte att läsa eller kommer i fel ordning"),
    R.IMPOSSIBLE_NUMBER: _("antalet går inte att läsa"),
    R.UNKNOWN_STATE: _("kartan säger inte vad läget betyder"),
    R.UNKNOWN_VALUE: _("kartan säger inte vad värdet betyder"),
    R.STILL_OPEN: _("förslaget samlar fortfarande röster"),
    R.FEW_VOTES: _("rösterna är färre än reglerna kräver"),
    R.TOO_LONG: _("rubriken är längre än vad som får plats"),
    R.NO_COMMITTEE: _("organet finns inte här"),
    R.NO_CASE: _("ärendet finns inte här"),
    R.PERSONAL_NUMBER: _("personnummer i texten"),
    R.REFUSED: _("förslaget går inte att spara"),
    R.EDITED_HERE: _("förslaget har handlagts här sedan det hämtades"),
    R.TEXT_DIFFERS: _("texten är en annan än när förslaget hämtades"),
}

DONE: dict[ProposalRule, str | Promise] = {
    R.INVALID_UTF8: _("den lästes som Windows-1252"),
    R.NOT_AN_OBJECT: _("den hoppades över"),
    R.UNKNOWN_COLUMN: _("den lästes inte"),
    R.MISSING_COLUMN: _("värdet är tomt"),
    R.MISSING_VALUE: LEFT_OUT,
    R.DUPLICATE_ID: _("den första raden gäller"),
    R.IMPOSSIBLE_DATE: _("datumet följer i stället av de andra och av reglerna"),
    R.IMPOSSIBLE_NUMBER: _("antalet lästes som inget"),
    R.UNKNOWN_STATE: LEFT_OUT,
    R.UNKNOWN_VALUE: _("källans ord står som motivering"),
    R.STILL_OPEN: _("det togs inte in; hämta det när tiden är ute, röster kan inte flyttas"),
    R.FEW_VOTES: _("källans läge gäller"),
    R.TOO_LONG: _("den kortades; hela rubriken står först i texten"),
    R.NO_COMMITTEE: _("förslaget har nått målet och är inte överlämnat"),
    R.NO_CASE: _("förslaget har nått målet och är inte överlämnat"),
    R.PERSONAL_NUMBER: LEFT_OUT,
    R.REFUSED: LEFT_OUT,
    R.EDITED_HERE: _("det lämnades som det är"),
    R.TEXT_DIFFERS: _("texten här lämnades som den är"),
}
