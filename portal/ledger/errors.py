"""What the ledger refuses, in words for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal.core.errors import Conflict, DomainError

if TYPE_CHECKING:
    from portal.ledger.gate import Finding


class GateStopped(DomainError):
    """The gate found something that must not become public."""

    def __init__(self, findings: "Sequence[Finding]") -> None:
        self.findings = tuple(findings)
        places = "; ".join(f"{finding.title}: {finding.place}" for finding in self.findings[:5])
        super().__init__(
            _(
                "Inget publicerades. Ett personnummer eller samordningsnummer står i: %(places)s. "
                "Ta bort det, eller ange varför det ska publiceras ändå."
            )
            % {"places": places}
        )


class VersionConflict(Conflict):
    """Somebody published a newer version in between."""

    def __init__(self, title: str, expected: int, found: int) -> None:
        super().__init__(
            _(
                "”%(title)s” har ändrats av någon annan: du såg version %(expected)s, nu gäller "
                "version %(found)s. Läs den nya och försök igen."
            )
            % {"title": title, "expected": expected, "found": found}
        )


class WrongVerb(DomainError):
    """The verb may not follow the one before it, or lacks what it must carry."""


class TooManyEntries(DomainError):
    """An act is too large for one transaction."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(
            _("Akten rymmer %(count)s poster, högst %(most)s går på en gång. Dela upp den.")
            % {"count": count, "most": most}
        )


class WrongFile(DomainError):
    """A file cannot be taken in; the message says why and what to do."""
