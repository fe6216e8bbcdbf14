"""The style guide's rows: what stands in lists."""

from datetime import date

from portal.core.styleguide.sample import LONG_TITLE, RECORD


def items() -> list[dict[str, object]]:
    return [
        {"number": "2", "title": "Beslutsärenden", "is_heading": True},
        {
            **RECORD,
            "number": "2.2.2",
            "title": "Handlingsplan för e-samhället 2017",
            "url": "#",
            "case_number": "1451/14",
            "case_url": "#",
            "paper_count": 6,
            "is_current": True,
        },
        {
            **RECORD,
            "number": "2.9",
            "title": "Lokalförsörjningsprogram 2020–2026",
            "url": "#",
            "case_number": "1006/18",
            "case_url": "#",
            "paper_count": 9,
            "status": "decided",
            "outcome": "Bifall till stadsledningskontorets förslag, 7–6. Vidare till fullmäktige.",
        },
        {
            **RECORD,
            "number": "2.10",
            "title": LONG_TITLE,
            "url": "#",
            "case_number": "SLK-2023-01047",
            "case_url": "#",
            "paper_count": 1,
            "status": "postponed",
        },
        {
            **RECORD,
            "number": "2.11",
            "title": "Val av ombud",
            "url": "#",
            "status": "withdrawn",
            "reason": "Punkten hörde till ett annat sammanträde.",
        },
    ]


def documents() -> list[dict[str, object]]:
    file = {"url": "#", "name": "yttrande.pdf", "size": 214_560, "pages": 2}
    return [
        {
            **RECORD,
            "version": 1,
            "kind": "Yttrande",
            "parties": ["M", "L", "KD"],
            "url": "#",
            "title": "Yttrande om gratis wifi",
            "date": date(2016, 10, 19),
            "file": file,
        },
        {
            **RECORD,
            "kind": "Tjänsteutlåtande",
            "organization": "Stadsledningskontoret",
            "title": LONG_TITLE,
            "url": "#",
            "date": date(2016, 9, 5),
            "number": "1451/14",
            "status": "corrected",
            "reason": "Fel bilaga var fogad till version 1.",
            "file": {**file, "size": 18_400_000, "pages": 143},
        },
        {
            **RECORD,
            "kind": "Bilaga 3",
            "title": "Protokoll från central samverkansgrupp",
            "url": "#",
            "date": date(2016, 8, 18),
            "status": "withdrawn",
            "reason": "Innehöll en personuppgift. Ny version kommer.",
        },
    ]


def meetings() -> list[dict[str, object]]:
    return [
        {
            **RECORD,
            "organization": "Kommunstyrelsen",
            "url": "#",
            "date": date(2016, 10, 19),
            "start": "13.00",
            "place": "Rådhuset, sal 3",
            "status": "called",
            "item_count": 42,
            "paper_count": 180,
        },
        {
            **RECORD,
            "organization": "Nämnden för intraservice",
            "url": "#",
            "status": "moved",
            "date": date(2016, 10, 25),
            "note": "Flyttat till 1 november kl. 9.00.",
        },
        {
            **RECORD,
            "organization": "Kommunfullmäktige",
            "url": "#",
            "date": date(2016, 9, 29),
            "start": "16.00",
            "status": "finished",
            "item_count": 31,
            "video_url": "#",
        },
        {
            **RECORD,
            "organization": "Park- och naturnämnden",
            "url": "#",
            "status": "cancelled",
            "date": date(2016, 9, 26),
            "note": "För få ärenden.",
        },
    ]


def decisions() -> list[dict[str, object]]:
    return [
        {
            **RECORD,
            "sentence": "Hushållen får tolv fria besök på återvinningscentralerna, i stället"
            " för sex.",
            "url": "#",
            "organization": "Kommunstyrelsen",
            "date": date(2020, 3, 25),
            "votes": "7–6",
            "case_number": "0380/20",
            "case_url": "#",
        },
        {
            **RECORD,
            "sentence": "Staden ansluter sig till det nya borgmästaravtalet.",
            "url": "#",
            "organization": "Kommunstyrelsen",
            "date": date(2020, 1, 15),
            "method": "Enhälligt",
            "case_number": "0560/19",
            "case_url": "#",
        },
    ]


def proposals() -> list[dict[str, object]]:
    return [
        {
            "title": "Bänkar längs Säveån",
            "url": "#",
            "votes": 142,
            "threshold": 200,
            "share": "71%",
            "with_votes": True,
            "status": "collecting",
            "last_day": date(2024, 4, 30),
        },
        {
            "title": "Belysning på gångvägen mellan Hammarkullen och Hjällbo",
            "url": "#",
            "votes": 1410,
            "threshold": 200,
            "share": "100%",
            "with_votes": True,
            "status": "answered",
            "note": "Nämnden sa ja.",
        },
    ]


def diary() -> list[dict[str, object]]:
    return [
        {
            **RECORD,
            "number": "1451/14",
            "url": "#",
            "date": date(2016, 9, 5),
            "direction": "Upprättad",
            "counterpart": "",
            "matter": "Tjänsteutlåtande om handlingsplan 2017",
        },
        {
            **RECORD,
            "number": "0435/15",
            "url": "#",
            "date": date(2016, 8, 24),
            "direction": "Inkommen",
            "counterpart": "Nämnden för intraservice",
            "matter": LONG_TITLE,
        },
        {**RECORD, "number": "1460/16", "date": date(2016, 8, 23), "secret": True},
        {
            **RECORD,
            "number": "N137-0095/11",
            "url": "#",
            "date": date(2016, 8, 22),
            "direction": "Utgående",
            "counterpart": "Boende i Majorna",
            "matter": "Svar på fråga",
            "status": "withdrawn",
            "reason": "Fel mottagare.",
        },
    ]
