"""What a comment must be, and who may do what with one. Pure: services and pages ask the same."""

from datetime import datetime, timedelta
from typing import Protocol

from portal.accounts.states import AssuranceLevel
from portal.core.personal_numbers import find_personal_numbers
from streaming.threads.errors import (
    EmptyComment,
    HoldsPersonalNumber,
    NeedsReason,
    NotNow,
    TooLong,
    TooWeak,
)
from streaming.threads.states import (
    AGAINST_SOMEBODY,
    EDITABLE,
    TRANSITIONS,
    CommentState,
    MeasureKind,
    Review,
)
from streaming.threads.terms import Terms


class Written(Protocol):
    """What the rules ask of a comment."""

    state: str
    created_at: datetime


def check_length(text: str, terms: Terms) -> None:
    """Before anything else looks at the text. Raises TooLong."""
    if len(text) > terms.longest:
        raise TooLong(len(text), terms.longest)


def check_words(words: str, terms: Terms) -> None:
    """Raises EmptyComment, TooLong, HoldsPersonalNumber."""
    if not words:
        raise EmptyComment
    check_length(words, terms)
    if any(True for _number in find_personal_numbers(words)):
        raise HoldsPersonalNumber


def check_level(level: AssuranceLevel, needed: AssuranceLevel) -> None:
    """Raises TooWeak."""
    if not level.is_at_least(needed):
        raise TooWeak(str(needed.label))


def first_state(review: str) -> CommentState:
    """Where a new comment begins."""
    return CommentState.PENDING if review == Review.BEFORE else CommentState.VISIBLE


def is_free_edit(comment: Written, terms: Terms, at: datetime) -> bool:
    """So soon after it was written that a change needs no mark."""
    return at - comment.created_at <= timedelta(minutes=terms.edit_minutes)


def may_be_changed(comment: Written) -> bool:
    return comment.state in EDITABLE


def check_measure(kind: MeasureKind, state: str) -> CommentState | None:
    """The state that the measure leads to; None where it changes none. Raises NotNow."""
    transition = TRANSITIONS[kind]
    if state not in transition.before:
        raise NotNow(str(CommentState(state).label))
    return transition.after


def check_grounds(kind: MeasureKind, rule: str, reason: str, terms: Terms) -> None:
    """law.md F2: a statement of reasons. Raises NeedsReason."""
    if kind in AGAINST_SOMEBODY and (terms.rule(rule) is None or not reason.strip()):
        raise NeedsReason


def is_overdue(since: datetime, terms: Terms, at: datetime) -> bool:
    """Whether something has waited longer for a moderator than the rules promise (law.md F1)."""
    return at - since > timedelta(hours=terms.review_hours)
