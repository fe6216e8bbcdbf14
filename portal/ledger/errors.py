"""What the ledger refuses, in words for people."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from portal.core.errors import Conflict, DomainError
from portal.ledger.findings import Finding


class GateStopped(DomainError):
    """The gate found something that must not become public."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        places = "; ".join(f"{finding.title}: {finding.place}" for finding in self.findings[:5])
        more = len(self.findings) - 5
        places += _(" och %(count)s ställen till") % {"count": more} if more > 0 else ""
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


class AudienceConflict(DomainError):
    """Who may read a record changes in a way that its readers would not be told of."""

    def __init__(self, title: str) -> None:
        super().__init__(
            _(
                "”%(title)s” kan inte byta läsare så här. Återta den först och publicera den sedan "
                "för de nya läsarna."
            )
            % {"title": title}
        )


class PathTaken(Conflict):
    """Two standing records want the same address."""

    def __init__(self, title: str, other: str, path: str) -> None:
        super().__init__(
            _(
                "”%(title)s” kan inte publiceras: adressen %(path)s används redan av ”%(other)s”. "
                "Ändra numret på den ena."
            )
            % {"title": title, "path": path, "other": other}
        )


class NothingToDo(DomainError):
    """An act without changes."""

    def __init__(self) -> None:
        super().__init__(_("Det finns inget att publicera."))


class KeyReused(DomainError):
    """The key of an earlier act came with other records: a fault in the caller."""

    def __init__(self) -> None:
        super().__init__(_("Begäran har redan använts till något annat. Ladda om sidan."))


class TooManyEntries(DomainError):
    """An act is too large for one transaction."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(
            _("Akten rymmer %(count)s poster, högst %(most)s går på en gång. Dela upp den.")
            % {"count": count, "most": most}
        )


class WrongFile(DomainError):
    """A file cannot be taken in; the message says why and what to do."""


class FileTooLarge(WrongFile):
    def __init__(self, name: str, most: int) -> None:
        super().__init__(
            _("”%(name)s” är större än %(most)s MB, som är det mesta som tas emot. Dela upp den.")
            % {"name": name, "most": most // (1024 * 1024)}
        )


class WrongExtension(WrongFile):
    """The name announces a type that is not taken in."""

    def __init__(self, name: str, accepted: Sequence[str]) -> None:
        super().__init__(
            _("”%(name)s” går inte att ta emot. Filer som slutar på %(accepted)s går bra.")
            % {"name": name, "accepted": ", ".join(accepted)}
        )


class WrongContent(WrongFile):
    """The content is not what the name announces."""

    def __init__(self, name: str, announced: object, found: object) -> None:
        super().__init__(
            _(
                "”%(name)s” heter som %(announced)s men innehållet är %(found)s. "
                "Byt till rätt filändelse eller välj rätt fil."
            )
            % {"name": name, "announced": announced, "found": found}
        )


class BrokenFile(WrongFile):
    """The content cannot be read, or only with a password; `why` says which."""

    def __init__(self, name: str, why: str = "") -> None:
        why = why or _("Filen är trasig. Skapa eller hämta den på nytt.")
        super().__init__(_("”%(name)s”: %(why)s") % {"name": name, "why": why})


class ActiveContent(WrongFile):
    """A PDF that would run, start or send something when it is opened."""

    def __init__(self, name: str, found: Sequence[str]) -> None:
        super().__init__(
            _(
                "”%(name)s” innehåller något som körs när filen öppnas (%(found)s). "
                "Skriv ut den till en ny PDF och ta med den."
            )
            % {"name": name, "found": ", ".join(found)}
        )


class HarmfulFile(WrongFile):
    """The virus scanner knows what is in it."""

    def __init__(self, name: str, signature: str) -> None:
        super().__init__(
            _(
                "”%(name)s” togs inte emot: virusskyddet hittade %(signature)s. "
                "Öppna inte filen, och säg till it-säkerheten."
            )
            % {"name": name, "signature": signature}
        )


class NotScanned(WrongFile):
    """The virus scanner gave no verdict, and the city takes nothing in without one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "”%(name)s” togs inte emot: virusskyddet svarar inte just nu. "
                "Försök igen om en stund, och säg till driften om det inte går över."
            )
            % {"name": name}
        )


class PictureTooLarge(WrongFile):
    """A picture of more points than are taken apart here."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(
            _("”%(name)s” har fler än %(most)s miljoner bildpunkter. Gör bilden mindre.")
            % {"name": name, "most": most // 1_000_000}
        )


class NoSpace(WrongFile):
    """The disk is full; nothing of the file was left on it."""

    def __init__(self) -> None:
        super().__init__(
            _("Filen sparades inte: lagringen är full. Säg till driften och försök igen sedan.")
        )


class MissingFile(DomainError):
    """The bytes of a stored file are not there: erased, or lost."""

    def __init__(self, sha256: str) -> None:
        super().__init__(
            _("Filen %(hash)s finns inte i lagringen: den är raderad, eller lagringen skadad.")
            % {"hash": sha256[:12]}
        )


class NotYet(DomainError):
    """A page as of a moment before its record was public; `since` is when it became so."""

    def __init__(self, since: datetime) -> None:
        self.since = since
        super().__init__(_("Det här var inte publicerat då."))
