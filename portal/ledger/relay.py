"""The relay: subscribers read the ledger in order, each with its own cursor.

At least once, in order: a subscriber that dies in the middle of a batch gets it again, so
what it does must be harmless to repeat. A lease lets one process run each subscriber; when
that process is killed, another takes over as the lease runs out.
"""

import logging
import os
import secrets
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from portal.core.clock import now
from portal.ledger.models import Cursor, Entry
from portal.ledger.selectors import head_seq

LEASE = timedelta(seconds=60)
"""A batch is handled within this, or another process may begin on it too."""

RETRY = timedelta(seconds=5)
"""Rest after a failure."""

LONGEST_ERROR = 500

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Subscriber:
    """Who reads: `handle` gets up to `batch` entries in order and may get them again."""

    name: str
    handle: Callable[[Sequence[Entry]], None]
    batch: int = 100


@dataclass(frozen=True)
class Lag:
    """How far a subscriber is behind the ledger, in entries, and what stopped it if anything."""

    subscriber: str
    seq: int
    behind: int
    failed: str


SUBSCRIBERS: dict[str, Subscriber] = {}


def register_subscriber(subscriber: Subscriber) -> Subscriber:
    """Let the relay serve this subscriber; called in `AppConfig.ready()`."""
    SUBSCRIBERS[subscriber.name] = subscriber
    return subscriber


def new_owner() -> str:
    """A name for a runner of leases that no other has."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"


def deliver_all(owner: str, lease: timedelta = LEASE) -> int:
    """Serve every subscriber until none that we may run is behind; returns entries delivered."""
    total = 0
    while delivered := sum(deliver(each, owner, lease) for each in SUBSCRIBERS.values()):
        total += delivered
    return total


def deliver(subscriber: Subscriber, owner: str, lease: timedelta = LEASE) -> int:
    """Hand the subscriber its next batch, unless another runs it; returns its size."""
    if _position(subscriber.name) >= head_seq() or not _take_lease(subscriber.name, owner, lease):
        return 0
    seq = _position(subscriber.name)
    entries = list(Entry.objects.filter(seq__gt=seq).order_by("seq")[: subscriber.batch])
    if not entries:
        _release(subscriber.name, owner)
        return 0
    return _handle(subscriber, owner, entries)


def lags() -> list[Lag]:
    """Every subscriber's lag, by name."""
    head = head_seq()
    cursors = Cursor.objects.in_bulk(list(SUBSCRIBERS))
    found = ((name, cursors.get(name) or Cursor(subscriber=name)) for name in sorted(SUBSCRIBERS))
    return [Lag(name, at.seq, max(0, head - at.seq), at.failed) for name, at in found]


def rewind(name: str, seq: int = 0) -> None:
    """Let a subscriber read again from the entry after `seq`."""
    Cursor.objects.update_or_create(subscriber=name, defaults={"seq": seq, "failed": ""})


def _handle(subscriber: Subscriber, owner: str, entries: Sequence[Entry]) -> int:
    try:
        subscriber.handle(entries)
    except Exception as error:  # one subscriber's fault stops neither the others nor the relay
        log.exception("%s failed at entry %s", subscriber.name, entries[0].seq)
        _fail(subscriber.name, owner, error)
        return 0
    if not _advance(subscriber.name, owner, entries[-1].seq):
        log.warning("%s lost its lease at entry %s", subscriber.name, entries[0].seq)
    return len(entries)


def _position(name: str) -> int:
    return Cursor.objects.filter(pk=name).values_list("seq", flat=True).first() or 0


def _take_lease(name: str, owner: str, lease: timedelta) -> bool:
    Cursor.objects.get_or_create(subscriber=name)
    at = now()
    free = Q(lease_until=None) | Q(lease_until__lte=at) | Q(lease_owner=owner)
    taken = Cursor.objects.filter(free, pk=name)
    return taken.update(lease_owner=owner, lease_until=at + lease) == 1


def _advance(name: str, owner: str, seq: int) -> bool:
    """Move on and let go of the lease; a runner that lost the lease in between moves nothing."""
    held = Cursor.objects.filter(pk=name, lease_owner=owner, seq__lt=seq)
    return held.update(seq=seq, failed="", lease_owner="", lease_until=None) == 1


def _release(name: str, owner: str) -> None:
    Cursor.objects.filter(pk=name, lease_owner=owner).update(lease_owner="", lease_until=None)


def _fail(name: str, owner: str, error: Exception) -> None:
    """Nobody tries again before the rest is over."""
    said = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
    Cursor.objects.filter(pk=name, lease_owner=owner).update(
        failed=said, lease_owner="", lease_until=now() + RETRY
    )
