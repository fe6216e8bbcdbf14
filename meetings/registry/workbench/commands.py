"""What the workbench's form says: fields that were changed, and the button that was pressed.

A field is named `f|item|field`, what it was before `b|item|field`; a button `do` says a verb and
what it is about: `up|item`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, QueryDict

from meetings.models import Meeting
from meetings.services import agenda_items
from meetings.services.agenda_edits import FieldEdit
from meetings.services.dropped_files import discard, items_of_numbers, place_files
from meetings.states import PaperArrival
from portal.accounts.models import User

FIELD, BEFORE, PLACE = "f|", "b|", "drop|"


@dataclass(frozen=True)
class Removed:
    """An item was taken off; `edit` undoes it."""

    edit: int


def edits_of(said: QueryDict) -> list[FieldEdit]:
    """The fields that differ from what the page showed; a tick box that is off says nothing."""
    found = []
    for name in said:
        if not name.startswith(BEFORE):
            continue
        before, value = text_of(said, name), text_of(said, FIELD + name.removeprefix(BEFORE))
        if plain(before) != plain(value):
            item, _bar, field = name.removeprefix(BEFORE).partition("|")
            found.append(FieldEdit(item, field, value, before))
    return found


def plain(text: str) -> str:
    """A text as it is kept: browsers send line ends of their own."""
    return text.replace("\r\n", "\n").strip()


def obey(meeting: Meeting, said: QueryDict, user: User) -> str | Removed:
    """Do what the button says; where on the page to go on. Raises DomainError, Http404."""
    verb, _bar, about = text_of(said, "do").partition("|")
    command = COMMANDS.get(verb)
    return command(meeting, said, user, about) if command else ""


def _up(meeting: Meeting, _said: QueryDict, user: User, about: str) -> str:
    agenda_items.move_item(meeting=meeting, item=_key(about), to="up", user=user)
    return f"p-{about}"


def _down(meeting: Meeting, _said: QueryDict, user: User, about: str) -> str:
    agenda_items.move_item(meeting=meeting, item=_key(about), to="down", user=user)
    return f"p-{about}"


def _remove(meeting: Meeting, _said: QueryDict, user: User, about: str) -> Removed:
    return Removed(agenda_items.remove_item(meeting=meeting, item=_key(about), user=user).pk)


def _restore(meeting: Meeting, _said: QueryDict, user: User, about: str) -> str:
    return f"p-{agenda_items.restore_item(meeting=meeting, edit=_pk(about), user=user)}"


def _carry(meeting: Meeting, _said: QueryDict, user: User, about: str) -> str:
    return f"p-{agenda_items.carry_over(meeting=meeting, item=_key(about), user=user)}"


def _renumber(meeting: Meeting, _said: QueryDict, user: User, _about: str) -> str:
    agenda_items.renumber(meeting=meeting, user=user)
    return ""


def _place(meeting: Meeting, said: QueryDict, user: User, _about: str) -> str:
    numbers = {name.removeprefix(PLACE): text_of(said, name).strip() for name in said}
    chosen = {_pk(pk): number for pk, number in numbers.items() if pk.isdecimal() and number}
    places = items_of_numbers(meeting, chosen, seen=_pk(text_of(said, "seen") or "0"))
    place_files(meeting=meeting, places=places, user=user, arrival=_arrival(said))
    return "filer"


def _discard(meeting: Meeting, _said: QueryDict, _user: User, about: str) -> str:
    discard(meeting=meeting, row=_pk(about))
    return "filer"


def _add(meeting: Meeting, said: QueryDict, user: User, _about: str) -> str:
    made = agenda_items.add_item(
        meeting=meeting,
        section=text_of(said, "new-section").strip(),
        title=text_of(said, "new-title").strip(),
        user=user,
    )
    return f"p-{made}"


COMMANDS: dict[str, Callable[[Meeting, QueryDict, User, str], str | Removed]] = {
    "up": _up,
    "down": _down,
    "remove": _remove,
    "restore": _restore,
    "carry": _carry,
    "renumber": _renumber,
    "place": _place,
    "discard": _discard,
    "add": _add,
}


def text_of(said: QueryDict, name: str) -> str:
    return str(said.get(name, ""))


def _arrival(said: QueryDict) -> PaperArrival:
    wanted = text_of(said, "arrival")
    return PaperArrival(wanted) if wanted in PaperArrival.values else PaperArrival.ON_TIME


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _pk(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Http404
    return int(text)
