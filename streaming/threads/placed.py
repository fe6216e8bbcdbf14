"""The place of a thread in the page of what it is about: a line that opens it.

The page itself depends on the ledger alone, so it may be remembered: it says whether the thread is
open, and leads to it. The comments are fetched when somebody opens the thread, and followed from
then on.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from meetings.contents import MeetingContent
from meetings.moments import moments_of, situation_at
from meetings.panels import Panel, Place
from portal.core.addresses import localized
from portal.core.clock import now
from portal.ledger.readers import Reader
from portal.ledger.versions import Version
from proposals.ports import PagePart
from streaming.threads.contents import ThreadContent
from streaming.threads.selectors.threads import record_of_thread

TEMPLATE = "threads/place.html"


def place_of(subject: UUID, reader: Reader) -> Mapping[str, Any] | None:
    """What the place shows; None where the record has no thread."""
    version = record_of_thread(subject, reader)
    if version is None or not isinstance(version.content, ThreadContent):
        return None
    return {
        "thread": version.content,
        "url": localized(version.content.path),
        "panel_url": localized(f"{version.content.path}panel/"),
        "is_open": version.content.state == "open",
    }


def in_record(version: Version, reader: Reader) -> Panel | None:
    """Answer of `meetings.panels.record_panels`: below an item or a case."""
    context = place_of(version.record.pk, reader)
    return Panel(Place.THREAD, TEMPLATE, context) if context else None


def in_meeting(content: MeetingContent, reader: Reader) -> Panel | None:
    """Answer of `meetings.panels.meeting_panels`: the thread of what is handled this minute."""
    situation = situation_at(moments_of(content.id), now())
    if not situation.runs or situation.item is None or situation.item.item is None:
        return None
    context = place_of(situation.item.item, reader)
    return Panel(Place.THREAD, TEMPLATE, context) if context else None


def in_proposal(request: HttpRequest, version: Version) -> PagePart | None:
    """Answer of `proposals.ports.discussion`."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by ReaderMiddleware
    context = place_of(version.record.pk, reader)
    return PagePart(TEMPLATE, {"panel": context}) if context else None
