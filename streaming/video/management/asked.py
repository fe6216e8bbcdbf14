"""What a person at the command line means by `kf/2016-10-19`."""

from uuid import UUID

from django.conf import settings

from meetings.contents import MeetingContent
from portal.core.errors import DomainError
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import record_at, version_of
from streaming.video.models import Recording
from streaming.video.selectors import recording_of


def meeting_at(name: str) -> tuple[UUID, UUID]:
    """The record of a published meeting and its organization's. Raises DomainError."""
    head = record_at(f"/moten/{name.strip('/')}/", ANONYMOUS)
    content = version_of(head).content if head else None
    if not isinstance(content, MeetingContent) or content.organization is None:
        raise DomainError(f"Det finns inget publicerat sammanträde {name} (skriv kf/2016-10-19).")
    return content.id, content.organization


def recording_at(name: str) -> Recording:
    """Raises DomainError."""
    found = recording_of(meeting_at(name)[0])
    if found is None:
        raise DomainError(f"{name} har ingen inspelning. Gör en nyckel först: video key {name}")
    return found


def encoder_address() -> str:
    """What is written as the server in an encoder."""
    return f"rtmp://{settings.VIDEO_RTMP_HOST}:{settings.VIDEO_RTMP_PORT}/radslag"
