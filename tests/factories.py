"""A content of the ledger's own tests, and acts on it. Factories store nothing but `publish_*`."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, ClassVar

import typst

from portal.core.ids import new_id
from portal.ledger.changes import Actor, Change
from portal.ledger.contents import Content, FileRef, register_kind
from portal.ledger.files import file_ref, store_file
from portal.ledger.models import Act, Record
from portal.ledger.services import publish_act
from portal.ledger.states import Verb

REGISTRAR = Actor(role="registrar")


@register_kind
class NoteContent(Content):
    """The plainest content there is."""

    kind: ClassVar[str] = "note"

    text: str = ""


def note(**fields: Any) -> NoteContent:
    """A note with an address of its own."""
    record_id = fields.pop("id", None) or new_id()
    given = {"id": record_id, "path": f"/anteckningar/{record_id}/", "title": "Anteckning"}
    return NoteContent(**given | fields)


def change(content: Content, verb: Verb = Verb.PUBLISHED, **fields: Any) -> Change:
    """A change of a standing verb, with its content."""
    return Change(content.id, verb, content, **fields)


def act(*changes: Change, key: str = "", **fields: Any) -> Act:
    """One act by the registrar."""
    return publish_act(actor=REGISTRAR, changes=changes, key=key or str(new_id()), **fields)


def publish(*contents: Content, **fields: Any) -> list[Record]:
    """Publish contents in one act; `fields` are those of the changes."""
    act(*(change(content, **fields) for content in contents))
    heads = Record.objects.in_bulk([content.id for content in contents])
    return [heads[content.id] for content in contents]


def publish_note(**fields: Any) -> Record:
    return publish(note(**fields))[0]


def correct(content: Content, reason: str = "Fel datum.", **fields: Any) -> Act:
    return act(change(content, Verb.CORRECTED, reason=reason, **fields))


def withdraw(record: Record, reason: str = "Fel handling.", **fields: Any) -> Act:
    return act(Change(record.pk, Verb.WITHDRAWN, reason=reason, **fields))


def erase(record: Record, reason: str = "Gallras enligt beslut.", **fields: Any) -> Act:
    return act(Change(record.pk, Verb.ERASED, reason=reason, **fields))


def pdf(body: str = "Hej", *, title: str = "", author: str = "") -> bytes:
    """A tagged PDF of Typst markup; the same words always give the same bytes."""
    words = f'title: "{title}", author: "{author}", date: none' if author else "date: none"
    made = typst.compile(f"#set document({words})\n{body}".encode())
    assert isinstance(made, bytes)
    return made


def stored(data: bytes, name: str = "handling.pdf") -> FileRef:
    """A stored file as a content lists it."""
    return file_ref(store_file(BytesIO(data), name), name)


def with_check_digit(nine_digits: str) -> str:
    """`850412-999` → the ten digits with the check digit of Luhn, as they were divided."""
    digits = [int(char) for char in nine_digits if char.isdigit()]
    doubled: Sequence[int] = [digit * (2 - place % 2) for place, digit in enumerate(digits)]
    total = sum(product // 10 + product % 10 for product in doubled)
    return f"{nine_digits}{-total % 10}"
