"""Threads about a case of an invented board, people who write in them, and a moderator."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.services import give_role
from portal.core.clock import parse_moment
from portal.ledger.changes import Actor
from streaming.threads.models import Comment, Thread
from streaming.threads.services.opening import open_thread
from streaming.threads.services.policies import take_into_force
from streaming.threads.services.writing import write_comment
from streaming.threads.terms import SHIPPED, Terms
from tests.meetings.outlets import factories as make

REGISTRAR = Actor(role="registrar")
FREE = {"rate": "1000/s", "report_rate": "1000/s"}
"""So that a test may write as fast as it likes."""


def terms(**changes: Any) -> Terms:
    return Terms.model_validate(SHIPPED.model_dump() | FREE | changes)


def thread(**changes: Any) -> Thread:
    """An open thread about a public case, under rules without a limit of pace."""
    take_into_force(terms=terms(**changes))
    board = make.organization(f"organ-{Thread.objects.count()}")
    case = make.case(board, f"{Thread.objects.count() + 1}/26")
    make.publish(board, case)
    return open_thread(subject=case.id, actor=REGISTRAR)


def resident(name: str = "", *, confirmed: bool = True) -> User:
    """Somebody with an account and a confirmed address."""
    name = name or f"boende{User.objects.count()}"
    user = User.objects.create(username=name, email=f"{name}@example.test")
    EmailAddress.objects.create(user=user, email=user.email, verified=confirmed, primary=True)
    return user


def moderator(
    of: Thread,
    name: str = "moderator",
    role: Role = Role.MODERATOR,
    organization: UUID | None = None,
) -> User:
    user = resident(name)
    give_role(
        user=user,
        role=role,
        organization=organization or of.organization,
        valid_from=parse_moment("2020-01-01"),
    )
    return user


def comment(on: Thread, by: User | None = None, text: str = "Bra.", **fields: Any) -> Comment:
    """`key` is a new one each time, as of a form that was just opened."""
    on.refresh_from_db()
    given: dict[str, Any] = {"key": uuid4(), **fields}
    return write_comment(thread=on, author=by or resident(), text=text, **given)


def numbers(comments: Sequence[Comment]) -> list[int]:
    return [each.seq for each in comments]


def subject_of(on: Thread) -> UUID:
    return on.subject
