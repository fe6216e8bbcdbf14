"""Errors that people may read: each says what happened and what to do."""


class DomainError(Exception):
    """A rule of the domain says no. `str(error)` is for people."""


class Conflict(DomainError):
    """Somebody else changed the same thing first."""


class NotAllowed(DomainError):
    """The person may not do this here and now."""
