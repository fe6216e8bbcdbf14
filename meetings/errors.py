"""What the record refuses, in words for people."""

from collections.abc import Mapping

from portal.core.errors import DomainError


class NothingToPublish(DomainError):
    """The drafts say what is already published."""


class AgendaConflict(DomainError):
    """Two items want the same number; both texts are kept in the draft."""


class ReasonMissing(DomainError):
    """A change that takes something from the public must say why."""


class NotDeletable(DomainError):
    """The public has seen it, or a draft points at it."""


class WrongBundle(DomainError):
    """A dropped file that no bundle can be read from, or whose meeting cannot be told."""


class WrongMoment(DomainError):
    """A time to publish at that has been."""


class DraftChanged(DomainError):
    """A scheduled act whose drafts no longer say what was decided."""


class WrongReorganisation(DomainError):
    """Organizations cannot follow each other in that way."""


class NumberTaken(DomainError):
    """A number typed by hand that the diary has already."""


class WrongFiling(DomainError):
    """What was written on the registration screen cannot stand in the diary."""


class WrongEdit(DomainError):
    """A change of an agenda that cannot be made; what was written stays with its writer."""


class AgendaLocked(DomainError):
    """Somebody has locked the agenda."""


class TooLate(DomainError):
    """An act that can no longer be undone."""


class NotReviewed(DomainError):
    """A rule set that asks for two persons, and a draft that only one has seen."""


class WrongRedaction(DomainError):
    """A document that no redacted copy can take the place of."""


class BundleBusy(DomainError):
    """A bundle that is being worked on, or was laid on its agenda: it cannot be mended now."""


class NotYetWhole(DomainError):
    """A bundle whose papers lack what an agenda needs. `pieces` are their ids, with why."""

    def __init__(self, told: str, pieces: Mapping[str, str]) -> None:
        self.pieces = dict(pieces)
        super().__init__(told)
