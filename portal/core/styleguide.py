"""The style guide's data: every component with something true to life in it, all invented."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from django import forms

from portal.core.line import Line, Stop, StopState
from portal.core.tally import ANSWER_WORDS, Answer, PartyRow, tally

_LONG_TITLE: Final = (
    "Yttrande över remiss från stadsledningskontoret om stadsutvecklingsförvaltningens "
    "handlingsplan för tillgänglighetsanpassning av spårvagnshållplatser 2025–2031"
)
_RECORD: Final = {
    "record_id": "0b6f4b0e-6a55-4c36-9a7e-54a4f4d3c001",
    "version": 2,
    "sha256": "9f2b1c7de04a6b35f8812c90ad5e47b3611f0c9d2ea7485bd3906fe1c47a8b52",
}


def _stop(day: tuple[int, int, int], organization: str, title: str, **more: object) -> Stop:
    state = StopState(more.pop("state", StopState.PASSED))
    return Stop(title, state, date=date(*day), organization=organization, **more)  # type: ignore[arg-type]


SHORT_LINE: Final = Line(
    "Ärendets väg",
    (
        _stop((2016, 9, 5), "Stadsledningskontoret", "Tjänsteutlåtande klart", url="#stopp"),
        _stop((2016, 10, 19), "Kommunstyrelsen", "Ska beslutas, punkt 2.2.2", url="#stopp",
              state=StopState.PRESENT, detail="Yttranden från (M)(L)(KD) och (SD) är inlämnade."),
        Stop("Återrapport", StopState.FUTURE, organization="Kommunstyrelsen"),
    ),
    continues=True,
)
BRANCH_LINE: Final = Line(
    "Ärendets väg, med remiss",
    (
        _stop((2014, 1, 22), "Kommunstyrelsen", "Uppdrag att ta fram program och planer",
              detail="Stadsledningskontoret får uppdraget.", url="#stopp"),
        _stop((2014, 9, 4), "Kommunfullmäktige", "Programmet antas, gäller till 2020", url="#stopp"),
        _stop((2015, 11, 10), "Stadsledningskontoret", "Handlingsplan version 0.1", url="#stopp"),
        _stop((2015, 12, 1), "Intraservice", "Rapport till nämnden", track=1, url="#stopp"),
        _stop((2015, 12, 15), "Nämnden för intraservice", "Tillstyrker förslaget, § 136",
              track=1, url="#stopp"),
        _stop((2016, 3, 16), "Kommunstyrelsen", "Sammanträdet ställdes in", track=0,
              state=StopState.CANCELLED),
        _stop((2016, 9, 5), "Stadsledningskontoret", _LONG_TITLE, url="#stopp"),
        _stop((2016, 10, 19), "Kommunstyrelsen", "Beslutar i dag, punkt 2.2.2", url="#stopp",
              state=StopState.PRESENT, detail="Sammanträdet börjar kl. 13.00 och sänds."),
        _stop((2016, 11, 24), "Kommunfullmäktige", "Beslutar", state=StopState.FUTURE),
        _stop((2017, 12, 31), "Stadsledningskontoret", "Återrapport", state=StopState.FUTURE),
    ),
)
PROPOSAL_LINE: Final = Line(
    "Förslagets väg",
    (
        _stop((2024, 2, 1), "", "Inlämnat"),
        _stop((2024, 2, 4), "", "Publicerat"),
        _stop((2024, 3, 28), "", "200 röster"),
        _stop((2024, 5, 14), "Stadsmiljönämnden", "Hos nämnden", state=StopState.PRESENT),
        Stop("Beslut", StopState.FUTURE, detail="Senast 14 november."),
        Stop("Genomfört", StopState.FUTURE),
    ),
)
DONE_LINE: Final = Line(
    "Avslutat ärende",
    (
        _stop((2020, 1, 15), "Kommunstyrelsen", "Bordlagt"),
        _stop((2020, 2, 5), "Kommunstyrelsen", "Tillstyrkt, 7–6"),
        _stop((2020, 2, 20), "Kommunfullmäktige", "Antaget"),
    ),
)
_ITEMS: Final = (
    "Sammanträdets öppnande", "Val av justerare", "Fastställande av dagordning",
    "Information från stadsdirektören", "Årsredovisning", "Riktlinje för skyddssäkerhet",
    "Lokalförsörjningsprogram", "Kulturhyror", "Avfallstaxa", "Detaljplan för Olof Asplunds gata",
    "Anslutning till borgmästaravtal", "Avgift för uthyrning av elsparkcyklar på offentlig plats",
    "Handlingsplan för e-samhället 2017", "Valdistrikt", "Taxa för vatten och avlopp",
    "Doftpolicy", "Svar på motion om trädplantering", "Svar på motion om cykelparkering",
    "Göteborgsförslag om bänkar längs Säveån", "Samverkan med regionen", "Delegationsbeslut",
    "Anmälningsärenden", "Kurser och konferenser", "Övriga frågor", "Sammanträdets avslutande",
)
AGENDA_LINE: Final = Line(
    "Sammanträdet just nu",
    tuple(
        Stop(
            title,
            StopState.PASSED if at < 12 else StopState.PRESENT if at == 12 else StopState.FUTURE,
            mark=f"{at // 10 + 1}.{at % 10 + 1}",
            url="#stopp",
        )
        for at, title in enumerate(_ITEMS)
    ),
)


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


def styleguide_context() -> dict[str, object]:
    """Everything templates/styleguide.html shows."""
    return {
        "lines": [BRANCH_LINE, SHORT_LINE, DONE_LINE],
        "proposal_line": PROPOSAL_LINE,
        "agenda_line": AGENDA_LINE,
        "strips": [BRANCH_LINE, PROPOSAL_LINE, AGENDA_LINE, DONE_LINE],
        "crumbs": [{"text": "Ärenden", "url": "#"}, {"text": "1451/14", "url": "#"}],
        "facts": _facts(),
        "items": _items(),
        "documents": _documents(),
        "meetings": _meetings(),
        "board": _board(),
        "decisions": _decisions(),
        "proposals": _proposals(),
        "tallies": _tallies(),
        "party_heads": [ANSWER_WORDS[answer] for answer in list(Answer)[:4]],
        "parties": _parties(),
        "diary": _diary(),
        "tombstone": _tombstone(),
        "record": _record(),
        "statuses": ["planned", "called", "ongoing", "paused", "finished", "cancelled", "moved",
                     "decided", "postponed", "referred", "corrected", "withdrawn", "secret",
                     "draft", "collecting", "answered"],
        "pages": _pages(),
        "form": CommentForm({"name": "", "email": "astrid@", "text": "Bra, men när?"}),
    }


def _facts() -> list[dict[str, object]]:
    return [
        {"label": "Diarienummer", "entries": [_Entry("1451/14", "#"),
                                              _Entry("0435/15", "#", note="intraservice")]},
        {"label": "Organ", "entries": [_Entry("Kommunstyrelsen", "#")]},
        {"label": "Datum", "entries": [_Entry("19 oktober 2016", datetime="2016-10-19")]},
        {"label": "Beslutas", "entries": [_Entry("Onsdag 19 oktober 2016, kl. 13.00",
                                                 datetime="2016-10-19T13:00")]},
        {"label": "Handläggare", "entries": []},
        {"label": "Kontakt", "entries": [_Entry("registrator@exempel.se", "mailto:r@exempel.se")]},
    ]


def _items() -> list[dict[str, object]]:
    return [
        {"number": "2", "title": "Beslutsärenden", "is_heading": True},
        {**_RECORD, "number": "2.2.2", "title": "Handlingsplan för e-samhället 2017", "url": "#",
         "case_number": "1451/14", "case_url": "#", "paper_count": 6, "is_current": True},
        {**_RECORD, "number": "2.9", "title": "Lokalförsörjningsprogram 2020–2026", "url": "#",
         "case_number": "1006/18", "case_url": "#", "paper_count": 9, "status": "decided",
         "outcome": "Bifall till stadsledningskontorets förslag, 7–6. Vidare till fullmäktige."},
        {**_RECORD, "number": "2.10", "title": _LONG_TITLE, "url": "#", "case_number":
         "SLK-2023-01047", "case_url": "#", "paper_count": 1, "status": "postponed"},
        {**_RECORD, "number": "2.11", "title": "Val av ombud", "url": "#", "status": "withdrawn",
         "reason": "Punkten hörde till ett annat sammanträde."},
    ]


def _documents() -> list[dict[str, object]]:
    file = {"url": "#", "name": "yttrande.pdf", "size": 214_560, "pages": 2}
    return [
        {**_RECORD, "version": 1, "kind": "Yttrande", "parties": ["M", "L", "KD"], "url": "#",
         "title": "Yttrande om gratis wifi", "date": date(2016, 10, 19), "file": file},
        {**_RECORD, "kind": "Tjänsteutlåtande", "organization": "Stadsledningskontoret",
         "title": _LONG_TITLE, "url": "#", "date": date(2016, 9, 5), "number": "1451/14",
         "status": "corrected", "reason": "Fel bilaga var fogad till version 1.",
         "file": {**file, "size": 18_400_000, "pages": 143}},
        {**_RECORD, "kind": "Bilaga 3", "title": "Protokoll från central samverkansgrupp",
         "url": "#", "date": date(2016, 8, 18), "status": "withdrawn",
         "reason": "Innehöll en personuppgift. Ny version kommer."},
    ]


def _meetings() -> list[dict[str, object]]:
    return [
        {**_RECORD, "organization": "Kommunstyrelsen", "url": "#", "date": date(2016, 10, 19),
         "start": "13.00", "place": "Rådhuset, sal 3", "status": "called", "item_count": 42,
         "paper_count": 180},
        {**_RECORD, "organization": "Nämnden för intraservice", "url": "#", "status": "moved",
         "date": date(2016, 10, 25), "note": "Flyttat till 1 november kl. 9.00."},
        {**_RECORD, "organization": "Kommunfullmäktige", "url": "#", "date": date(2016, 9, 29),
         "start": "16.00", "status": "finished", "item_count": 31, "video_url": "#"},
        {**_RECORD, "organization": "Park- och naturnämnden", "url": "#", "status": "cancelled",
         "date": date(2016, 9, 26), "note": "För få ärenden."},
    ]


def _board() -> dict[str, object]:
    return {
        "title": "Kommunstyrelsen", "url": "#", "status": "ongoing", "datetime": "2016-10-19T13:00",
        "when": "i dag sedan kl. 13.00", "place": "Rådhuset, sal 3", "video_url": "#",
        "now": {"number": "2.2.2", "title": "Handlingsplan för e-samhället 2017", "url": "#"},
        "rows": [
            {"mark": "2.2.3", "title": "Principer för kulturhyror", "url": "#"},
            {"mark": "2.9", "title": "Lokalförsörjningsprogram 2020–2026", "url": "#"},
            {"mark": "2.10", "title": _LONG_TITLE, "url": "#"},
        ],
    }


def _decisions() -> list[dict[str, object]]:
    return [
        {**_RECORD, "sentence": "Hushållen får tolv fria besök på återvinningscentralerna, i stället"
         " för sex.", "url": "#", "organization": "Kommunstyrelsen", "date": date(2020, 3, 25),
         "votes": "7–6", "case_number": "0380/20", "case_url": "#"},
        {**_RECORD, "sentence": "Staden ansluter sig till det nya borgmästaravtalet.", "url": "#",
         "organization": "Kommunstyrelsen", "date": date(2020, 1, 15), "method": "Enhälligt",
         "case_number": "0560/19", "case_url": "#"},
    ]


def _proposals() -> list[dict[str, object]]:
    return [
        {"title": "Bänkar längs Säveån", "url": "#", "votes": 142, "threshold": 200,
         "share": "71%", "status": "collecting", "last_day": date(2024, 4, 30)},
        {"title": "Belysning på gångvägen mellan Hammarkullen och Hjällbo", "url": "#",
         "votes": 1410, "threshold": 200, "share": "100%", "status": "answered",
         "note": "Nämnden sa ja."},
    ]


def _tallies() -> list[dict[str, object]]:
    caption = "Ja: stadsledningskontorets förslag. Nej: återremiss enligt yrkande från MP, V och S."
    return [
        {"caption": caption, "tally": tally(yes=7, no=6, winner=Answer.YES)},
        {"caption": "Fullmäktige, rösträkning. Ja: antas. Nej: avslås.",
         "tally": tally(yes=38, no=31, abstain=4, absent=6, conflict=2, winner=Answer.YES)},
    ]


def _parties() -> list[PartyRow]:
    rows = (("Demokratiska listan", 3, 0, 0, 1), ("Grönskapartiet", 0, 4, 0, 0),
            ("Hamnpartiet", 4, 0, 0, 0), ("Öpartiet", 0, 2, 1, 0))
    return [PartyRow(party, tuple(counts)) for party, *counts in rows]


def _diary() -> list[dict[str, object]]:
    return [
        {**_RECORD, "number": "1451/14", "url": "#", "date": date(2016, 9, 5), "direction":
         "Upprättad", "counterpart": "", "matter": "Tjänsteutlåtande om handlingsplan 2017"},
        {**_RECORD, "number": "0435/15", "url": "#", "date": date(2016, 8, 24), "direction":
         "Inkommen", "counterpart": "Nämnden för intraservice", "matter": _LONG_TITLE},
        {**_RECORD, "number": "1460/16", "date": date(2016, 8, 23), "secret": True},
        {**_RECORD, "number": "N137-0095/11", "url": "#", "date": date(2016, 8, 22), "direction":
         "Utgående", "counterpart": "Boende i Majorna", "matter": "Svar på fråga",
         "status": "withdrawn", "reason": "Fel mottagare."},
    ]


def _tombstone() -> dict[str, object]:
    return {
        "title": "Bilaga 3, protokoll från central samverkansgrupp", "verb": "withdrawn",
        "reason": "Bilagan innehöll en personuppgift. En ny version publiceras i veckan.",
        "ground": "Dataskyddsförordningen art. 6", "version": 3, "history_url": "#",
        "date": datetime(2016, 10, 20, 9, 14, tzinfo=UTC), "contact": "registrator@exempel.se",
    }


def _record() -> dict[str, object]:
    return {
        **_RECORD, "recorded_at": datetime(2016, 10, 14, 8, 2, tzinfo=UTC), "proof_url": "#",
        "history_url": "#", "cite_id": "citera", "address": "https://exempel.se/arenden/1451-14/",
    }


def _pages() -> list[dict[str, object]]:
    text = (
        "Kommunstyrelsen föreslås anta handlingsplanen för 2017. Planen samlar åtgärder för fyra "
        "miljoner kronor och ett försök med gratis wifi för 0,85 miljoner kronor."
    )
    return [
        {"number": 1, "anchor": "sida-1", "image_url": "/static/img/page.svg",
         "image_width": 595, "image_height": 842, "paragraphs": [text, text]},
        {"number": 2, "anchor": "sida-2", "image_url": "/static/img/page.svg",
         "image_width": 595, "image_height": 842, "paragraphs": []},
    ]
