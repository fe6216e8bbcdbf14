"""What video refuses, in words for people."""

from portal.core.errors import DomainError


class WrongKey(DomainError):
    """A stream key that opens no recording."""


class RecordingEnded(DomainError):
    """A recording that has ended takes no more pictures."""


class WrongPassage(DomainError):
    """A passage that ends before it begins or lies outside the recording."""


class WrongCaptions(DomainError):
    """A file that is no WebVTT, or whose times cannot be."""
