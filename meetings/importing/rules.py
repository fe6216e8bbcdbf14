"""What a source may do otherwise than it should, and what the import does about it."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Rule(StrEnum):
    """A deviation. The words are in `FOUND` and `DONE`."""

    UNREACHABLE = "unreachable"
    NOT_JSON = "not_json"
    TOO_LARGE = "too_large"
    PAGE_LOOP = "page_loop"
    FOREIGN_ADDRESS = "foreign_address"
    FOREIGN_ID = "foreign_id"
    INVALID_UTF8 = "invalid_utf8"
    NOT_AN_OBJECT = "not_an_object"
    MISSING_ID = "missing_id"
    MISSING_TYPE = "missing_type"
    MISSING_TIMES = "missing_times"
    MISSING_FIELD = "missing_field"
    NULL_FOR_LIST = "null_for_list"
    WRONG_TYPE = "wrong_type"
    IMPOSSIBLE_DATE = "impossible_date"
    UNKNOWN_FIELD = "unknown_field"
    DUPLICATE_ID = "duplicate_id"
    CYCLIC_ORGANIZATION = "cyclic_organization"
    DANGLING = "dangling"
    ENDS_BEFORE_START = "ends_before_start"
    NUMBER_TAKEN = "number_taken"
    TOO_LONG = "too_long"
    DUPLICATE_MEMBERSHIP = "duplicate_membership"
    WITHHELD = "withheld"
    PERSONAL_NUMBER = "personal_number"
    GATE_STOPPED = "gate_stopped"
    EDITED_HERE = "edited_here"
    DELETED_UNKNOWN = "deleted_unknown"
    CONFLICT = "conflict"
    FILE_REFUSED = "file_refused"
    FILE_UNREACHABLE = "file_unreachable"


FOUND: dict[Rule, str | Promise] = {
    Rule.UNREACHABLE: _("källan svarade inte, eller med ett fel"),
    Rule.NOT_JSON: _("svaret är inte JSON"),
    Rule.TOO_LARGE: _("svaret är större än vad som tas emot"),
    Rule.PAGE_LOOP: _("sidorna går runt"),
    Rule.FOREIGN_ADDRESS: _("nästa sida ligger på en annan värd"),
    Rule.FOREIGN_ID: _("objektets id har en annan värd än källan"),
    Rule.INVALID_UTF8: _("texten är inte UTF-8"),
    Rule.NOT_AN_OBJECT: _("något annat än ett objekt står i en lista"),
    Rule.MISSING_ID: _("objektet har inget id"),
    Rule.MISSING_TYPE: _("objektet har ingen typ"),
    Rule.MISSING_TIMES: _("created eller modified saknas"),
    Rule.MISSING_FIELD: _("ett fält som ska finnas saknas"),
    Rule.NULL_FOR_LIST: _("null eller ett ensamt värde står där en lista ska stå"),
    Rule.WRONG_TYPE: _("ett fält har fel slags värde"),
    Rule.IMPOSSIBLE_DATE: _("datumet eller tiden finns inte"),
    Rule.UNKNOWN_FIELD: _("fältet finns inte i OParl"),
    Rule.DUPLICATE_ID: _("samma id har olika innehåll"),
    Rule.CYCLIC_ORGANIZATION: _("organ lyder under varandra i ring"),
    Rule.DANGLING: _("hänvisningen leder ingenstans"),
    Rule.ENDS_BEFORE_START: _("slutet kommer inte efter början"),
    Rule.NUMBER_TAKEN: _("numret saknas eller finns redan på dagordningen"),
    Rule.TOO_LONG: _("texten är längre än vad som får plats"),
    Rule.DUPLICATE_MEMBERSHIP: _("personen har två uppdrag i organet från samma dag"),
    Rule.WITHHELD: _("personuppgift som inte hör hemma här"),
    Rule.PERSONAL_NUMBER: _("personnummer i texten"),
    Rule.GATE_STOPPED: _("kontrollen före publicering sa nej"),
    Rule.EDITED_HERE: _("posten har redigerats här sedan den hämtades"),
    Rule.DELETED_UNKNOWN: _("borttaget hos källan och aldrig hämtat hit"),
    Rule.CONFLICT: _("posten går inte att spara"),
    Rule.FILE_REFUSED: _("filen går inte att ta emot"),
    Rule.FILE_UNREACHABLE: _("filen kom inte fram"),
}

DONE: dict[Rule, str | Promise] = {
    Rule.UNREACHABLE: _("listan är inte hel; kör importen igen, den fortsätter där"),
    Rule.NOT_JSON: _("sidan lämnades; kör importen igen, den fortsätter där"),
    Rule.TOO_LARGE: _("svaret lästes inte"),
    Rule.PAGE_LOOP: _("listan lästes till dit och inte längre"),
    Rule.FOREIGN_ADDRESS: _("den hämtades inte"),
    Rule.FOREIGN_ID: _("objektet känns igen på sin sökväg"),
    Rule.INVALID_UTF8: _("det som inte går att läsa ersattes med U+FFFD"),
    Rule.NOT_AN_OBJECT: _("det hoppades över"),
    Rule.MISSING_ID: _("objektet hoppades över"),
    Rule.MISSING_TYPE: _("typen togs från listan"),
    Rule.MISSING_TIMES: _("objektet har tiden av det som det står i, annars ingen"),
    Rule.MISSING_FIELD: _("fältet är tomt eller fick sitt värde av det som står runt om"),
    Rule.NULL_FOR_LIST: _("lästes som en lista"),
    Rule.WRONG_TYPE: _("värdet bevarades bland källans fält"),
    Rule.IMPOSSIBLE_DATE: _("värdet bevarades bland källans fält"),
    Rule.UNKNOWN_FIELD: _("fältet bevarades bland källans fält"),
    Rule.DUPLICATE_ID: _("den senast ändrade gäller"),
    Rule.CYCLIC_ORGANIZATION: _("ringen bröts vid det här organet"),
    Rule.DANGLING: _("hänvisningen bevarades bland källans fält"),
    Rule.ENDS_BEFORE_START: _("slutet bevarades bland källans fält"),
    Rule.NUMBER_TAKEN: _("punkten fick ett eget nummer här"),
    Rule.TOO_LONG: _("texten kortades; hela bevarades bland källans fält"),
    Rule.DUPLICATE_MEMBERSHIP: _("det första togs in"),
    Rule.WITHHELD: _("fältet togs inte in"),
    Rule.PERSONAL_NUMBER: _("numret maskerades"),
    Rule.GATE_STOPPED: _("posten togs inte in"),
    Rule.EDITED_HERE: _("posten lämnades som den är här"),
    Rule.DELETED_UNKNOWN: _("inget fanns att återta"),
    Rule.CONFLICT: _("posten togs inte in"),
    Rule.FILE_REFUSED: _("filen finns kvar hos källan; här står dess beskrivning"),
    Rule.FILE_UNREACHABLE: _("den hämtas nästa gång; här står dess beskrivning"),
}

INCOMPLETE = frozenset(
    {
        Rule.UNREACHABLE,
        Rule.NOT_JSON,
        Rule.TOO_LARGE,
        Rule.FOREIGN_ADDRESS,
        Rule.FILE_UNREACHABLE,
    }
)
"""After these something was not read to its end, and another run goes on there."""
