"""What each outlet shows of a record: asked by `ledger reconcile` and by the proof page.

Every answer is really rendered, for the reader who asks. The meeting room is open to members
only, so what is for all is read there as one of the organization's members would.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from meetings.outlets.feeds.scopes import meetings_of_organization, of_organization
from meetings.outlets.feeds.views import ATOM_NAME, CALENDAR_NAME, MOST_ENTRIES, MOST_EVENTS
from meetings.outlets.oparl.addresses import ROOT
from meetings.outlets.oparl.lists import RECORDS
from meetings.outlets.oparl.urls import RECORDS as OBJECTS
from meetings.outlets.room.membership import organizations_of
from meetings.outlets.room.views import room_path
from meetings.outlets.shown import (
    Index,
    Read,
    read_atom,
    read_calendar,
    read_json,
    read_list,
    read_oparl,
    read_page,
)
from portal.ledger.outlets import Asked, Outlet, Shown, register_outlet
from portal.ledger.readers import PUBLIC, Reader, audiences_of, members_of, reader_in
from portal.ledger.selectors import Head, Heads, records

DIARY = "/diarium/"
OPARL_NAMES = {RECORDS[listed].kind: name for name, listed in OBJECTS.items()}
"""What OParl calls the records that are objects of their own there."""

Place = tuple[str, Reader]
"""An address, and the reader who asks there."""

Find = Callable[[Head, Reader], Place | None]
"""Where an outlet shows a record, if it does."""


class Contradiction(Exception):
    """One answer shows two versions of one record."""


def register_outlets() -> None:
    """The outlets besides the web, which registers its own pages."""
    register_outlet(Outlet("api", _asking(read_json, api_place)))
    register_outlet(Outlet("oparl", _asking(read_oparl, oparl_place), in_oparl))
    for name, read, whole, one, carries in (
        ("diary", read_list, diary_place, diary_search, in_diary),
        ("room", read_page, room_place, room_place, in_room),
        ("feeds", read_atom, feed_place, feed_place, in_feed),
        ("calendar", read_calendar, calendar_place, calendar_place, in_calendar),
    ):
        register_outlet(Outlet(name, _asking(read, one), carries, _remembering(read, whole)))


def api_place(record: Head, reader: Reader) -> Place:
    return f"/api/v1/records/{record.pk}", reader


def oparl_place(record: Head, reader: Reader) -> Place | None:
    """OParl knows what is for all, and says the same to everybody."""
    return (oparl_path(record), reader) if in_oparl(record, reader) else None


def in_oparl(record: Head, _reader: Reader) -> bool:
    return record.audience == PUBLIC and record.kind in OPARL_NAMES


def oparl_path(record: Head) -> str:
    return f"{ROOT}/{OPARL_NAMES[record.kind]}/{record.pk}"


def diary_place(record: Head, reader: Reader) -> Place | None:
    """The list of one organization's diary of one year."""
    line = _line_of(record, reader)
    if line is None or line.date is None:
        return None
    asked = {"organ": _short_name(line, reader), "ar": str(line.date.year)}
    return f"{DIARY}?{urlencode(asked)}", reader


def diary_search(record: Head, reader: Reader) -> Place | None:
    """The list narrowed to one number: for one record, the whole need not be rendered."""
    line = _line_of(record, reader)
    number = line.numbers.values_list("number", flat=True).first() if line else None
    if line is None or number is None:
        return None
    asked = {"organ": _short_name(line, reader), "q": number}
    return f"{DIARY}?{urlencode(asked)}", reader


def in_diary(record: Head, reader: Reader) -> bool:
    return _line_of(record, reader) is not None


def room_place(record: Head, reader: Reader) -> Place | None:
    """The meeting's page in the room, read by the reader, or by a member for all."""
    if record.audience not in audiences_of(reader):
        return None
    for meeting in _meetings_of(record, reader):
        if meeting.organization and not reader:
            return room_path(meeting.path), reader_in(members_of(meeting.organization))
        if meeting.organization in organizations_of(reader):
            return room_path(meeting.path), reader
    return None


def in_room(record: Head, reader: Reader) -> bool:
    """A withdrawn meeting shows its tombstone and not its agenda."""
    return room_place(record, reader) is not None


def feed_place(record: Head, reader: Reader) -> Place | None:
    organization = _organization_of(record, reader)
    return (f"{organization.path}{ATOM_NAME}", reader) if organization else None


def in_feed(record: Head, reader: Reader) -> bool:
    """The feed of its organization, while it is among the newest there."""
    organization = _organization_of(record, reader)
    if organization is None:
        return False
    newest = of_organization(organization.pk, reader).order_by("-seq")
    return record.pk in newest.values_list("pk", flat=True)[:MOST_ENTRIES]


def calendar_place(record: Head, reader: Reader) -> Place | None:
    organization = _organization_of(record, reader)
    if record.kind != "meeting" or organization is None:
        return None
    return f"{organization.path}{CALENDAR_NAME}", reader


def in_calendar(record: Head, reader: Reader) -> bool:
    organization = _organization_of(record, reader)
    if record.kind != "meeting" or organization is None:
        return False
    newest = meetings_of_organization(organization.pk, reader).order_by("-date", "pk")
    return record.pk in newest.values_list("pk", flat=True)[:MOST_EVENTS]


def _line_of(record: Head, reader: Reader) -> Head | None:
    """The line itself, or the first one that names the paper; a fallen one names a fallen paper."""
    if record.kind == "registration":
        return record
    if record.kind != "document":
        return None
    lines = records(reader).filter(kind="registration", parent=record.pk)
    return (lines.standing() if record.is_standing else lines).order_by("pk").first()


def _meetings_of(record: Head, reader: Reader) -> Heads:
    """The standing meetings on whose agendas the record stands, or the meeting itself."""
    meetings = records(reader).filter(kind="meeting")
    if record.kind == "meeting":
        return meetings.filter(pk=record.pk)
    if record.kind == "agenda-item" and record.parent:
        return meetings.standing().filter(pk=record.parent)
    if record.kind != "document":
        return meetings.none()
    items = records(reader).standing().filter(kind="agenda-item", links__target=record.pk)
    return meetings.standing().filter(pk__in=items.values("parent"))


def _organization_of(record: Head, reader: Reader) -> Head | None:
    if record.organization is None:
        return None
    return records(reader).standing().filter(pk=record.organization).first()


def _short_name(line: Head, reader: Reader) -> str:
    organization = _organization_of(line, reader)
    return organization.path.strip("/").rpartition("/")[2] if organization else ""


def _asking(read: Read, find: Find) -> Asked:
    """Renders anew each time."""

    def shown(record: Head, reader: Reader) -> Shown | None:
        place = find(record, reader)
        return _only(read(*place), record) if place else None

    return shown


def _remembering(read: Read, find: Find) -> Callable[[], Asked]:
    """Renders each place once in a run."""

    def begin() -> Asked:
        known: dict[Place, Index] = {}

        def shown(record: Head, reader: Reader) -> Shown | None:
            place = find(record, reader)
            if place is None:
                return None
            if place not in known:
                known[place] = read(*place)
            return _only(known[place], record)

        return shown

    return begin


def _only(index: Index, record: Head) -> Shown | None:
    found = index.get(str(record.pk), set())
    if len(found) > 1:
        raise Contradiction(", ".join(sorted(str(each) for each in found)))
    return next(iter(found), None)
