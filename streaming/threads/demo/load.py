"""Loads the demo's threads through the services of the pages; twice is as once."""

import datetime
from collections.abc import Sequence
from uuid import UUID, uuid5

from meetings.demo.ports import Progress
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.services import vouch_for_address
from portal.core.clock import now
from portal.ledger.changes import Actor
from portal.ledger.models import Record
from portal.ledger.readers import PUBLIC
from streaming.threads.demo.source import (
    CASE,
    HIDDEN,
    ITEM,
    LOCKED,
    NEWS,
    PEOPLE,
    PROPOSAL,
    REPORTED,
    Said,
)
from streaming.threads.models import Comment, Thread, ThreadPolicy
from streaming.threads.services.moderating import take_measure
from streaming.threads.services.opening import lock_thread, open_thread
from streaming.threads.services.policies import take_into_force
from streaming.threads.services.reporting import report_comment
from streaming.threads.services.writing import write_comment
from streaming.threads.states import MeasureKind
from streaming.threads.terms import SHIPPED

REGISTRAR = Actor(role=Role.REGISTRAR)
CASE_PATH = "/arenden/1451-14/"
INVENTED = "demonamnden"
OPENS = ("agenda-item", "proposal", "page")


def load_threads(day: datetime.date, progress: Progress) -> None:
    """A case, a proposal, news, an item to come and one that is done, as far as they are there."""
    board = _board()
    if not ThreadPolicy.objects.exists():
        take_into_force(terms=SHIPPED.model_copy(update={"opens": OPENS, "pages_kept_by": board}))
    people = _people()
    loaded = [
        _load(subject, subject.organization or board, said, people)
        for subject, said in (
            (_at(path=CASE_PATH), CASE),
            (_at(kind="proposal", status="collecting"), PROPOSAL),
            (_at(kind="page", status="news"), NEWS),
            (_item(board, date__gte=day), ITEM),
            (_item(board, date__lt=day), LOCKED),
        )
        if subject is not None
    ]
    for thread in filter(None, loaded):
        if thread.subject_kind == "case":
            _moderate(thread)
        elif thread.subject_kind == "agenda-item" and _is_past(thread, day):
            lock_thread(
                thread=thread, actor=REGISTRAR, reason="Punkten är avslutad på sammanträdet."
            )
    progress("samtal", 1, 1)


def _at(**facts: str) -> Record | None:
    return Record.objects.standing().filter(audience=PUBLIC, **facts).order_by("seq").first()


def _board() -> UUID | None:
    """The invented one: in no real one's mouth are words put."""
    board = Record.objects.filter(kind="organization", path__endswith=f"/{INVENTED}/").first()
    return board.pk if board else None


def _item(board: UUID | None, **facts: datetime.date) -> Record | None:
    own = Record.objects.standing().filter(audience=PUBLIC, kind="agenda-item", **facts)
    return own.filter(organization=board).order_by("-date", "pk").first()


def _is_past(thread: Thread, day: datetime.date) -> bool:
    return Record.objects.filter(pk=thread.subject, date__lt=day).exists()


def _people() -> dict[str, User]:
    """Accounts that nobody can log in to, and the demo's own logins."""
    for key, (first, last) in PEOPLE.items():
        user, is_new = User.objects.get_or_create(
            username=f"samtal-{key}",
            defaults={
                "email": f"samtal-{key}@example.org",
                "first_name": first,
                "last_name": last,
                "password": "!",
            },
        )
        if is_new:
            vouch_for_address(user=user)
    users = {user.username: user for user in User.objects.filter(username__startswith="samtal-")}
    logins = User.objects.filter(username__in=["boende", "handlaggare", "moderator"])
    return {
        **{key: users[f"samtal-{key}"] for key in PEOPLE},
        **{user.username: user for user in logins},
    }


def _load(
    subject: Record, keeper: UUID | None, said: Sequence[Said], people: dict[str, User]
) -> Thread | None:
    """The thread with all that was said; None where somebody has written in it already."""
    thread = open_thread(subject=subject.pk, actor=REGISTRAR, organization=keeper)
    if thread.last_seq:
        return None
    for place, each in enumerate(said, 1):
        if each.by in people:
            _write(thread, place, each, people[each.by])
    return Thread.objects.get(pk=thread.pk)


def _write(thread: Thread, place: int, each: Said, author: User) -> None:
    write_comment(
        thread=thread,
        author=author,
        text=each.text,
        key=_key(thread, place),
        stance=each.stance,
        reply_to=each.answers or None,
        at=now() - datetime.timedelta(hours=each.hours),
    )


def _key(thread: Thread, place: int) -> UUID:
    return uuid5(thread.record_id, str(place))


def _moderate(thread: Thread) -> None:
    """One comment is hidden, and one waits for whoever logs in as moderator."""
    hidden = Comment.objects.filter(thread=thread, key=_key(thread, HIDDEN)).first()
    moderator = User.objects.filter(username="moderator").first()
    if hidden is not None and moderator is not None:
        take_measure(
            comment=hidden,
            kind=MeasureKind.HIDE,
            by=moderator,
            rule="advertising",
            reason="Reklam hör inte hemma i samtalet om ett ärende.",
        )
    reported = Comment.objects.filter(thread=thread, key=_key(thread, REPORTED)).first()
    if reported is not None:
        report_comment(
            comment=reported,
            rule="off-topic",
            reason="Det handlar om något annat.",
            reporter=None,
            who="demo",
        )
