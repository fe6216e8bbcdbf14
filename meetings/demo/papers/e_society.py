"""Papers of the way to the e-society before the plan for 2017 (case 1198/13)."""

from datetime import date

from meetings.demo.papers.heads import minutes_extract
from meetings.demo.papers.paper import Paper

ASSIGNMENT = minutes_extract(
    "2014-01-22-uppdrag-e-samhalle",
    number="1198/13",
    title="Uppdrag om program och planer för e-samhälle",
    meeting="ks/2014-01-22",
    item="1",
    paragraph=42,
)

PROGRAMME = Paper(
    key="2014-06-11-program-e-samhalle",
    kind="plan",
    title="Göteborgs Stads program för e-samhälle",
    organization="slk",
    date=date(2014, 6, 11),
    meeting="ks/2014-06-11",
    item="1",
    own_reference="1198/13",
    references=("1198/13",),
    head=("Program", "Beslutat 2014-06-11", "Diarienummer 1198/13"),
    sender=("Göteborgs Stad", "Stadsledningskontoret"),
    running="Göteborgs Stad Stadsledningskontoret, program",
)

COUNCIL_DECISION = minutes_extract(
    "2014-09-04-kf-program-e-samhalle",
    number="1198/13",
    title="Göteborgs Stads program för e-samhälle",
    meeting="kf/2014-09-04",
    item="1",
)

ACTION_PLAN_2015 = Paper(
    key="2015-03-04-handlingsplan-2015-2016",
    kind="plan",
    title="Handlingsplan för e-samhälle 2015–2016",
    organization="slk",
    date=date(2015, 3, 4),
    meeting="ks/2015-03-04",
    item="1",
    references=("1198/13",),
    head=("Plan", "Beslutad 2015-03-04", "Ärendenummer: uppgift saknas, hör till 1198/13"),
    sender=("Göteborgs Stad", "Stadsledningskontoret"),
    running="Göteborgs Stad Stadsledningskontoret, plan",
)

BUDGET_2015 = minutes_extract(
    "2015-04-01-kompletteringsbudget",
    number="1198/13",
    number_known=False,
    title="Kompletteringsbudget: medel till e-samhälle",
    meeting="ks/2015-04-01",
    item="1",
)

E_SOCIETY_PAPERS: tuple[Paper, ...] = (
    ASSIGNMENT,
    PROGRAMME,
    COUNCIL_DECISION,
    ACTION_PLAN_2015,
    BUDGET_2015,
)
