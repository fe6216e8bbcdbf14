"""Organizations of the demo city, with what the law lets each kind of them do.

The organizations are real except those marked `invented`. Dates of the two reorganisations
(2021-01-01 and 2023-01-01) are public; a start that is not known is the demo's own
`BEFORE_THE_DEMO`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

OrganizationKind = Literal[
    "council", "executive_board", "committee", "administration", "company_board", "advisory"
]
Majority = Literal["one_third", "simple_majority", "none"]

BEFORE_THE_DEMO = date(2011, 1, 1)
OLDER_NUMBER = r"\d{4}/\d{2}"
EXECUTIVE_OFFICE_NUMBER = r"\d{4}/\d{2}|SLK-\d{4}-\d{5}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """What differs by kind of organization (law.md finding 3 and 4; KL 5:42, 5:50, 6:25, 6:33).

    `postponement_by` is who may demand that an item is tabled, `referral_back_by` who may
    demand that it is referred back: one third of those present, or an ordinary majority.
    """

    key: str
    name: str
    public_meetings: bool
    broadcast: bool
    postponement_by: Majority
    referral_back_by: Majority
    has_interpellations: bool
    notice_days: int | None

    @property
    def minority(self) -> tuple[int, int]:
        """The share that can have an item postponed, as numerator and denominator."""
        return (1, 3) if self.postponement_by == "one_third" else (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """One organization from `valid_from` to `valid_to`, both days included.

    `short_name` is its place in addresses, `code` what people write (KS). `number_pattern`
    is a regular expression for the case numbers of its own diary, where it keeps one.
    """

    short_name: str
    name: str
    kind: OrganizationKind
    rule_set: str
    code: str = ""
    parent: str | None = None
    valid_from: date = BEFORE_THE_DEMO
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    number_pattern: str = ""
    description: str = ""
    invented: bool = False

    def exists_on(self, day: date) -> bool:
        """Whether the organization exists on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


RULE_SETS: tuple[RuleSet, ...] = (
    RuleSet(
        key="council",
        name="Kommunfullmäktige",
        public_meetings=True,
        broadcast=True,
        postponement_by="one_third",
        referral_back_by="one_third",
        has_interpellations=True,
        notice_days=7,
    ),
    RuleSet(
        key="committee",
        name="Nämnd med stängda sammanträden",
        public_meetings=False,
        broadcast=False,
        postponement_by="simple_majority",
        referral_back_by="simple_majority",
        has_interpellations=False,
        notice_days=None,
    ),
    RuleSet(
        key="open_committee",
        name="Nämnd med öppna sammanträden",
        public_meetings=True,
        broadcast=True,
        postponement_by="simple_majority",
        referral_back_by="simple_majority",
        has_interpellations=False,
        notice_days=None,
    ),
    RuleSet(
        key="without_meetings",
        name="Förvaltning, bolag eller råd utan sammanträden i Rådslag",
        public_meetings=False,
        broadcast=False,
        postponement_by="none",
        referral_back_by="none",
        has_interpellations=False,
        notice_days=None,
    ),
)

_CEASED_2020 = date(2020, 12, 31)
_NEW_2021 = date(2021, 1, 1)
_CEASED_2022 = date(2022, 12, 31)
_NEW_2023 = date(2023, 1, 1)


def _committee(
    short_name: str,
    name: str,
    *,
    valid_from: date = BEFORE_THE_DEMO,
    valid_to: date | None = None,
    successors: tuple[str, ...] = (),
    number_pattern: str = "",
) -> Organization:
    return Organization(
        short_name=short_name,
        name=name,
        kind="committee",
        rule_set="committee",
        parent="kf",
        valid_from=valid_from,
        valid_to=valid_to,
        successors=successors,
        number_pattern=number_pattern,
    )


_LEADERSHIP: tuple[Organization, ...] = (
    Organization(
        short_name="kf",
        code="KF",
        name="Kommunfullmäktige",
        kind="council",
        rule_set="council",
        description="Stadens högsta beslutande organ. Sammanträdena är öppna och sänds.",
    ),
    Organization(
        short_name="ks",
        code="KS",
        name="Kommunstyrelsen",
        kind="executive_board",
        rule_set="committee",
        parent="kf",
        description="Leder och samordnar staden. Sammanträder i Rådhuset, inte öppet för alla.",
    ),
    Organization(
        short_name="slk",
        code="SLK",
        name="Stadsledningskontoret",
        kind="administration",
        rule_set="without_meetings",
        parent="ks",
        number_pattern=EXECUTIVE_OFFICE_NUMBER,
        description="Kommunstyrelsens förvaltning. Bereder ärenden till kommunstyrelsen.",
    ),
    Organization(
        short_name="csg",
        code="CSG",
        name="Central samverkansgrupp",
        kind="advisory",
        rule_set="without_meetings",
        parent="ks",
        description="Här samverkar staden med de fackliga organisationerna.",
    ),
)

_COMMITTEES: tuple[Organization, ...] = (
    _committee("intraservicenamnden", "Nämnden för intraservice"),
    Organization(
        short_name="intraservice",
        name="Intraservice",
        kind="administration",
        rule_set="without_meetings",
        parent="intraservicenamnden",
        number_pattern=OLDER_NUMBER,
        description="Stadens förvaltning för interna tjänster, bland annat it.",
    ),
    _committee("idrotts-och-foreningsnamnden", "Idrotts- och föreningsnämnden"),
    Organization(
        short_name="hamnen",
        name="Göteborgs Hamn AB, styrelsen",
        kind="company_board",
        rule_set="without_meetings",
        parent="kf",
        description="Styrelsen för stadens hamnbolag.",
    ),
)

_DISTRICTS_2021: tuple[Organization, ...] = tuple(
    _committee(
        short_name,
        name,
        valid_to=_CEASED_2020,
        successors=(heir, "aldrenamnden", "funktionsstodsnamnden"),
    )
    for short_name, name, heir in (
        ("sdn-angered", "Stadsdelsnämnden Angered", "socialnamnd-nordost"),
        ("sdn-centrum", "Stadsdelsnämnden Centrum", "socialnamnd-centrum"),
        ("sdn-lundby", "Stadsdelsnämnden Lundby", "socialnamnd-hisingen"),
        ("sdn-vastra-goteborg", "Stadsdelsnämnden Västra Göteborg", "socialnamnd-sydvast"),
    )
)

_CREATED_2021: tuple[Organization, ...] = tuple(
    _committee(short_name, name, valid_from=_NEW_2021)
    for short_name, name in (
        ("socialnamnd-centrum", "Socialnämnd Centrum"),
        ("socialnamnd-hisingen", "Socialnämnd Hisingen"),
        ("socialnamnd-nordost", "Socialnämnd Nordost"),
        ("socialnamnd-sydvast", "Socialnämnd Sydväst"),
        ("aldrenamnden", "Äldre samt vård- och omsorgsnämnden"),
        ("funktionsstodsnamnden", "Nämnden för funktionsstöd"),
    )
)

_URBAN_2023: tuple[Organization, ...] = (
    _committee(
        "trafiknamnden", "Trafiknämnden", valid_to=_CEASED_2022, successors=("stadsmiljonamnden",)
    ),
    _committee(
        "park-och-naturnamnden",
        "Park- och naturnämnden",
        valid_to=_CEASED_2022,
        successors=("stadsmiljonamnden",),
    ),
    _committee(
        "byggnadsnamnden",
        "Byggnadsnämnden",
        valid_to=_CEASED_2022,
        successors=("stadsbyggnadsnamnden",),
    ),
    _committee(
        "fastighetsnamnden",
        "Fastighetsnämnden",
        valid_to=_CEASED_2022,
        successors=("exploateringsnamnden",),
    ),
    _committee(
        "lokalnamnden",
        "Lokalnämnden",
        valid_to=_CEASED_2022,
        successors=("stadsfastighetsnamnden",),
    ),
    _committee("stadsmiljonamnden", "Stadsmiljönämnden", valid_from=_NEW_2023),
    _committee("stadsbyggnadsnamnden", "Stadsbyggnadsnämnden", valid_from=_NEW_2023),
    _committee("exploateringsnamnden", "Exploateringsnämnden", valid_from=_NEW_2023),
    _committee("stadsfastighetsnamnden", "Stadsfastighetsnämnden", valid_from=_NEW_2023),
)

_INVENTED: tuple[Organization, ...] = (
    Organization(
        short_name="demonamnden",
        code="DN",
        name="Demonämnden",
        kind="committee",
        rule_set="open_committee",
        parent="kf",
        valid_from=date(2020, 1, 1),
        number_pattern=r"DN-\d{4}-\d{5}",
        description="En påhittad nämnd. Här visas det som inte får hittas på om riktiga organ.",
        invented=True,
    ),
)

ORGANIZATIONS: tuple[Organization, ...] = (
    *_LEADERSHIP,
    *_COMMITTEES,
    *_DISTRICTS_2021,
    *_CREATED_2021,
    *_URBAN_2023,
    *_INVENTED,
)


def organization(short_name: str) -> Organization:
    """The organization with that short name; KeyError when the demo has none."""
    for one in ORGANIZATIONS:
        if one.short_name == short_name:
            return one
    raise KeyError(short_name)


def predecessors(short_name: str) -> tuple[str, ...]:
    """Short names of the organizations whose work this one took over."""
    return tuple(one.short_name for one in ORGANIZATIONS if short_name in one.successors)
