"""Meetings that were held, with items and outcomes as far as the public sources tell.

Every sentence is ours. Where the sources give no item number the items are numbered from 1 in
the order of the sources, and `number_known` is False.
"""

from datetime import date, time

from meetings.demo.agenda import Decided, Item, Meeting, Vote
from meetings.demo.committee import INVENTED

BOARD_START = time(10, 0)
BOARD_PLACE = "Rådhuset, Göteborg"
COUNCIL_PLACE = "Börsen, Göteborg"
AS_PROPOSED = "Kommunstyrelsen beslutade som stadsledningskontoret föreslog."
TO_COUNCIL = " Ärendet går vidare till kommunfullmäktige."


def _board(day: date, *items: Item) -> Meeting:
    return Meeting(organization="ks", date=day, start=BOARD_START, place=BOARD_PLACE, items=items)


_E_SOCIETY: tuple[Meeting, ...] = (
    _board(
        date(2014, 1, 22),
        Item(
            number="1",
            number_known=False,
            title="Uppdrag om program och planer för e-samhälle",
            case="1198/13",
            paragraph=42,
            outcome=(
                "Stadsledningskontoret ska skriva program och planer för e-samhället, med SKL:s "
                "strategi som utgångspunkt."
            ),
            decided=Decided(outcome="approved"),
        ),
    ),
    _board(
        date(2014, 6, 11),
        Item(
            number="1",
            number_known=False,
            title="Göteborgs Stads program för e-samhälle",
            case="1198/13",
            outcome="Kommunstyrelsen sa enhälligt ja till programmet." + TO_COUNCIL,
            decided=Decided(outcome="proposed"),
            forwarded_to="kf",
        ),
    ),
    Meeting(
        organization="kf",
        date=date(2014, 9, 4),
        place=COUNCIL_PLACE,
        items=(
            Item(
                number="1",
                number_known=False,
                title="Göteborgs Stads program för e-samhälle",
                case="1198/13",
                outcome="Programmet antogs och gäller till och med 2020.",
                decided=Decided(outcome="approved"),
            ),
        ),
    ),
    _board(
        date(2015, 3, 4),
        Item(
            number="1",
            number_known=False,
            title="Handlingsplan för e-samhälle 2015–2016",
            case="1198/13",
            case_known=False,
            outcome="Kommunstyrelsen beslutade om handlingsplanen för 2015–2016.",
            decided=Decided(outcome="approved"),
        ),
    ),
    _board(
        date(2015, 4, 1),
        Item(
            number="1",
            number_known=False,
            title="Kompletteringsbudget: medel till e-samhälle",
            case="1198/13",
            case_known=False,
            outcome="De 10,8 miljoner kronorna i förslaget blev 10 miljoner.",
            decided=Decided(outcome="approved"),
        ),
    ),
    Meeting(
        organization="intraservicenamnden",
        date=date(2015, 12, 15),
        items=(
            Item(
                number="1",
                number_known=False,
                title="Handlingsplan för e-samhälle 2017",
                case="0435/15",
                paragraph=136,
                outcome="Nämnden tillstyrkte förslaget och justerade paragrafen genast.",
                decided=Decided(outcome="approved"),
                forwarded_to="ks",
            ),
        ),
    ),
    _board(
        date(2016, 10, 19),
        Item(
            number="2.2.2",
            title="Göteborgs Stads handlingsplan för e-samhälle 2017",
            case="1451/14",
            statements=(("M", "L", "KD"), ("SD",)),
        ),
    ),
)

_BOARD_2019_2020: tuple[Meeting, ...] = (
    _board(
        date(2019, 9, 11),
        Item(
            number="1",
            number_known=False,
            title="Ett Göteborgsförslag",
            outcome="Kommunstyrelsen beslutade bland annat om ett Göteborgsförslag.",
        ),
    ),
    Meeting(
        organization="kf",
        date=date(2019, 9, 12),
        place=COUNCIL_PLACE,
        note="Sammanträdet sändes. Uppgift saknas om vad som behandlades.",
    ),
    _board(
        date(2020, 1, 15),
        Item(
            number="1",
            number_known=False,
            title="Riktlinje för säkerhetsskydd",
            case="0606/18",
            outcome=AS_PROPOSED + TO_COUNCIL,
            decided=Decided(outcome="proposed"),
            forwarded_to="kf",
        ),
        Item(
            number="2",
            number_known=False,
            title="Anslutning till det nya borgmästaravtalet",
            case="0560/19",
        ),
    ),
    _board(
        date(2020, 2, 5),
        Item(
            number="1",
            number_known=False,
            title="Program för lokaler 2020–2026",
            case="1006/18",
            outcome=AS_PROPOSED + " Yrkandet från MP, V och S föll, 7–6." + TO_COUNCIL,
            decided=Decided(
                outcome="proposed",
                method="vote",
                sentence=(
                    "Kommunstyrelsen sa ja till stadsledningskontorets förslag. Yrkandet från "
                    "MP, V och S föll, 7–6."
                ),
            ),
            forwarded_to="kf",
            motions=(("MP", "V", "S"),),
            votes=(
                Vote(
                    about="Yrkandet från MP, V och S",
                    winning=7,
                    losing=6,
                    yes_means="avslag på yrkandet från MP, V och S",
                    no_means="bifall till yrkandet från MP, V och S",
                ),
            ),
            statements=(("M", "L", "C", "KD"),),
            notes=(("KD",),),
        ),
        Item(
            number="2",
            number_known=False,
            title="Principer för hyra i kulturens lokaler",
            case="1281/16",
        ),
    ),
    _board(
        date(2020, 3, 25),
        Item(
            number="1",
            number_known=False,
            title="Årsredovisning 2019",
            case="0263/19",
            outcome=AS_PROPOSED + TO_COUNCIL,
            decided=Decided(outcome="proposed"),
            forwarded_to="kf",
        ),
        Item(
            number="2",
            number_known=False,
            title="Avfallstaxa: fler fria besök på återvinningscentral",
            case="0380/20",
            outcome="Kommunstyrelsen sa ja till stadsledningskontorets förslag, 7–6." + TO_COUNCIL,
            decided=Decided(outcome="proposed", method="vote"),
            forwarded_to="kf",
            votes=(
                Vote(
                    about="Stadsledningskontorets förslag",
                    winning=7,
                    losing=6,
                    yes_means="bifall till stadsledningskontorets förslag",
                ),
            ),
            statements=(("SD",),),
            notes=(("KD",),),
        ),
        Item(
            number="3",
            number_known=False,
            title="Detaljplan för Olof Asplunds gata",
            case="0443/20",
        ),
    ),
)

_BOARD_2021_2024: tuple[Meeting, ...] = (
    _board(
        date(2021, 3, 31),
        Item(
            number="2.1.1",
            title="Årsredovisning 2020",
            case="0263/20",
            outcome=(
                "Kommunstyrelsen röstade om ärendet skulle avgöras samma dag, och det blev ja, "
                "10–3." + TO_COUNCIL
            ),
            decided=Decided(
                outcome="proposed",
                sentence="Kommunstyrelsen avgjorde ärendet samma dag, efter en votering, 10–3.",
            ),
            forwarded_to="kf",
            votes=(
                Vote(
                    about="Ska ärendet avgöras i dag?",
                    winning=10,
                    losing=3,
                    purpose="procedure",
                    yes_means="ärendet avgörs i dag",
                    no_means="ärendet avgörs en annan dag",
                ),
            ),
        ),
    ),
    _board(
        date(2021, 6, 16),
        Item(
            number="2.1.1",
            title="Göteborgs Hamn: samägt bolag för logistikfastigheter",
            case="0747/21",
            outcome="Kommunstyrelsen behandlade ärendet; en ledamot var jävig." + TO_COUNCIL,
            decided=Decided(outcome="proposed"),
            forwarded_to="kf",
            statements=(("D",),),
            not_taking_part=1,
        ),
        Item(
            number="2.1.5",
            title="Avgift för uthyrning av elsparkcyklar på offentlig plats",
            case="0756/21",
            outcome=AS_PROPOSED + TO_COUNCIL,
            decided=Decided(outcome="proposed"),
            forwarded_to="kf",
            statements=(("S",),),
        ),
    ),
    _board(
        date(2021, 9, 29),
        Item(number="2.1.2", title="Valdistrikt inför valen 2022", case="1070/21"),
    ),
    _board(
        date(2021, 10, 27),
        Item(
            number="2.1.10",
            title="Taxa för vatten och avlopp 2022",
            case="0882/21",
            motions=(("KD",),),
            statements=(("M", "L", "C", "D"),),
        ),
    ),
    _board(
        date(2024, 6, 12),
        Item(
            number="4",
            title="Policy om dofter",
            case="SLK-2023-01047",
            motions=(("V", "S", "MP"),),
        ),
    ),
)

MEETINGS: tuple[Meeting, ...] = (*_E_SOCIETY, *_BOARD_2019_2020, *_BOARD_2021_2024, *INVENTED)


def meeting(key: str) -> Meeting:
    """The held meeting with that key ("ks/2016-10-19"); KeyError when the demo has none."""
    for one in MEETINGS:
        if one.key == key:
            return one
    raise KeyError(key)
