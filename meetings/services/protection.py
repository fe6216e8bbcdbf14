"""Protected identity (skyddade personuppgifter): a name leaves every outlet, index and feed.

law.md C14. The person stays, with a number and mandates but without a name. Each version that
named them falls: in one act its record is withdrawn and published anew without the name, so no
older version, no file list and no page as of a moment says it. The ledger's entries stand; what the
archive must keep (KL 5:67) is in the contents that no reader gets.

What a program cannot mend is told: files whose own words name the person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.errors import ReasonMissing
from meetings.models import Person
from meetings.models.person import PROTECTED_NAME
from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.core.ids import new_id
from portal.ledger.changes import Actor, Change
from portal.ledger.contents import Content, content_of
from portal.ledger.models import Content as StoredContent
from portal.ledger.models import FilePage, FileUse, Record
from portal.ledger.services import publish_act
from portal.ledger.states import STANDING, Verb

AT_A_TIME = 500
PAGE = "page"
"""Served by Wagtail from its own row: the city rewrites and publishes it."""

REASON = "En uppgift om en enskild har tagits bort enligt lag."
"""Public. It names nobody and does not say whose identity is protected."""


@dataclass(frozen=True)
class Protection:
    """What protecting a person does. `records` are paths that are published without the name;
    `by_hand` are paths of pages, and of records with a file, that say it: people must replace them.
    """

    records: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    acts: int = 0


def plan_protection(person: Person) -> Protection:
    """What `protect_identity` would do; nothing is written."""
    found = _naming(person.name)
    return Protection(sorted(record.path for record in found), _by_hand(person.name))


def protect_identity(*, person: Person, actor: Actor, ground: str) -> Protection:
    """Hide the person's name in everything that is or was public. `ground` is the decision.

    Harmless to repeat: what names the person no more is left alone. Raises ReasonMissing, and what
    `publish_act` raises.
    """
    if not ground.strip():
        raise ReasonMissing(_("Ange beslutet som skyddet vilar på."))
    by_hand, found = _by_hand(person.name), _naming(person.name)
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(is_protected=True)
        record_event(
            kind=EventKind.NAME_PROTECTED,
            actor=actor.user_id,
            actor_role=actor.role,
            subject=f"person:{person.number}",
            detail={"records": str(len(found)), "by_hand": str(len(by_hand)), "ground": ground},
        )
    person.is_protected = True
    acts = [
        publish_act(
            actor=actor,
            changes=list(_changes(found[start : start + AT_A_TIME], person.name)),
            key=str(new_id()),
            reason=REASON,
            override=f"Namnet står i filer: {len(by_hand)} poster." if by_hand else "",
        )
        for start in range(0, len(found), AT_A_TIME)
    ]
    return Protection(sorted(record.path for record in found), by_hand, len(acts))


def names_protected() -> list[str]:
    """Answer of the ledger's port: what its gate stops."""
    return list(Person.objects.filter(is_protected=True).values_list("name", flat=True))


def without_name(content: Content, name: str) -> Content:
    """The content with the name taken out of every text; e-mail addresses of a person too."""
    said = _masked(content.as_json(), name)
    if content.kind == "person":
        said["contact"] = ""
    if content.kind in ("person", "membership"):
        # An imported one has the parts of the name, and its page at the source.
        said.pop("source", None)
    return content_of(said)


def _naming(name: str) -> list[Record]:
    """Records of which a version that readers can reach says the name."""
    wanted = StoredContent.objects.filter(canonical__contains=name)
    ids = set(wanted.values_list("entry__record", flat=True))
    return [
        record
        for record in Record.objects.filter(pk__in=ids).exclude(kind=PAGE).order_by("pk")
        if record.verb in STANDING and _still_says(record, name)
    ]


def _still_says(record: Record, name: str) -> bool:
    """Whether a version after the newest fall says it; older ones no reader gets."""
    falls = record.entries.exclude(verb__in=STANDING).order_by("-version")
    fallen = falls.values_list("version", flat=True).first() or 0
    alive = StoredContent.objects.filter(entry__record=record, entry__version__gt=fallen)
    return alive.filter(canonical__contains=name).exists()


def _changes(found: Sequence[Record], name: str) -> Iterator[Change]:
    newest = StoredContent.objects.in_bulk([record.seq for record in found])
    for record in found:
        content = without_name(newest[record.seq].typed(), name)
        yield Change(record.pk, Verb.WITHDRAWN, reason=REASON, expected_version=record.version)
        yield Change(record.pk, Verb.PUBLISHED, content, record.audience)


def _by_hand(name: str) -> list[str]:
    """Standing records that list a file whose text says the name, and pages of the city's own."""
    pages = FilePage.objects.filter(text__icontains=name).values("file")
    uses = FileUse.objects.filter(file__in=pages, entry__record__verb__in=STANDING)
    ids: set[UUID] = set(uses.values_list("entry__record", flat=True))
    own_pages = StoredContent.objects.filter(entry__record__kind=PAGE, canonical__contains=name)
    ids |= set(own_pages.values_list("entry__record", flat=True))
    standing = Record.objects.filter(pk__in=ids, verb__in=STANDING)
    return sorted(standing.values_list("path", flat=True))


def _masked(said: Any, name: str) -> Any:
    match said:
        case str():
            return said.replace(name, PROTECTED_NAME)
        case list():
            return [_masked(each, name) for each in said]
        case dict():
            return {key: _masked(value, name) for key, value in said.items()}
        case _:
            return said
