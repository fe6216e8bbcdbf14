"""The style guide's single pieces: facts, a vote, a tombstone, a form, the pages of a paper."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django import forms

from portal.core.styleguide.sample import LONG_TITLE, RECORD
from portal.core.tally import Answer, PartyRow, tally


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    url: str = ""
    datetime: str = ""
    note: str = ""


class CommentForm(forms.Form):
    """A form with every kind of field, refused, so that its errors show."""

    name = forms.CharField(label="Ditt namn", help_text="Visas bredvid din kommentar.")
    email = forms.EmailField(label="E-post", help_text="Visas aldrig.")
    organization = forms.ChoiceField(
        label="Nämnd", choices=[("ks", "Kommunstyrelsen"), ("mks", "Miljö- och klimatnämnden")]
    )
    text = forms.CharField(label="Kommentar", widget=forms.Textarea, required=False)
    rules = forms.BooleanField(label="Jag har läst reglerna")


def facts() -> list[dict[str, object]]:
    return [
        {
            "label": "Diarienummer",
            "entries": [_Entry("1451/14", "#"), _Entry("0435/15", "#", note="intraservice")],
        },
        {"label": "Organ", "entries": [_Entry("Kommunstyrelsen", "#")]},
        {"label": "Datum", "entries": [_Entry("19 oktober 2016", datetime="2016-10-19")]},
        {
            "label": "Beslutas",
            "entries": [_Entry("Onsdag 19 oktober 2016, kl. 13.00", datetime="2016-10-19T13:00")],
        },
        {"label": "Handläggare", "entries": []},
        {"label": "Kontakt", "entries": [_Entry("registrator@exempel.se", "mailto:r@exempel.se")]},
    ]


def board() -> dict[str, object]:
    return {
        "title": "Kommunstyrelsen",
        "url": "#",
        "status": "ongoing",
        "datetime": "2016-10-19T13:00",
        "when": "i dag sedan kl. 13.00",
        "place": "Rådhuset, sal 3",
        "video_url": "#",
        "now": {"number": "2.2.2", "title": "Handlingsplan för e-samhället 2017", "url": "#"},
        "rows": [
            {"mark": "2.2.3", "title": "Principer för kulturhyror", "url": "#"},
            {"mark": "2.9", "title": "Lokalförsörjningsprogram 2020–2026", "url": "#"},
            {"mark": "2.10", "title": LONG_TITLE, "url": "#"},
        ],
    }


def tallies() -> list[dict[str, object]]:
    caption = "Ja: stadsledningskontorets förslag. Nej: återremiss enligt yrkande från MP, V och S."
    return [
        {"caption": caption, "tally": tally(yes=7, no=6, winner=Answer.YES)},
        {
            "caption": "Fullmäktige, rösträkning. Ja: antas. Nej: avslås.",
            "tally": tally(yes=38, no=31, abstain=4, absent=6, conflict=2, winner=Answer.YES),
        },
    ]


def parties() -> list[PartyRow]:
    rows = (
        ("Demokratiska listan", 3, 0, 0, 1),
        ("Grönskapartiet", 0, 4, 0, 0),
        ("Hamnpartiet", 4, 0, 0, 0),
        ("Öpartiet", 0, 2, 1, 0),
    )
    return [PartyRow(party, tuple(counts)) for party, *counts in rows]


def tombstone() -> dict[str, object]:
    return {
        "title": "Bilaga 3, protokoll från central samverkansgrupp",
        "verb": "withdrawn",
        "reason": "Bilagan innehöll en personuppgift. En ny version publiceras i veckan.",
        "ground": "Dataskyddsförordningen art. 6",
        "version": 3,
        "history_url": "#",
        "date": datetime(2016, 10, 20, 9, 14, tzinfo=UTC),
        "contact": "registrator@exempel.se",
    }


def record() -> dict[str, object]:
    return {
        **RECORD,
        "recorded_at": datetime(2016, 10, 14, 8, 2, tzinfo=UTC),
        "proof_url": "#",
        "history_url": "#",
        "cite_id": "citera",
        "address": "https://exempel.se/arenden/1451-14/",
    }


def pages() -> list[dict[str, object]]:
    text = (
        "Kommunstyrelsen föreslås anta handlingsplanen för 2017. Planen samlar åtgärder för fyra "
        "miljoner kronor och ett försök med gratis wifi för 0,85 miljoner kronor."
    )
    return [
        {
            "number": 1,
            "anchor": "sida-1",
            "image_url": "/static/img/page.svg",
            "image_width": 595,
            "image_height": 842,
            "paragraphs": [text, text],
        },
        {
            "number": 2,
            "anchor": "sida-2",
            "image_url": "/static/img/page.svg",
            "image_width": 595,
            "image_height": 842,
            "paragraphs": [],
        },
    ]
