"""The words that the rules know: a new habit of an authority is a new row here, not new code."""

import re
from dataclasses import dataclass
from itertools import chain

from .kinds import DocumentKind as Kind


@dataclass(frozen=True)
class Heading:
    """A word that can stand over a paper.

    `weight` is how much the bare word speaks for a new paper (it is also used in running text:
    "yttrande" often, "tjänsteutlåtande" as a heading mostly); `certainty` is how surely a paper
    under that heading is of this kind.
    """

    words: str
    kind: Kind
    weight: float
    certainty: float


def _rows(kind: Kind, weight: float, certainty: float, *words: str) -> list[Heading]:
    return [Heading(word, kind, weight, certainty) for word in words]


HEADINGS: tuple[Heading, ...] = tuple(
    chain(
        _rows(Kind.OFFICIAL_REPORT, 3, 0.95, "tjänsteutlåtande", "tjänsteskrivelse"),
        _rows(Kind.OFFICIAL_REPORT, 3, 0.9, "tjänstemannaskrivelse", "tjänstemannautlåtande"),
        _rows(Kind.OFFICIAL_REPORT, 2, 0.7, "kontorsutlåtande", "förvaltningsutlåtande"),
        _rows(Kind.OFFICIAL_REPORT, 1.5, 0.6, "utlåtande"),
        _rows(Kind.STATEMENT, 2, 0.9, "särskilt yttrande", "gemensamt yttrande"),
        _rows(Kind.STATEMENT, 2, 0.85, "protokollsanteckning", "röstförklaring"),
        _rows(Kind.STATEMENT, 1.5, 0.85, "yttrande", "reservation", "skriftlig reservation"),
        _rows(Kind.MOTION, 2.5, 0.95, "tilläggsyrkande", "ändringsyrkande", "avslagsyrkande"),
        _rows(Kind.MOTION, 2.5, 0.95, "återremissyrkande", "bordläggningsyrkande"),
        _rows(Kind.MOTION, 1.5, 0.9, "yrkande", "motion", "gemensamt yrkande"),
        _rows(Kind.MOTION, 1.5, 0.8, "motförslag", "alternativt förslag"),
        _rows(Kind.MINUTES_EXTRACT, 3, 0.97, "protokollsutdrag", "utdrag ur protokoll"),
        _rows(Kind.MINUTES_EXTRACT, 3, 0.97, "utdrag ur sammanträdesprotokoll"),
        _rows(Kind.MINUTES_EXTRACT, 2.5, 0.95, "utdrag ur protokollet", "utdrag från protokoll"),
        _rows(Kind.MINUTES, 2.5, 0.85, "sammanträdesprotokoll", "beslutsprotokoll"),
        _rows(Kind.MINUTES, 1.5, 0.75, "protokoll", "mötesprotokoll"),
        _rows(Kind.SUMMONS, 2.5, 0.95, "kallelse till sammanträde", "kallelse/föredragningslista"),
        _rows(Kind.SUMMONS, 2, 0.9, "kallelse", "föredragningslista"),
        _rows(Kind.SUMMONS, 2.5, 0.95, "kallelse och föredragningslista"),
        _rows(Kind.SUMMONS, 1.5, 0.8, "dagordning", "ärendelista"),
        _rows(Kind.CONSULTATION_RESPONSE, 2, 0.9, "remissvar", "remissyttrande"),
        _rows(Kind.CONSULTATION_RESPONSE, 2, 0.8, "svar på remiss", "yttrande över remiss"),
        _rows(Kind.DECISION_PAPER, 2, 0.85, "ordförandeförslag", "delegationsbeslut"),
        _rows(Kind.DECISION_PAPER, 2, 0.85, "beslutsförslag", "ordförandebeslut"),
        _rows(Kind.DECISION_PAPER, -1, 0.7, "beslutsunderlag"),
        _rows(Kind.LETTER, 1.5, 0.8, "skrivelse", "missiv", "medborgarförslag", "följebrev"),
        _rows(Kind.LETTER, 1, 0.5, "remiss", "ansökan", "begäran"),
        _rows(Kind.OTHER, 1.5, 0.6, "interpellation", "minnesanteckningar"),
        _rows(Kind.PLAN, 1, 0.75, "plan", "program", "strategi"),
    )
)

# A title whose first word ends so is a plan, whatever the city calls it.
PLAN_ENDINGS = ("plan", "planen", "program", "programmet", "strategi", "strategin")

# Labels of a head, on papers of every kind.
LABELS = (
    "Utfärdat", "Datum", "Diarienummer", "Diarienr", "Dnr", "Ärendenummer", "Ärendenr",
    "Vår beteckning", "Er beteckning", "Vår referens", "Er referens", "Vårt dnr", "Ert dnr",
    "Sammanträdesdatum", "Sammanträdesdag", "Handläggare", "Beteckning", "Referens",
    "Repronummer", "Dokumenttyp", "Mottagare", "Plats och tid", "Tid och plats", "Beslutande",
    "Telefon", "E-post", "Antagen", "Fastställd", "Gäller från", "Version", "Dokumentansvarig",
)  # fmt: skip

# Words that end a head: below them stands the paper's own text.
SECTIONS = (
    "Förslag till beslut", "Sammanfattning", "Ärendet", "Bakgrund", "Beslut",
    "Ärendebeskrivning", "Beskrivning av ärendet", "Inledning", "Yrkanden", "Beslutande",
    "Versionshantering", "Versionshistorik", "Innehållsförteckning", "Innehåll", "Ärenden",
    "Ekonomiska konsekvenser", "Bilagor", "Bilageförteckning", "Expedieras till", "Beslutsgång",
    "Beslutsunderlag", "Underlag för beslut", "Av ärendet framgår", "Närvarande", "Motivering",
    "Paragrafer", "Justerare", "Syfte", "Ändringsförteckning", "Dokumenthistorik",
    "Revisionshistorik", "Handlingar i ärendet", "Kommunstyrelsen föreslår",
)  # fmt: skip

# Lists whose entries are papers named, not papers present.
ATTACHMENT_LISTS = (
    "Bilagor", "Bilageförteckning", "Bilagda handlingar", "Bifogade handlingar",
    "Handlingar i ärendet", "Ärendets handlingar", "Bilaga", "Bilagor till tjänsteskrivelsen",
)  # fmt: skip
EVIDENCE_LISTS = ("Beslutsunderlag", "Underlag för beslut", "Underlag", "Handlingar")
CONTENT_LISTS = (
    "Innehållsförteckning", "Innehåll", "Ärendelista", "Föredragningslista", "Dagordning",
    "Ärenden", "Ärendeförteckning", "Beslutet skickas till", "Expedieras till",
    "Beslutet expedieras till", "Delges", "Kopia till", "Tidigare beslut", "Referenser",
    "Anmälningsärenden", "Meddelanden", "Delegationsbeslut",
)  # fmt: skip

VERSION_TABLES = (
    "versionshantering", "versionshistorik", "revisionshistorik", "dokumenthistorik",
    "ändringshistorik", "ändringsförteckning", "versionsförteckning", "revideringshistorik",
)  # fmt: skip

# Words after which a heading word is a reference to a paper elsewhere.
CITING_WORDS = frozenset({"daterad", "daterat", "från", "av", "upprättad", "upprättat", "enligt"})
# Words that carry a title on: "Yttrande över …", "Motion om …".
TITLE_WORDS = frozenset({
    "om", "över", "av", "från", "angående", "till", "gällande", "avseende", "rörande", "med",
    "på", "i", "ur", "för", "nr", "ang", "inför", "mot", "under", "kring", "samt", "och", "vid",
})  # fmt: skip

# Words that join two halves of a title, or go before a name inside it.
JOINING_WORDS = TITLE_WORDS | {"en", "ett", "den", "det", "de", "som", "eller", "åt", "hos", "inom"}

FURNITURE_ENDS = ("Transkript", "Transkript:", "Full text", "Transcript")
FURNITURE_SIGNS = (
    "Relevanta dokument", "Storlek: px", "Starta visningen", "Download", "Save this PDF as",
    "View fulltext now", "No results found",
)  # fmt: skip
FURNITURE_AFTER = ("Läs mer", "Related documents", "Relaterade dokument")


def written_forms(words: str) -> str:
    """Return a pattern for the ways a heading is set: "Yttrande", "YTTRANDE", "Svar På Remiss"."""
    first, *others = words.split()
    mixed = [first[0].upper() + re.escape(first[1:]), *map(_either_case, others)]
    capitals = [re.escape(word) for word in words.upper().split()]
    return "|".join(r"\s+".join(form) for form in (mixed, capitals))


def _either_case(word: str) -> str:
    return f"[{word[0].upper()}{word[0].lower()}]{re.escape(word[1:])}"
