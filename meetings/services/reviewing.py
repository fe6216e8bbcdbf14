"""Draft, reviewed, published: what a colleague says of a draft, and what it is good for."""

from django.utils.translation import gettext as _

from meetings.errors import NotReviewed, ReasonMissing
from meetings.models import Review, WorkingRecord
from meetings.selectors.reviews import asks_for_two, reviewed
from meetings.states import ReviewVerdict
from portal.accounts.models import User

NEEDS_WORDS = frozenset({ReviewVerdict.RETURNED, ReviewVerdict.COMMENT})


def say(
    *, record: WorkingRecord, digest: str, verdict: ReviewVerdict, text: str, user: User
) -> Review:
    """Keep a verdict on what an act with this digest would do. Raises ReasonMissing."""
    if verdict in NEEDS_WORDS and not text.strip():
        raise ReasonMissing(_("Skriv vad som behöver ändras, eller vad du vill säga."))
    return Review.objects.create(
        record=record.record_id, digest=digest, verdict=verdict, text=text.strip(), user=user
    )


def check_reviewed(*, record: WorkingRecord, digest: str, user: User) -> None:
    """Raises NotReviewed where the rules ask for somebody else's approval of just this."""
    if not asks_for_two(record.keeper_id()):
        return
    approved_by = reviewed(record.record_id, digest).approved_by
    if approved_by is None:
        raise NotReviewed(
            _("Regelverket kräver granskning. Be någon annan granska det som det står nu.")
        )
    if approved_by == user.pk:
        raise NotReviewed(_("Du har granskat det själv. Någon annan ska publicera."))
