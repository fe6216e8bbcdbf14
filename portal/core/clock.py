"""Time in one place: aware datetimes, the city's zone, and text for both."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from portal.core.as_of import shown_moment
from portal.core.reading import spoil


def now() -> datetime:
    """The present, aware, in UTC."""
    spoil()
    return timezone.now()


def city_zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def today() -> date:
    """The date in the city, which is not always the date in UTC; as-of pages have their own."""
    return timezone.localdate(shown_moment(), city_zone())


def local(moment: datetime) -> datetime:
    return moment.astimezone(city_zone())


def local_iso(moment: datetime) -> str:
    """RFC 3339 to the second with the city's offset: `2016-10-19T10:00:00+02:00`."""
    return local(moment).isoformat(timespec="seconds")


def parse_moment(text: str) -> datetime:
    """An ISO time; one without an offset is the city's time, a bare date its last instant.

    Raises ValueError for anything else.
    """
    if len(text) == len("2016-10-19"):
        return datetime.combine(date.fromisoformat(text), time.max, tzinfo=city_zone())
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=city_zone())
