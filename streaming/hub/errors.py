"""What can go wrong with a stream."""

from uuid import UUID

from portal.core.errors import DomainError


class UnknownStream(DomainError):
    """No such stream, or none that the reader may know of."""

    def __init__(self, stream: UUID) -> None:
        super().__init__(f"Det finns ingen ström {stream}.")
