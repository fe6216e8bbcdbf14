"""Changing an agenda's draft: one at a time, kept in bulk, without a revision for each letter."""

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

from meetings.errors import AgendaLocked, WrongEdit
from meetings.models import AgendaEdit, AgendaItem, Meeting
from meetings.selectors.drafts import newest_of
from meetings.services.settling import settle
from meetings.services.working_rows import store_rows
from portal.accounts.models import User
from portal.core.clock import now
from portal.core.ids import natural_key

SAME_SITTING = datetime.timedelta(minutes=10)
"""Changes by one person within it are one revision."""

REMEMBERED = datetime.timedelta(days=7)


@contextmanager
def changing(meeting: Meeting, user: User) -> Iterator[Meeting]:
    """The newest draft, locked; what was changed in it is kept when the block ends.

    Raises AgendaLocked.
    """
    with transaction.atomic():
        row = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        if row.locked and row.locked_by_id != user.pk:
            raise AgendaLocked(_("%(who)s har låst dagordningen.") % {"who": row.locked_by or ""})
        draft = newest_of(row)
        yield draft
        _keep(draft, user)


def item_in(draft: Meeting, record_id: object) -> AgendaItem:
    """Raises WrongEdit for an item that is not, or no longer, on this agenda."""
    items: Iterable[AgendaItem] = draft.items.all()
    for item in items:
        if str(item.record_id) == str(record_id):
            return item
    raise WrongEdit(_("Punkten finns inte längre på dagordningen."))


def sort_items(draft: Meeting) -> None:
    """As people count, which is also how readers see them."""
    ordered = sorted(draft.items.all(), key=lambda item: natural_key(item.number))
    for place, item in enumerate(ordered):
        item.sort_order = place
    draft.items.set(ordered)


def remember(
    meeting: Meeting, user: User, item: UUID | None, field: str, before: str, after: str
) -> AgendaEdit:
    """For those who have the agenda open too, and for whoever wants it undone."""
    AgendaEdit.objects.filter(meeting=meeting, at__lt=now() - REMEMBERED).delete()
    return AgendaEdit.objects.create(
        meeting=meeting, user=user, item=item, field=field, before=before, after=after
    )


def _keep(draft: Meeting, user: User) -> None:
    sort_items(draft)
    if not draft.live:
        store_rows(draft)
    draft.save_revision(user=user, clean=False, overwrite_revision=_same_sitting(draft, user))
    settle(draft)


def _same_sitting(draft: Meeting, user: User) -> Revision | None:
    """The person's own latest revision, unless it is old or stands published."""
    latest = draft.latest_revision
    if latest is None or latest.user_id != user.pk or latest.pk == draft.live_revision_id:
        return None
    return latest if latest.created_at > now() - SAME_SITTING else None
