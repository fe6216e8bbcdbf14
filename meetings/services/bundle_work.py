"""Reading bundles and laying them on agendas, in the background, a page at a time.

A bundle is worked on under a lease, and what each page gave is kept before the next one: whoever
takes over from a worker that was killed goes on where it was. A file that brings down worker after
worker is given up.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock, Thread
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from meetings.errors import WrongBundle
from meetings.models import BundlePiece, MeetingBundle, RecognisedPage
from meetings.services.bundle_placing import keep_part, lay_on_agenda
from meetings.services.bundle_splitting import split
from meetings.states import BUNDLE_STEPS, BUNDLES_AT_WORK, BundleState
from portal.core import ocr
from portal.core.clock import now
from portal.core.errors import DomainError
from portal.core.pdf import render_page
from portal.ledger.files import open_file, store_file
from portal.ledger.models import FilePage
from portal.ledger.page_images import thumbnail
from portal.ledger.relay import new_owner
from portal.ledger.storage import object_path

LEASE = timedelta(seconds=60)
"""Longer than a page takes; so long a killed worker keeps others waiting."""

MOST_TRIES = 3
TOLD_EVERY = 10
"""Pages or papers between two words of how far it is, where each takes but a moment."""

log = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another worker has taken the bundle over, or a person has thrown it away."""


@dataclass
class Held:
    """A bundle that is ours for a while."""

    bundle: MeetingBundle
    owner: str

    def said(self, done: int) -> None:
        """Tell how far it is, and hold on. Raises LeaseLost."""
        self._write(done=done, tries=0, lease_until=now() + LEASE)

    def went_on(self, state: BundleState, **told: Any) -> None:
        """The next state begins at its beginning. Raises LeaseLost."""
        assert state in BUNDLE_STEPS[BundleState(self.bundle.state)], state
        self._write(state=state, **{"done": 0, **told})

    def _write(self, **fields: Any) -> None:
        mine = MeetingBundle.objects.filter(pk=self.bundle.pk, lease_owner=self.owner)
        if mine.update(**fields) != 1:
            raise LeaseLost
        for name, value in fields.items():
            setattr(self.bundle, name, value)


def work(owner: str = "") -> int:
    """Take up what waits and nobody holds, one bundle after another; how many there were."""
    owner = owner or new_owner()
    taken = 0
    while (bundle := _claimed(owner)) is not None:
        _bring_on(Held(bundle, owner))
        taken += 1
    return taken


def begin_work() -> int:
    """Answer of `portal.ledger.ports.due_work`: let a thread begin where there is work.

    The relay goes on at once; what it serves may not wait for a page to be recognised.
    """
    if _waiting().exists() and _busy.acquire(blocking=False):
        Thread(target=_work_and_rest, name="bundles", daemon=True).start()
    return 0


_busy = Lock()


def _work_and_rest() -> None:
    try:
        work()
    except Exception:  # the next look begins anew
        log.exception("bundles rest")
    finally:
        connection.close()
        _busy.release()


def _waiting() -> Any:
    free = Q(lease_until=None) | Q(lease_until__lte=now())
    return MeetingBundle.objects.filter(free, state__in=BUNDLES_AT_WORK).order_by("taken_at")


def _claimed(owner: str) -> MeetingBundle | None:
    for pk in _waiting().values_list("pk", flat=True):
        mine = {"lease_owner": owner, "lease_until": now() + LEASE, "tries": F("tries") + 1}
        if _waiting().filter(pk=pk).update(**mine):
            return MeetingBundle.objects.select_related("meeting__organization").get(pk=pk)
    return None


def _bring_on(held: Held) -> None:
    """Step by step until a person is wanted."""
    bundle = held.bundle
    try:
        if bundle.tries > MOST_TRIES:
            raise WrongBundle(_("Arbetet avbröts flera gånger på samma ställe."))
        while bundle.state in STEPS:
            STEPS[BundleState(bundle.state)](held)
    except LeaseLost:
        return
    except DomainError as error:
        _give_up(held, str(error))
    except Exception:
        log.exception("bundle %s", bundle.pk)
        _give_up(held, _("Något gick fel i servern. Säg till den som sköter den."))
    _let_go(held)


def _give_up(held: Held, why: str) -> None:
    """What was read stays to be mended; what could not be read is told.

    Asked of the database: what a transaction that failed had said of the state does not hold.
    """
    mine = MeetingBundle.objects.filter(pk=held.bundle.pk, lease_owner=held.owner)
    if not mine.filter(state=BundleState.PLACING).update(state=BundleState.READY, failure=why):
        mine.filter(state__in=BUNDLES_AT_WORK).update(state=BundleState.FAILED, failure=why)


def _let_go(held: Held) -> None:
    mine = MeetingBundle.objects.filter(pk=held.bundle.pk, lease_owner=held.owner)
    mine.update(lease_owner="", lease_until=None, tries=0)


def _read(held: Held) -> None:
    bundle = held.bundle
    with open_file(bundle.sha256) as stream:
        file = store_file(stream, bundle.name)
    held.went_on(
        BundleState.RECOGNISING if bundle.with_ocr else BundleState.PICTURING, pages=file.pages
    )


def _recognise(held: Held) -> None:
    """Each scanned page that has no words yet; one that gives none is left to people's eyes."""
    sha256 = held.bundle.sha256
    scans = scans_of(sha256)
    known = set(RecognisedPage.objects.filter(file=sha256).values_list("number", flat=True))
    for done, number in enumerate(scans, 1):
        if number not in known:
            RecognisedPage.objects.get_or_create(
                file_id=sha256, number=number, defaults={"text": _words(sha256, number)}
            )
            held.said(done)
    held.went_on(BundleState.PICTURING)


def scans_of(sha256: str) -> list[int]:
    """The pages that show more than their text says."""
    pages = FilePage.objects.filter(file=sha256, is_scan=True).order_by("number")
    return list(pages.values_list("number", flat=True))


def _words(sha256: str, number: int) -> str:
    try:
        return ocr.recognise(render_page(object_path(sha256), number, ocr.WIDTH))
    except ocr.NotRecognised:
        log.warning("page %s of %s was not recognised", number, sha256[:12])
        return ""


def _picture(held: Held) -> None:
    """Small pictures of all pages, then the split: now there is something to show."""
    bundle = held.bundle
    for number in range(1, bundle.pages + 1):
        thumbnail(bundle.sha256, number)
        if number % TOLD_EVERY == 0:
            held.said(number)
    pieces = split(bundle)
    with transaction.atomic():
        held.went_on(
            BundleState.READY, told=bundle.told, missing=bundle.missing, notices=bundle.notices
        )
        BundlePiece.objects.bulk_create(pieces)


def _place(held: Held) -> None:
    """The papers' own files first, each kept; then all drafts in one transaction."""
    bundle = held.bundle
    pieces = list(bundle.pieces.filter(is_left_out=False))
    for done, piece in enumerate(pieces, 1):
        if piece.file_id is None:
            keep_part(bundle, piece)
        if done % TOLD_EVERY == 0:
            held.said(done)
    with transaction.atomic():
        held.went_on(BundleState.PLACED)
        notices = lay_on_agenda(bundle)
        MeetingBundle.objects.filter(pk=bundle.pk).update(notices=notices)


STEPS: dict[BundleState, Callable[[Held], None]] = {
    BundleState.WAITING: _read,
    BundleState.RECOGNISING: _recognise,
    BundleState.PICTURING: _picture,
    BundleState.PLACING: _place,
}
