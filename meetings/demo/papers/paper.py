"""A paper of the demo city, and a bundle of papers glued together as one file."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

DocumentKind = Literal[
    "official_report",
    "statement",
    "motion",
    "appendix",
    "plan",
    "minutes_extract",
    "summons",
    "minutes",
    "consultation_response",
    "decision_paper",
    "letter",
    "other",
]
Audience = Literal["public", "members"]

PAPERS_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper: what a registrar would write about it, and where its text lies.

    `key` names the text file (text/<key>.typ) and the paper everywhere in the demo.
    `organization` is who wrote it, `meeting` and `item` where it was handled. `date` is its
    own date, None where the sources do not say. `references` are case numbers it belongs to or
    cites, `own_reference` its number in its writer's diary. `head` and `sender` are the lines
    printed at the top, left and right.
    """

    key: str
    kind: DocumentKind
    title: str
    organization: str
    date: datetime.date | None
    meeting: str
    item: str
    head: tuple[str, ...]
    sender: tuple[str, ...]
    running: str
    references: tuple[str, ...] = ()
    own_reference: str | None = None
    subheading: str = ""
    parties: tuple[str, ...] = ()
    appendix: int | None = None
    version: str | None = None
    version_date: datetime.date | None = None
    paragraph: int | None = None
    audience: Audience = "public"
    secrecy: str | None = None
    notice: str = "Demonstrationsmaterial, skrivet av Rådslag efter offentliga uppgifter"

    @property
    def text(self) -> str:
        """The body as typst markup, without head and footer."""
        return (PAPERS_FOLDER / "text" / f"{self.key}.typ").read_text(encoding="utf-8")

    @property
    def file_name(self) -> str:
        """The name its PDF is given."""
        return f"{self.key}.pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Papers for one agenda item, glued together; `missing` are appendices named but absent."""

    key: str
    title: str
    meeting: str
    item: str
    papers: tuple[Paper, ...]
    missing: tuple[str, ...] = ()
    invented: bool = False

    @property
    def file_name(self) -> str:
        """The name its PDF is given."""
        return f"{self.key}.pdf"
