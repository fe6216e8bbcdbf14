"""The six papers of item 2.2.2 of the executive board's meeting on 2016-10-19, in the order
in which they lay: two statements, the officers' report, and its appendices 1 and 2.
Appendix 2, the committee's statement, is two papers: the extract and the report it sends along.
Appendix 3 is named in the report and was never in the bundle.
"""

from datetime import date

from meetings.demo.papers.heads import minutes_extract, official_report, party_paper
from meetings.demo.papers.paper import Bundle, Paper

MEETING = "ks/2016-10-19"
ITEM = "2.2.2"

STATEMENT_WIFI = party_paper(
    "2016-10-19-yttrande-m-l-kd",
    number="1451/14",
    parties=("M", "L", "KD"),
    title="Yttrande om fritt wifi i handlingsplanen för e-samhälle 2017",
    meeting=MEETING,
    item=ITEM,
)

STATEMENT_SYSTEMS = party_paper(
    "2016-10-19-yttrande-sd",
    number="1451/14",
    parties=("SD",),
    title="Yttrande om handlingar i fyra parallella system",
    meeting=MEETING,
    item=ITEM,
)

REPORT = official_report(
    "2016-09-05-tjansteutlatande-1451-14",
    number="1451/14",
    title="Göteborgs Stads handlingsplan för e-samhälle 2017",
    writer="slk",
    unit=("Stadsledningskontoret", "Kommunikationsavdelningen"),
    officer="Ingrid Demo-Sund",
    issued=date(2016, 9, 5),
    meeting=MEETING,
    item=ITEM,
)

PLAN = Paper(
    key="2016-06-28-handlingsplan-2017",
    kind="plan",
    title="Handlingsplan för e-samhälle 2017",
    organization="slk",
    date=date(2015, 11, 24),
    version="1.0",
    version_date=date(2016, 6, 28),
    appendix=1,
    meeting=MEETING,
    item=ITEM,
    own_reference="1451/14",
    references=("1451/14",),
    head=("Bilaga 1", "Plan", "Utfärdat 2015-11-24", "Diarienummer 1451/14"),
    sender=("Göteborgs Stad", "Stadsledningskontoret", "Kommunikationsavdelningen"),
    running="Göteborgs Stad Stadsledningskontoret, handlingsplan för e-samhälle 2017",
)

EXTRACT = minutes_extract(
    "2015-12-15-protokollsutdrag-0435-15",
    number="0435/15",
    title="Handlingsplan för e-samhälle 2017",
    meeting="intraservicenamnden/2015-12-15",
    item="1",
    paragraph=136,
)

INTRASERVICE_REPORT = official_report(
    "2015-12-01-tjansteutlatande-0435-15",
    number="0435/15",
    title="Yttrande över Göteborgs Stads handlingsplan för e-samhälle 2017",
    writer="intraservice",
    unit=("Förvaltningen Intraservice",),
    officer="Bertil Demo-Löfgren",
    issued=date(2015, 12, 1),
    meeting="intraservicenamnden/2015-12-15",
    item="1",
    cites=("1451/14",),
)

BUNDLE_2016 = Bundle(
    key="ks-2016-10-19-2.2.2",
    title="Handlingar till kommunstyrelsen 2016-10-19, ärende 2.2.2",
    meeting=MEETING,
    item=ITEM,
    papers=(STATEMENT_WIFI, STATEMENT_SYSTEMS, REPORT, PLAN, EXTRACT, INTRASERVICE_REPORT),
    missing=("Bilaga 3: Protokoll från central samverkansgrupp 2016-08-18",),
)
