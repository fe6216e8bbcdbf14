"""Working records: the registry office's own tables. Public code reads the ledger instead."""

from meetings.models.base import WorkingPart, WorkingRecord
from meetings.models.bundle import BundlePiece, MeetingBundle, RecognisedPage
from meetings.models.calling import CallingPlace
from meetings.models.case import Case, CaseStep
from meetings.models.decision import (
    Ballot,
    Clause,
    Decision,
    Participation,
    PartyCount,
    ProtocolNote,
    Reservation,
    Vote,
)
from meetings.models.document import Document, DocumentFile, Registration
from meetings.models.drop import Drop
from meetings.models.imported import (
    ImportedConsultation,
    ImportedFile,
    ImportedObject,
    ImportSource,
)
from meetings.models.meeting import AgendaItem, ItemPaper, Meeting
from meetings.models.organization import Organization, RuleSet, Succession
from meetings.models.person import Membership, Person
from meetings.models.review import Review
from meetings.models.room import PaperNote, ReadMark, SummonsReceipt
from meetings.models.scheduled import ScheduledAct
from meetings.models.series import DiaryCounter, DiarySeries
from meetings.models.workbench import AgendaEdit, DroppedFile

__all__ = [
    "AgendaEdit",
    "AgendaItem",
    "Ballot",
    "BundlePiece",
    "CallingPlace",
    "Case",
    "CaseStep",
    "Clause",
    "Decision",
    "DiaryCounter",
    "DiarySeries",
    "Document",
    "DocumentFile",
    "Drop",
    "DroppedFile",
    "ImportSource",
    "ImportedConsultation",
    "ImportedFile",
    "ImportedObject",
    "ItemPaper",
    "Meeting",
    "MeetingBundle",
    "Membership",
    "Organization",
    "PaperNote",
    "Participation",
    "PartyCount",
    "Person",
    "ProtocolNote",
    "ReadMark",
    "RecognisedPage",
    "Registration",
    "Reservation",
    "Review",
    "RuleSet",
    "ScheduledAct",
    "Succession",
    "SummonsReceipt",
    "Vote",
    "WorkingPart",
    "WorkingRecord",
]
