"""Threads follow the record and the meeting: opened with a record, locked by the gavel.

By cursors and looks, never by signals: what a crash interrupts is done at the next look.
"""

from collections.abc import Sequence
from datetime import timedelta

from portal.core.clock import today
from portal.ledger.changes import Actor
from portal.ledger.models import Entry
from portal.ledger.readers import PUBLIC
from portal.ledger.relay import Subscriber, register_subscriber
from portal.ledger.states import STANDING
from streaming.hub.services import begin_anew
from streaming.threads.errors import NotDiscussed
from streaming.threads.models import Thread
from streaming.threads.selectors.policies import city_terms, terms_of
from streaming.threads.selectors.threads import is_public
from streaming.threads.services.opening import is_discussable, open_thread
from streaming.threads.services.telling import tell_anew

PORTAL = Actor(role="portal")
LATELY = timedelta(days=1)
"""Records with an older day are history when they come here: nobody talks about an import."""


def follow_record() -> None:
    register_subscriber(Subscriber("threads", follow))


def follow(entries: Sequence[Entry]) -> None:
    """Open the thread of what was just published; still the one of what fell."""
    for entry in entries:
        record = entry.record
        if not is_discussable(record):
            continue
        thread = Thread.objects.filter(subject=record.pk).first()
        if thread is not None:
            _follow_audience(thread)
        elif entry.verb in STANDING and entry.audience == PUBLIC:
            _open(entry)


def _open(entry: Entry) -> None:
    record = entry.record
    keeper = record.organization or city_terms().pages_kept_by
    if keeper is None or record.kind not in terms_of(keeper).opens:
        return
    if record.date is not None and record.date < today() - LATELY:
        return
    try:
        open_thread(subject=record.pk, actor=PORTAL, organization=keeper)
    except NotDiscussed:
        return  # it is not for all any more


def _follow_audience(thread: Thread) -> None:
    """What was told of a record that fell is dropped from the stream, and comes back with it."""
    if is_public(thread):
        tell_anew(thread)
    else:
        begin_anew(stream=thread.stream, sections={})
