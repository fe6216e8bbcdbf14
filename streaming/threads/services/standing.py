"""Whether somebody may write here and now, and as what they speak."""

from datetime import datetime, timedelta

from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from portal.accounts.roles import ELECTED, Role
from portal.accounts.selectors import assurance_of, reader_of
from portal.accounts.states import AssuranceLevel
from portal.core.clock import now
from portal.core.errors import NotAllowed
from portal.core.throttle import rate, seconds_to_wait
from proposals.models import Proposal
from streaming.threads.errors import Banned, ThreadLocked, TooSoon
from streaming.threads.models import Ban, Comment, Thread
from streaming.threads.rules import check_level
from streaming.threads.selectors.threads import is_public
from streaming.threads.states import Mark
from streaming.threads.terms import Terms

OFFICIALS = frozenset(
    {Role.REGISTRAR, Role.SECRETARY, Role.CLERK, Role.MODERATOR, Role.ADMINISTRATOR}
)
PROPOSAL = "proposal"


def check_may_write(thread: Thread, author: User, terms: Terms) -> None:
    """Raises ThreadLocked, TooSoon, and what `check_may_speak` raises."""
    if not thread.is_open:
        raise ThreadLocked
    check_may_speak(thread, author, terms)
    check_pace(thread, author, terms)


def check_may_speak(thread: Thread, author: User, terms: Terms) -> None:
    """Asked of new words and of other words alike. Raises NotAllowed, TooWeak, Banned."""
    if not may(author, Permission.TAKE_PART) or not is_public(thread):
        raise NotAllowed
    check_level(assurance_of(author), _level_of(thread, terms))
    if (ban := ban_of(thread, author)) is not None:
        raise Banned(ban.ends)


def ban_of(thread: Thread, user: User) -> Ban | None:
    """The longest that holds now, here or in the whole organization."""
    found = Ban.objects.filter(user=user, organization=thread.organization, ends__gt=now())
    here = [each for each in found if each.thread_id in {None, thread.pk}]
    return max(here, key=lambda ban: ban.ends, default=None)


def check_pace(thread: Thread, author: User, terms: Terms) -> None:
    """Slow mode, and how many in a short time: counted under a hash that is soon forgotten."""
    slow = terms.slow_seconds if thread.slow_seconds is None else thread.slow_seconds
    if slow:
        _check_rest(thread, author, timedelta(seconds=slow))
    if wait := seconds_to_wait("comment", f"user {author.pk}", rate(terms.rate)):
        raise TooSoon(wait)


def mark_of(thread: Thread, author: User) -> Mark:
    """What stands beside the name, so that nobody speaks for the city without saying so.

    A role marks where it opens things: after a second factor. A password that somebody else guessed
    speaks for nobody (law.md H5).
    """
    if thread.subject_kind == PROPOSAL and _is_proposer(thread, author):
        return Mark.PROPOSER
    held = {grant.role for grant in reader_of(author)}
    if held & OFFICIALS:
        return Mark.OFFICIAL
    return Mark.ELECTED if held & ELECTED else Mark.NONE


def name_of(author: User) -> str:
    return (author.get_full_name() or author.get_username())[:100]


def _check_rest(thread: Thread, author: User, rest: timedelta) -> None:
    own = Comment.objects.filter(thread=thread, author=author).order_by("-seq")
    last: datetime | None = own.values_list("created_at", flat=True).first()
    if last is not None and (left := last + rest - now()) > timedelta(0):
        raise TooSoon(max(1, -int(-left.total_seconds() // 1)))


def _level_of(thread: Thread, terms: Terms) -> AssuranceLevel:
    """A proposal's own policy says how surely those who speak about it are known."""
    if thread.subject_kind != PROPOSAL:
        return terms.to_comment
    proposal = Proposal.objects.filter(record_id=thread.subject).select_related("policy").first()
    return proposal.policy.known_terms.to_comment if proposal else terms.to_comment


def _is_proposer(thread: Thread, author: User) -> bool:
    return Proposal.objects.filter(record_id=thread.subject, proposer=author).exists()
