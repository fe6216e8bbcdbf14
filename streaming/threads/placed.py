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
from streaming.threads.selectors.threads import record_of_thread, records_of_threads

TEMPLATE, OF_MEETING = "threads/place.html", "threads/of_meeting.html"


def place_of(subject: UUID, reader: Reader) -> Mapping[str, Any] | None:
    """What the place shows; None where the record has no thread."""
    version = record_of_thread(subject, reader)
    return _place(version) if version else None


def _place(version: Version) -> Mapping[str, Any]:
    content = version.content
    assert isinstance(content, ThreadContent)
    return {
        "thread": content,
        "subject": content.subject,
        "url": localized(content.path),
        "panel_url": localized(f"{content.path}panel/"),
        "is_open": content.state == "open",
    }


def in_record(version: Version, reader: Reader) -> Panel | None:
    """Answer of `meetings.panels.record_panels`: below an item or a case."""
    context = place_of(version.record.pk, reader)
    return Panel(Place.THREAD, TEMPLATE, context) if context else None


def in_meeting(content: MeetingContent, reader: Reader) -> Panel | None:
    """Answer of `meetings.panels.meeting_panels`: the thread of what is handled this minute.

    A script shows that of the item that the picture shows, so those of every item handled so far
    are there; once the meeting is over, only beside its picture.
    """
    told = moments_of(content.id)
    handled = dict.fromkeys(each.item for each in told if each.item)
    places = [_place(version) for version in records_of_threads(list(handled), reader)]
    if not places:
        return None
    situation = situation_at(told, now())
    item = situation.item.item if situation.runs and situation.item else None
    shown = item if any(place["subject"] == item for place in places) else None
    said = localized(f"/samtal/sammantrade/{content.id}/")
    context = {"places": places, "shown": shown, "said_url": said}
    return Panel(Place.THREAD, OF_MEETING, context, follows_picture=shown is None)


def in_proposal(request: HttpRequest, version: Version) -> PagePart | None:
    """Answer of `proposals.ports.discussion`."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by ReaderMiddleware
    context = place_of(version.record.pk, reader)
    return PagePart(TEMPLATE, {"panel": context}) if context else None
