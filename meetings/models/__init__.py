"""Working records: the registry office's own tables. Public code reads the ledger instead."""

from meetings.models.base import WorkingPart, WorkingRecord
from meetings.models.case import Case, CaseStep
from meetings.models.document import Document, DocumentFile, Registration
from meetings.models.meeting import AgendaItem, ItemPaper, Meeting
from meetings.models.organization import Organization, RuleSet, Succession
from meetings.models.person import Membership, Person

__all__ = [
    "AgendaItem",
    "Case",
    "CaseStep",
    "Document",
    "DocumentFile",
    "ItemPaper",
    "Meeting",
    "Membership",
    "Organization",
    "Person",
    "Registration",
    "RuleSet",
    "Succession",
    "WorkingPart",
    "WorkingRecord",
]
