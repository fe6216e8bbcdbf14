"""The enumerations of the record, and the sets of states that have names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganizationKind(models.TextChoices):
    COUNCIL = "council", _("fullmäktige")
    EXECUTIVE_BOARD = "executive_board", _("styrelse")
    COMMITTEE = "committee", _("nämnd")
    ADMINISTRATION = "administration", _("förvaltning")
    COMPANY_BOARD = "company_board", _("bolagsstyrelse")
    ADVISORY = "advisory", _("råd")
    PARTY_GROUP = "party_group", _("partigrupp")


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("planerat")
    CALLED = "called", _("kallat")
    ONGOING = "ongoing", _("pågår")
    FINISHED = "finished", _("avslutat")
    CANCELLED = "cancelled", _("inställt")


SUMMONED = frozenset({MeetingState.CALLED, MeetingState.ONGOING, MeetingState.FINISHED})
"""The summons has gone out: a paper that comes now is late (law.md §2, step 7)."""


class ItemKind(models.TextChoices):
    DECISION = "decision", _("beslut")
    INFORMATION = "information", _("information")
    ELECTION = "election", _("val")
    NOTIFICATION = "notification", _("anmälan")


OWES_PAPERS = frozenset({ItemKind.DECISION, ItemKind.ELECTION})
"""Items to decide: they owe their readers papers before the meeting and a decision after it."""


class PaperArrival(models.TextChoices):
    """When a paper came to an item (law.md §2, step 7)."""

    ON_TIME = "on_time", _("med kallelsen")
    LATE = "late", _("sen handling")
    ON_TABLE = "on_table", _("på bordet")


class PaperSeen(models.TextChoices):
    """What a member has done with a paper of the meeting room."""

    NEW = "new", _("ny")
    CHANGED = "changed", _("ändrad sedan du läste")
    READ = "read", _("läst")
    GONE = "gone", _("återtagen")


class DocumentKind(models.TextChoices):
    OFFICIAL_REPORT = "official_report", _("tjänsteutlåtande")
    STATEMENT = "statement", _("yttrande")
    MOTION = "motion", _("yrkande")
    APPENDIX = "appendix", _("bilaga")
    PLAN = "plan", _("plan")
    MINUTES_EXTRACT = "minutes_extract", _("protokollsutdrag")
    SUMMONS = "summons", _("kallelse")
    MINUTES = "minutes", _("protokoll")
    CONSULTATION_RESPONSE = "consultation_response", _("remissvar")
    DECISION_PAPER = "decision_paper", _("beslutsunderlag")
    LETTER = "letter", _("skrivelse")
    OTHER = "other", _("handling")


class Direction(models.TextChoices):
    IN = "in", _("inkommen")
    OUT = "out", _("utgående")
    DRAWN_UP = "drawn_up", _("upprättad")


class Audience(models.TextChoices):
    PUBLIC = "public", _("alla")
    MEMBERS = "members", _("organets ledamöter")


class DecisionMethod(models.TextChoices):
    """How a decision was taken (law.md B5)."""

    ACCLAMATION = "acclamation", _("acklamation")
    VOTE = "vote", _("votering")
    SECRET = "secret", _("sluten omröstning")
    LOT = "lot", _("lottning")


COUNTED_METHODS = frozenset({DecisionMethod.VOTE, DecisionMethod.SECRET})
"""Methods that leave at least one vote behind."""


class DecisionOutcome(models.TextChoices):
    APPROVED = "approved", _("bifall")
    REJECTED = "rejected", _("avslag")
    REFERRED_BACK = "referred_back", _("återremiss")
    TABLED = "tabled", _("bordläggning")
    PROPOSED = "proposed", _("förslag till fullmäktige")
    ANSWERED = "answered", _("besvarad")
    STRUCK_OFF = "struck_off", _("avskriven")
    NOTED = "noted", _("till handlingarna")
    ELECTED = "elected", _("vald")


class ReviewVerdict(models.TextChoices):
    """What somebody said of a draft before it was published (law.md E2)."""

    ASKED = "asked", _("begärd")
    APPROVED = "approved", _("granskad")
    RETURNED = "returned", _("åter till författaren")
    COMMENT = "comment", _("kommentar")


class NoteKind(models.TextChoices):
    """What a party or a person had written to the minutes beside the decision (law.md C1)."""

    MOTION = "motion", _("yrkande")
    NOTE = "note", _("protokollsanteckning")
    STATEMENT = "statement", _("yttrande")


class VoteDetail(models.TextChoices):
    """How much is known of a vote (traps, Votes)."""

    NAMED = "named", _("namn för namn")
    COUNTS = "counts", _("bara antal")
    PROSE = "prose", _("bara beskriven")


class VotePurpose(models.TextChoices):
    MAIN = "main", _("huvudvotering")
    COUNTER_PROPOSAL = "counter_proposal", _("kontrapropositionsvotering")
    PROCEDURE = "procedure", _("votering i en ordningsfråga")


class Choice(models.TextChoices):
    """What became of one mandate in one round (law.md B3, B8)."""

    YES = "yes", _("ja")
    NO = "no", _("nej")
    ABSTAINED = "abstained", _("avstår")
    ABSENT = "absent", _("frånvarande")
    NOT_TAKING_PART = "not_taking_part", _("deltar ej")
    CONFLICT = "conflict", _("jäv")


class Side(models.TextChoices):
    """The side that a round fell on."""

    YES = "yes", _("ja")
    NO = "no", _("nej")


class ImportedFileState(models.TextChoices):
    """Of a file of a source: not yet come, kept here, or known not to come."""

    WAITING = "waiting", _("väntar")
    KEPT = "kept", _("hämtad")
    REFUSED = "refused", _("inte mottagen")


class BundleState(models.TextChoices):
    """A meeting's papers in one file, from the drop to the agenda."""

    WAITING = "waiting", _("väntar")
    RECOGNISING = "recognising", _("inskannade sidor tolkas")
    PICTURING = "picturing", _("sidorna avbildas")
    READY = "ready", _("att granska")
    PLACING = "placing", _("läggs på dagordningen")
    PLACED = "placed", _("på dagordningen")
    FAILED = "failed", _("gick inte att läsa")


BUNDLES_AT_WORK = frozenset(
    {
        BundleState.WAITING,
        BundleState.RECOGNISING,
        BundleState.PICTURING,
        BundleState.PLACING,
    }
)
"""Where a worker has something to do; else it waits for a person, or for nobody."""

BUNDLE_STEPS: dict[BundleState, frozenset[BundleState]] = {
    BundleState.WAITING: frozenset(
        {BundleState.RECOGNISING, BundleState.PICTURING, BundleState.FAILED}
    ),
    BundleState.RECOGNISING: frozenset({BundleState.PICTURING, BundleState.FAILED}),
    BundleState.PICTURING: frozenset({BundleState.READY, BundleState.FAILED}),
    BundleState.READY: frozenset({BundleState.PLACING}),
    BundleState.PLACING: frozenset({BundleState.PLACED, BundleState.READY}),
    BundleState.PLACED: frozenset(),
    BundleState.FAILED: frozenset(),
}
"""From each state, where it may go next."""
