"""What the control room refuses, in words for people."""

from portal.core.errors import Conflict, DomainError, NotAllowed


class OutOfOrder(DomainError):
    """A command that cannot be given in this state of the meeting."""


class SeenTooLate(Conflict):
    """The page that gave the command shows an older state."""


class NotEntitled(NotAllowed):
    """Somebody who does not lead this meeting."""


class NoBallot(NotAllowed):
    """Somebody who has no vote in this round, or a round that takes none."""


class WrongRound(DomainError):
    """A round, a result or a correction that cannot be as it was said."""


class WrongSeat(DomainError):
    """A seat that this person cannot have."""


class NothingThere(DomainError):
    """Something that the command names and the meeting does not have."""
