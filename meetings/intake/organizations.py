"""Names of boards, committees and offices in Swedish municipalities and regions."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Short names used alike all over the country; other committees get their own name as a slug,
# since "SN" is socialnämnden here and samhällsnämnden there.
SHORT_NAMES = {
    "kommunstyrelsen": "ks",
    "kommunfullmäktige": "kf",
    "kommunstyrelsens arbetsutskott": "ksau",
    "regionstyrelsen": "rs",
    "regionfullmäktige": "rf",
    "landstingsstyrelsen": "ls",
    "landstingsfullmäktige": "lf",
    "kommunalförbundets direktion": "direktionen",
}

_W = r"[a-zåäöé]"
_UP = r"[A-ZÅÄÖÉ]"
_HALF = rf"{_UP}{_W}+-,? (?:{_W}+-,? )?(?:och|samt|eller) {_W}+"
_BODY_END = (
    r"(?:nämnden|nämnd|styrelsen|styrelse|fullmäktige|utskottet|utskott|beredningen|direktionen)"
)
_OFFICE_END = (
    r"(?:kontoret|kontor|förvaltningen|förvaltning|avdelningen|avdelning|kansliet|enheten|staben)"
)
_NAME = rf"{_UP}{_W}+(?:-{_UP}?{_W}+)?"
_BODY = re.compile(
    rf"(?<![\w-])(?:"
    rf"(?:Stadsdelsnämnden|Stadsdelsnämnd|Kommundelsnämnden) {_NAME}(?:[- ]{_NAME})?"
    rf"|(?:Nämnden|Styrelsen|Utskottet|Beredningen|nämnden|utskottet) för "
    rf"{_W}[\wåäö]*(?:-,?)?(?:(?:,| och| samt) {_W}[\wåäö-]*| {_W}+(?=(?: och) {_W}+))*"
    rf"|{_UP}{_W}*(?:nämndens|styrelsens) (?:{_W}+)?utskott(?:et)?"
    rf"|{_UP}{_W}+a {_W}*(?:nämnden|utskottet)"
    rf"|{_HALF}{_BODY_END}"
    rf"|{_UP}{_W}*{_BODY_END}"
    rf"|(?:KOMMUN|REGION)(?:STYRELSEN|FULLMÄKTIGE)|{_UP}+NÄMNDEN"
    rf")(?![\w-])"
)
_OFFICE = re.compile(
    rf"(?<![\w-])(?:{_UP}{_W}+a (?:kontoret|förvaltningen)"
    rf"|{_HALF}{_OFFICE_END}|{_UP}{_W}*{_OFFICE_END}|{_UP}{{3,}}(?:KONTORET|FÖRVALTNINGEN))"
    rf"(?![\w-])"
)
_CITY = re.compile(
    rf"(?<![\w-])(?:(?:{_UP}{_W}+ )?{_UP}{_W}+ (?:[Ss]tad|[Kk]ommun|[Ll]andsting)(?![\w-])"
    rf"|{_UP}{{3,}} (?:STAD|KOMMUN)(?!\w)|(?:Region|REGION) {_UP}\w+)"
)
_ABBREVIATION = re.compile(r"(?<![\w-])(KSAU|KS|KF|RS|RF|KSPU|KSO)(?![\w/-]|[ -]?\d{4}[/:])")
_FULL_NAMES = {
    "KS": "Kommunstyrelsen",
    "KF": "Kommunfullmäktige",
    "KSAU": "Kommunstyrelsens arbetsutskott",
    "RS": "Regionstyrelsen",
    "RF": "Regionfullmäktige",
}


@dataclass(frozen=True)
class NameMention:
    """The written name of an organization and where it stands."""

    name: str
    start: int
    end: int


def find_bodies(text: str) -> Iterator[NameMention]:
    """Yield names of those who decide: councils, boards, committees."""
    for match in _BODY.finditer(text):
        yield NameMention(" ".join(match[0].split()), match.start(), match.end())


def find_offices(text: str) -> Iterator[NameMention]:
    """Yield names of administrations: offices and departments."""
    for match in _OFFICE.finditer(text):
        yield NameMention(" ".join(match[0].split()), match.start(), match.end())


def find_cities(text: str) -> Iterator[NameMention]:
    """Yield names of municipalities and regions, as in a letterhead."""
    for match in _CITY.finditer(text):
        yield NameMention(" ".join(match[0].split()), match.start(), match.end())


def find_abbreviations(text: str) -> Iterator[NameMention]:
    """Yield bodies named by letters only ("KS § 42"), with their full names."""
    for match in _ABBREVIATION.finditer(text):
        if match[0] in _FULL_NAMES:
            yield NameMention(_FULL_NAMES[match[0]], match.start(), match.end())


def display_name(name: str) -> str:
    """Return a name as a reader expects it: "KOMMUNSTYRELSEN" is "Kommunstyrelsen"."""
    shown = name.capitalize() if name.isupper() else name
    return shown[0].upper() + shown[1:] if shown else shown


def short_name(name: str) -> str:
    """Return the short name used in addresses: "ks", or the name folded to a slug."""
    known = SHORT_NAMES.get(name.lower())
    return known or _slug(name)


def _slug(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
