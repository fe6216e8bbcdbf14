"""iCalendar (RFC 5545): meetings that stay the same event however they are moved."""

import datetime
from collections.abc import Sequence
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from meetings.contents import MeetingContent
from meetings.outlets.links import absolute, encoded
from meetings.outlets.web.designation import designation
from meetings.outlets.web.known import Known
from meetings.outlets.words import short_day_words
from meetings.states import MeetingState
from portal.core.clock import city_zone
from portal.ledger.readers import PUBLIC
from portal.ledger.versions import Version

MEDIA_TYPE = "text/calendar; charset=utf-8"
FIRST_DAY, LAST_DAY = datetime.date(1990, 1, 1), datetime.date(2038, 1, 1)
"""The years whose changes of the clock a calendar tells."""

STATUS = {
    MeetingState.PLANNED.value: "TENTATIVE",
    MeetingState.CANCELLED.value: "CANCELLED",
}
"""All other states are CONFIRMED."""


def calendar_bytes(name: str, meetings: Sequence[Version], known: Known) -> bytes:
    """The calendar of these meetings; `known` holds their organizations."""
    calendar = Calendar()
    calendar.add("prodid", "-//Rådslag//Sammanträden//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add_component(_timezone(settings.TIME_ZONE))
    for version in meetings:
        calendar.add_component(_event(version, known.title(version.record.organization)))
    made: bytes = calendar.to_ical()
    return made


@lru_cache(maxsize=4)
def _timezone(name: str) -> Timezone:
    return Timezone.from_tzinfo(ZoneInfo(name), first_date=FIRST_DAY, last_date=LAST_DAY)


def _event(version: Version, organization: str) -> Event:
    """One meeting: its UID is that of its record, its SEQUENCE counts its versions."""
    event, content = Event(), version.content
    event.add("uid", str(version.record.pk))
    event.add("sequence", version.version - 1)
    event.add("dtstamp", version.recorded_at.astimezone(datetime.UTC))
    event.add("last-modified", version.recorded_at.astimezone(datetime.UTC))
    event.add("class", "PUBLIC" if version.record.audience == PUBLIC else "CONFIDENTIAL")
    event.add("url", absolute(encoded(version.record.path)))
    event.add("x-radslag-sha256", version.sha256)
    if isinstance(content, MeetingContent):
        _describe(event, content, organization, version.reason)
    else:
        _bury(event, version, organization)
    return event


def _describe(event: Event, content: MeetingContent, organization: str, reason: str) -> None:
    event.add("summary", organization or content.title)
    event.add("status", STATUS.get(content.state, "CONFIRMED"))
    for name, moment in (("dtstart", content.start), ("dtend", content.end)):
        if moment:
            event.add(name, _moment(content, moment))
    if content.place:
        event.add("location", content.place)
    notes = [*_moved(content), *([reason] if reason else [])]
    if notes:
        event.add("description", "\n".join(notes))


def _bury(event: Event, version: Version, organization: str) -> None:
    """A withdrawn meeting is a cancelled event on its day."""
    event.add("summary", organization or designation(version))
    event.add("status", "CANCELLED")
    event.add("dtstart", version.record.date or version.recorded_at.date())
    event.add("description", version.reason)


def _moment(content: MeetingContent, text: str) -> datetime.datetime | datetime.date:
    """Local time with TZID; the second of two like hours in October can only be said in UTC.

    RFC 5545, 3.3.5: a local time that occurs twice refers to its first occurrence.
    """
    local = datetime.datetime.fromisoformat(text).astimezone(city_zone())
    if not content.time_known:
        return local.date()
    return local.astimezone(datetime.UTC) if _comes_twice(local) and local.fold else local


def _comes_twice(local: datetime.datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def _moved(content: MeetingContent) -> list[str]:
    if content.moved_from is None:
        return []
    return [_("Flyttat från %(day)s.") % {"day": short_day_words(content.moved_from)}]
