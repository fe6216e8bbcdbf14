"""A bundle to try the drop with: another item of another meeting, wholly invented.

It is not loaded. The PDF lies ready in extra-bundle/ and is made again by `make_bundle`.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from meetings.demo.papers.heads import minutes_extract, official_report, party_paper
from meetings.demo.papers.paper import PAPERS_FOLDER, Bundle, Paper

MEETING = "ks/2016-11-09"
ITEM = "2.1.4"
_NOTICE = "Demonstrationsmaterial. Ärendet och allt innehåll är påhittat av Rådslag"

_MOTION = party_paper(
    "extra-yrkande-v-mp",
    number="0777/16",
    parties=("V", "MP"),
    title="Tilläggsyrkande om sökbara handlingar",
    meeting=MEETING,
    item=ITEM,
    motion=True,
)

_REPORT = official_report(
    "extra-tjansteutlatande-0777-16",
    number="0777/16",
    title="Ett sökbart diarium på webben",
    writer="slk",
    officer="Anja Demo-Rydell",
    issued=date(2016, 10, 10),
    meeting=MEETING,
    item=ITEM,
)

_APPENDIX = Paper(
    key="extra-bilaga-1-tidplan",
    kind="plan",
    title="Tidplan för ett sökbart diarium",
    organization="slk",
    date=date(2016, 10, 3),
    appendix=1,
    meeting=MEETING,
    item=ITEM,
    own_reference="0777/16",
    references=("0777/16",),
    head=("Bilaga 1", "Plan", "Utfärdat 2016-10-03", "Diarienummer 0777/16"),
    sender=("Göteborgs Stad", "Stadsledningskontoret"),
    running="Göteborgs Stad Stadsledningskontoret, tidplan",
)

_EXTRACT = minutes_extract(
    "extra-protokollsutdrag-0211-16",
    number="0211/16",
    title="Yttrande om ett sökbart diarium",
    meeting="intraservicenamnden/2016-09-20",
    item="",
    paragraph=112,
)

EXTRA_BUNDLE = Bundle(
    key="ks-2016-11-09-2.1.4",
    title="Handlingar till kommunstyrelsen 2016-11-09, ärende 2.1.4 (påhittat)",
    meeting=MEETING,
    item=ITEM,
    papers=tuple(
        replace(paper, notice=_NOTICE) for paper in (_MOTION, _REPORT, _APPENDIX, _EXTRACT)
    ),
    missing=("Bilaga 3: Kostnadsberäkning",),
    invented=True,
)

EXTRA_BUNDLE_FILE: Path = PAPERS_FOLDER / "extra-bundle" / EXTRA_BUNDLE.file_name
