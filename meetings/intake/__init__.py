"""Bundle intake: from the text of one bundle to its separate papers, by rules.

Pure functions of text: no database, no HTTP, no clock. The steps: normalise → layout (pages,
furniture) → zones (lists that only name papers) → heads (candidates with a score) → boundaries →
fields of each paper → attachment lists held against the papers → Bundle.
"""

from .bundle import Bundle, Document, Meeting, Missing, Notice, Version
from .kinds import DocumentKind
from .layout import join_pages
from .reader import read_bundle

__all__ = [
    "Bundle",
    "Document",
    "DocumentKind",
    "Meeting",
    "Missing",
    "Notice",
    "Version",
    "join_pages",
    "read_bundle",
]
