"""What looks like the head of a paper and is none starts no paper; what is one does."""

import pytest

from meetings.intake import DocumentKind, read_bundle

REPORT = """Ekeby kommun
Tjänsteskrivelse
Datum 2019-02-04
Dnr KS 2019/73

Förslag till biblioteksplan

Sammanfattning
Planen har varit på remiss hos nämnderna och har fått stöd av de flesta.
"""

NO_HEADS = {
    "a section of the report": "Yttrande\nFörvaltningen anser att alla synpunkter är hanterade.",
    "a list of evidence": """Beslutsunderlag
Tjänsteskrivelse 2019-02-04, KS 2019/73
Protokollsutdrag 2019-01-15 § 4""",
    "an attachment list": """Bilagor
1. Protokollsutdrag från socialnämnden 2019-01-15
2. Yttrande (S)""",
    "marks in a row": "Bilaga 1: Tjänsteskrivelse\nBilaga 2: Protokollsutdrag\nBilaga 3: Yttrande",
    "a cited report": "Som sägs i Tjänsteutlåtande daterat 2018-10-01, dnr 0435/15, är läget gott.",
    "a wrapped sentence": """Under hösten lämnades en handling som heter
Motion om bussar och som nu behandlas.""",
    "a table of contents": """Innehåll
Yttrande från nämnder ............ 3
Protokoll .................... 4""",
    "a table of versions": """Versionshantering
2015-11-10 0.1 Plan skapas
2015-11-24 0.2 Yttrande inarbetat""",
    "a running foot": "Ekeby kommun, kommunledningskontoret, tjänsteskrivelse 2(4)",
    "a dispatch list": "Beslutet skickas till\nKommunstyrelsen\nProtokoll och kallelser",
}


@pytest.mark.parametrize("text", NO_HEADS.values(), ids=NO_HEADS.keys())
@pytest.mark.parametrize("glue", ["\n", "\f"], ids=["same page", "next page"])
def test_mention_starts_no_paper(text: str, glue: str) -> None:
    documents = read_bundle([f"{REPORT}{glue}{text}\n"]).documents
    assert [document.kind for document in documents] == [DocumentKind.OFFICIAL_REPORT]


@pytest.mark.parametrize("header", ["Tjänsteskrivelse\nDnr KS 2019/73", "Tjänsteskrivelse 2 (2)"])
def test_header_repeated_on_the_next_page_starts_no_paper(header: str) -> None:
    pages = [REPORT, f"Ekeby kommun\n{header}\n\nÄrendet\nBiblioteken är till för alla i kommunen."]
    documents = read_bundle(pages).documents
    assert [document.pages for document in documents] == [(1, 2)]


KIND = DocumentKind
HEADS = {
    "Yttrande (SD)\nKommunstyrelsen 2019-03-05\nÄrende 8\n\nBiblioteksplan": KIND.STATEMENT,
    "RESERVATION\n(M) och (KD)\n2019-03-05\n\nBiblioteksplan": KIND.STATEMENT,
    "Yrkande S, V\nKommunstyrelsen 2019-03-05\n\nBiblioteksplan": KIND.MOTION,
    "Protokollsutdrag\nSocialnämnden 2019-01-15\n§ 4\n\nBiblioteksplan": KIND.MINUTES_EXTRACT,
    "Remissvar\nSocialnämnden\n2019-01-15\nDnr SN 2019/4\n\nPlan": KIND.CONSULTATION_RESPONSE,
    "Bilaga 1\n\nBiblioteksplan för Ekeby": KIND.PLAN,
    "Bilaga 2\n\nKarta över filialer": KIND.APPENDIX,
    "KALLELSE\nSocialnämnden\nDatum 2019-01-08\nTid och plats": KIND.SUMMONS,
    "Skrivelse\nTill kommunstyrelsen i Ekeby\n2019-01-08\n\nOm biblioteket": KIND.LETTER,
    "Tjänsteutlåtande\nUtfärdat 2019-01-08\nDiarienummer 0435/18": KIND.OFFICIAL_REPORT,
}


@pytest.mark.parametrize(("head", "kind"), HEADS.items(), ids=[h.split("\n")[0] for h in HEADS])
def test_head_on_a_new_page_starts_a_paper_of_its_kind(head: str, kind: DocumentKind) -> None:
    documents = read_bundle([REPORT, head]).documents
    assert [document.kind for document in documents] == [DocumentKind.OFFICIAL_REPORT, kind]


def test_two_papers_of_one_kind_are_told_apart_by_their_parties() -> None:
    head = "Yttrande ({})\nKommunstyrelsen 2019-03-05\nÄrende 8\n\nBiblioteksplan\n"
    documents = read_bundle([head.format("S"), head.format("M")]).documents
    assert [document.parties for document in documents] == [("S",), ("M",)]


def test_page_counts_tell_papers_without_heads_apart() -> None:
    text = "Policy för skyltar\n{} (2)\nKommunen ska ha fina skyltar som alla kan läsa på håll."
    pages = [text.format(1), text.format(2), text.format(1), text.format(2)]
    assert [document.pages for document in read_bundle(pages).documents] == [(1, 2), (3, 4)]
