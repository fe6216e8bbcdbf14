"""Cases of the demo city: the way to the e-society, other real cases, and invented ones."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One stop on a case's line: who did what on which day, in one sentence of ours.

    `meeting` is the key of the meeting where it happened ("ks/2014-06-11"), if there was one.
    """

    date: date
    organization: str
    sentence: str
    meeting: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case in one organization's diary. `first_known` is the first day we know of it."""

    number: str
    organization: str
    title: str
    first_known: date
    summary: str
    related: tuple[str, ...] = ()
    steps: tuple[CaseStep, ...] = ()
    invented: bool = False


_E_SOCIETY = Case(
    number="1198/13",
    organization="slk",
    title="Göteborgs Stads program för e-samhälle",
    first_known=date(2014, 1, 22),
    summary=(
        "Ett program till och med 2020 för stadens digitala tjänster, med sex programområden "
        "och fyra strategiska insatsområden."
    ),
    related=("1451/14",),
    steps=(
        CaseStep(
            date(2014, 1, 22),
            "ks",
            "Stadsledningskontoret får uppdraget att skriva program och planer.",
            "ks/2014-01-22",
        ),
        CaseStep(
            date(2014, 6, 11),
            "ks",
            "Kommunstyrelsen beslutar enhälligt om programmet.",
            "ks/2014-06-11",
        ),
        CaseStep(
            date(2014, 9, 4),
            "kf",
            "Kommunfullmäktige antar programmet, som gäller till och med 2020.",
            "kf/2014-09-04",
        ),
        CaseStep(
            date(2015, 3, 4),
            "ks",
            "Kommunstyrelsen beslutar om handlingsplanen för 2015–2016.",
            "ks/2015-03-04",
        ),
        CaseStep(
            date(2015, 4, 1),
            "ks",
            "I kompletteringsbudgeten blir 10,8 miljoner kronor till 10.",
            "ks/2015-04-01",
        ),
    ),
)

_PLAN_2017 = Case(
    number="1451/14",
    organization="slk",
    title="Göteborgs Stads handlingsplan för e-samhälle 2017",
    first_known=date(2015, 11, 10),
    summary=(
        "Vad staden ska göra 2017 inom programmet för e-samhälle: 4 miljoner kronor, och "
        "0,85 miljoner för att pröva fritt wifi."
    ),
    related=("1198/13", "0435/15"),
    steps=(
        CaseStep(date(2015, 11, 10), "slk", "Planens första version, 0.1, skrivs."),
        CaseStep(date(2015, 11, 24), "slk", "Planen utfärdas i version 0.8."),
        CaseStep(date(2015, 12, 1), "intraservice", "Intraservice skriver till sin nämnd."),
        CaseStep(
            date(2015, 12, 15),
            "intraservicenamnden",
            "Nämnden för intraservice tillstyrker planen (§ 136).",
            "intraservicenamnden/2015-12-15",
        ),
        CaseStep(date(2016, 6, 28), "slk", "Planen får sin version 1.0."),
        CaseStep(date(2016, 8, 18), "csg", "Planen förhandlas med de fackliga organisationerna."),
        CaseStep(date(2016, 8, 24), "slk", "Yttrandet från nämnden för intraservice kommer in."),
        CaseStep(date(2016, 9, 5), "slk", "Stadsledningskontoret föreslår att planen fastställs."),
        CaseStep(
            date(2016, 10, 19),
            "ks",
            "Kommunstyrelsen behandlar planen som ärende 2.2.2.",
            "ks/2016-10-19",
        ),
    ),
)

_STATEMENT_2015 = Case(
    number="0435/15",
    organization="intraservice",
    title="Yttrande över Göteborgs Stads handlingsplan för e-samhälle 2017",
    first_known=date(2015, 12, 1),
    summary="Nämnden för intraservice säger sitt om stadsledningskontorets förslag till plan.",
    related=("1451/14",),
    steps=(
        CaseStep(date(2015, 12, 1), "intraservice", "Förvaltningen skriver till nämnden."),
        CaseStep(
            date(2015, 12, 15),
            "intraservicenamnden",
            "Nämnden tillstyrker förslaget och justerar paragrafen genast.",
            "intraservicenamnden/2015-12-15",
        ),
        CaseStep(date(2016, 8, 24), "slk", "Yttrandet kommer in till stadsledningskontoret."),
    ),
)


def _decided(number: str, day: date, title: str, summary: str) -> Case:
    meeting = f"ks/{day.isoformat()}"
    step = CaseStep(day, "ks", "Kommunstyrelsen behandlar ärendet.", meeting)
    return Case(
        number=number,
        organization="slk",
        title=title,
        first_known=day,
        summary=summary,
        steps=(step,),
    )


_OTHER_REAL: tuple[Case, ...] = (
    _decided(
        "0606/18",
        date(2020, 1, 15),
        "Riktlinje för säkerhetsskydd",
        "Hur stadens nämnder och bolag ska ordna sitt säkerhetsskydd.",
    ),
    _decided(
        "0560/19",
        date(2020, 1, 15),
        "Anslutning till det nya borgmästaravtalet",
        "Om Göteborg ska gå med i europeiska städers nya klimatavtal.",
    ),
    _decided(
        "1006/18",
        date(2020, 2, 5),
        "Program för lokaler 2020–2026",
        "Vilka lokaler staden behöver de närmaste åren.",
    ),
    _decided(
        "1281/16",
        date(2020, 2, 5),
        "Principer för hyra i kulturens lokaler",
        "Hur hyran ska sättas när kulturen hyr av staden.",
    ),
    _decided(
        "0263/19",
        date(2020, 3, 25),
        "Årsredovisning 2019",
        "Stadens ekonomi och verksamhet under 2019.",
    ),
    _decided(
        "0380/20",
        date(2020, 3, 25),
        "Avfallstaxa: fler fria besök på återvinningscentral",
        "De fria besöken blir tolv i stället för sex.",
    ),
    _decided(
        "0443/20",
        date(2020, 3, 25),
        "Detaljplan för Olof Asplunds gata",
        "En detaljplan vid Olof Asplunds gata.",
    ),
    _decided(
        "0263/20",
        date(2021, 3, 31),
        "Årsredovisning 2020",
        "Stadens ekonomi och verksamhet under 2020.",
    ),
    _decided(
        "0747/21",
        date(2021, 6, 16),
        "Göteborgs Hamn: samägt bolag för logistikfastigheter",
        "Göteborgs Hamn vill äga fastigheter för logistik tillsammans med andra.",
    ),
    _decided(
        "0756/21",
        date(2021, 6, 16),
        "Avgift för uthyrning av elsparkcyklar på offentlig plats",
        "Den som hyr ut elsparkcyklar på stadens mark ska betala.",
    ),
    _decided(
        "1070/21",
        date(2021, 9, 29),
        "Valdistrikt inför valen 2022",
        "Hur staden delas in i valdistrikt.",
    ),
    _decided(
        "0882/21",
        date(2021, 10, 27),
        "Taxa för vatten och avlopp 2022",
        "Vad vatten och avlopp ska kosta 2022.",
    ),
    _decided(
        "SLK-2023-01047",
        date(2024, 6, 12),
        "Policy om dofter",
        "Om staden ska ha en policy om dofter.",
    ),
)

_INVENTED: tuple[Case, ...] = (
    Case(
        number="DN-2024-00007",
        organization="demonamnden",
        title="Öppettider för demonstrationsparken",
        first_known=date(2024, 2, 1),
        summary="En påhittad park ska få påhittade öppettider.",
        invented=True,
    ),
    Case(
        number="DN-2024-00011",
        organization="demonamnden",
        title="Bänkar längs demonstrationsstråket",
        first_known=date(2024, 3, 4),
        summary="Ett påhittat förslag om fler bänkar.",
        invented=True,
    ),
    Case(
        number="DN-2024-00015",
        organization="demonamnden",
        title="Belysning i demonstrationsparken",
        first_known=date(2024, 3, 18),
        summary="Ett påhittat förslag om lampor vid gångvägarna.",
        invented=True,
    ),
    Case(
        number="DN-2025-00002",
        organization="demonamnden",
        title="Budget för Demonämnden",
        first_known=date(2025, 1, 9),
        summary="En påhittad budget som återkommer på nämndens sammanträden.",
        invented=True,
    ),
)

CASES: tuple[Case, ...] = (_E_SOCIETY, _PLAN_2017, _STATEMENT_2015, *_OTHER_REAL, *_INVENTED)


def case(number: str) -> Case:
    """The case with that number; KeyError when the demo has none."""
    for one in CASES:
        if one.number == number:
            return one
    raise KeyError(number)
