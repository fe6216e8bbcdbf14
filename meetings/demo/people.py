"""Invented people of the demo city: who they are, where they sit and what they log in as.

Nobody here exists: every surname begins with "Demo-". The parties are real, how the seats are
shared is not; it only fits the votes known as counts (7–6 in 2020).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Role = Literal["chair", "vice_chair", "member", "substitute", "secretary"]

PARTIES: dict[str, str] = {
    "S": "Socialdemokraterna",
    "M": "Moderaterna",
    "V": "Vänsterpartiet",
    "MP": "Miljöpartiet",
    "L": "Liberalerna",
    "C": "Centerpartiet",
    "KD": "Kristdemokraterna",
    "D": "Demokraterna",
    "SD": "Sverigedemokraterna",
}


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; `party` is a code of PARTIES, or empty for an official."""

    key: str
    name: str
    party: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's role in an organization from `valid_from` to `valid_to`, both days included."""

    person: str
    organization: str
    role: Role
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Login:
    """A demo login: its user name, the person behind it if any, and what it is for.

    A member's grant follows from the membership; other grants are the loader's to give.
    """

    username: str
    purpose: str
    person: str | None = None
    organization: str | None = None


POLITICIANS: tuple[Person, ...] = (
    Person("ekstrom", "Gunilla Demo-Ekström", "S"),
    Person("lindgren", "Hassan Demo-Lindgren", "S"),
    Person("bergqvist", "Maj Demo-Bergqvist", "S"),
    Person("holm", "Petter Demo-Holm", "S"),
    Person("oberg", "Selma Demo-Öberg", "S"),
    Person("wallin", "Torsten Demo-Wallin", "M"),
    Person("astrom", "Cecilia Demo-Åström", "M"),
    Person("noren", "Filip Demo-Norén", "M"),
    Person("sjoberg", "Ronja Demo-Sjöberg", "V"),
    Person("forsell", "Amir Demo-Forsell", "V"),
    Person("granqvist", "Linnea Demo-Granqvist", "MP"),
    Person("hallberg", "Birgitta Demo-Hallberg", "L"),
    Person("akerman", "Jonas Demo-Åkerman", "C"),
    Person("thorsson", "Elisabet Demo-Thorsson", "KD"),
    Person("brodin", "Kent Demo-Brodin", "D"),
    Person("rask", "Yvonne Demo-Rask", "D"),
    Person("stenmark", "Rolf Demo-Stenmark", "SD"),
    Person("malmborg", "Agneta Demo-Malmborg", "S"),
    Person("fagerlund", "Nils Demo-Fagerlund", "M"),
    Person("zetterlund", "Samira Demo-Zetterlund", "V"),
    Person("palmgren", "Oskar Demo-Palmgren", "MP"),
    Person("kronqvist", "Vivianne Demo-Kronqvist", "L"),
)

OFFICIALS: tuple[Person, ...] = (
    Person("sund", "Ingrid Demo-Sund", title="Projektledare"),
    Person("dahlman", "Marit Demo-Dahlman", title="Kommunikationsdirektör"),
    Person("vinge", "Håkan Demo-Vinge", title="Stadsdirektör"),
    Person("rydell", "Anja Demo-Rydell", title="Planeringsledare"),
    Person("lofgren", "Bertil Demo-Löfgren", title="Verksamhetschef"),
    Person("soderlund", "Karin Demo-Söderlund", title="Förvaltningsdirektör"),
    Person("ahlin", "Sven Demo-Ahlin", title="Nämndsekreterare"),
    Person("edvall", "Tove Demo-Edvall", title="Nämndsekreterare"),
    Person("frisk", "Moa Demo-Frisk", title="Registrator"),
    Person("gren", "Edit Demo-Gren", title="Säkerhetschef"),
)

PEOPLE: tuple[Person, ...] = (*POLITICIANS, *OFFICIALS)

_TERM_2015 = (date(2015, 1, 1), date(2018, 12, 31))
_TERM_2019 = (date(2019, 1, 1), date(2022, 12, 31))
_TERM_2023 = (date(2023, 1, 1), None)


def _term(
    organization: str,
    term: tuple[date, date | None],
    *,
    chair: str,
    vice_chairs: tuple[str, ...],
    members: tuple[str, ...],
    substitutes: tuple[str, ...] = (),
    secretary: str | None = None,
) -> tuple[Membership, ...]:
    roles: list[tuple[str, Role]] = [(chair, "chair")]
    roles += [(person, "vice_chair") for person in vice_chairs]
    roles += [(person, "member") for person in members]
    roles += [(person, "substitute") for person in substitutes]
    roles += [(secretary, "secretary")] if secretary is not None else []
    return tuple(Membership(person, organization, role, *term) for person, role in roles)


_EXECUTIVE_BOARD: tuple[Membership, ...] = (
    *_term(
        "ks",
        _TERM_2015,
        chair="ekstrom",
        vice_chairs=("wallin", "granqvist"),
        members=(
            *("lindgren", "bergqvist", "holm", "astrom", "noren"),
            *("sjoberg", "forsell", "hallberg", "thorsson", "stenmark"),
        ),
        secretary="edvall",
    ),
    *_term(
        "ks",
        _TERM_2019,
        chair="wallin",
        vice_chairs=("ekstrom", "brodin"),
        members=(
            *("astrom", "hallberg", "akerman", "rask", "stenmark"),
            *("lindgren", "bergqvist", "sjoberg", "forsell", "granqvist"),
        ),
        substitutes=("thorsson", "holm"),
        secretary="edvall",
    ),
    *_term(
        "ks",
        _TERM_2023,
        chair="ekstrom",
        vice_chairs=("wallin", "sjoberg"),
        members=(
            *("lindgren", "bergqvist", "oberg", "astrom", "noren"),
            *("forsell", "granqvist", "hallberg", "thorsson", "stenmark"),
        ),
        substitutes=("holm", "brodin", "akerman"),
        secretary="edvall",
    ),
)

_OTHERS: tuple[Membership, ...] = (
    *_term("kf", _TERM_2023, chair="malmborg", vice_chairs=("fagerlund",), members=("zetterlund",)),
    *_term(
        "intraservicenamnden",
        _TERM_2015,
        chair="malmborg",
        vice_chairs=("fagerlund",),
        members=("zetterlund", "palmgren", "kronqvist"),
        secretary="ahlin",
    ),
    *_term(
        "demonamnden",
        (date(2020, 1, 1), None),
        chair="palmgren",
        vice_chairs=("kronqvist",),
        members=("malmborg", "fagerlund", "zetterlund", "oberg", "noren", "akerman", "rask"),
        substitutes=("holm", "hallberg"),
        secretary="ahlin",
    ),
)

MEMBERSHIPS: tuple[Membership, ...] = (*_EXECUTIVE_BOARD, *_OTHERS)

LOGINS: tuple[Login, ...] = (
    Login("registrator", "Lägger upp och publicerar handlingar", "frisk", "slk"),
    Login("sekreterare", "Sköter Demonämndens sammanträden", "ahlin", "demonamnden"),
    Login(
        "ledamot",
        "Läser kommunstyrelsens handlingar, även sekretess; ersättare i Demonämnden",
        "hallberg",
        "ks",
    ),
    Login("moderator", "Granskar kommentarer och förslag"),
    Login("handlaggare", "Skriver tjänsteutlåtanden och svarar på förslag", "rydell", "slk"),
    Login("boende", "En invånare som följer, föreslår och röstar"),
    Login("revisor", "Ser vem som gjort vad, men ändrar inget"),
    Login("admin", "Sköter systemet"),
)


def person(key: str) -> Person:
    """The person with that key; KeyError when the demo has none."""
    for one in PEOPLE:
        if one.key == key:
            return one
    raise KeyError(key)


def members_on(organization: str, day: date) -> tuple[Membership, ...]:
    """Chair, vice chairs and members of an organization on that day; no substitutes."""
    return tuple(
        one
        for one in MEMBERSHIPS
        if one.organization == organization
        and one.role in ("chair", "vice_chair", "member")
        and one.valid_from <= day
        and (one.valid_to is None or day <= one.valid_to)
    )
