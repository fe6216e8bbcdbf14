"""Where a draft stands on its way from one person's desk to the public."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.models import Review, RuleSet
from meetings.states import ReviewVerdict


@dataclass(frozen=True)
class Reviewed:
    """All that was said, oldest first, and what counts of it now.

    `approved_by` is nobody when the draft has changed since it was approved.
    """

    said: tuple[Review, ...]
    approved_by: int | None
    is_stale: bool
    latest: ReviewVerdict | None

    @property
    def words(self) -> str:
        if self.approved_by is not None:
            return _("granskad")
        if self.is_stale:
            return _("ändrad sedan den granskades")
        known = {
            ReviewVerdict.ASKED: _("väntar på granskning"),
            ReviewVerdict.RETURNED: _("åter till författaren"),
        }
        return known[self.latest] if self.latest in known else _("inte granskad")


def reviewed(record: UUID, digest: str) -> Reviewed:
    """What was said of a record whose act would now have this digest."""
    said = tuple(Review.objects.filter(record=record).select_related("user").order_by("pk"))
    verdicts = [each for each in said if each.verdict != ReviewVerdict.COMMENT]
    newest = verdicts[-1] if verdicts else None
    approved = newest is not None and newest.verdict == ReviewVerdict.APPROVED
    holds = newest is not None and newest.digest == digest
    return Reviewed(
        said=said,
        approved_by=newest.user_id if newest and approved and holds else None,
        is_stale=approved and not holds,
        latest=ReviewVerdict(newest.verdict) if newest else None,
    )


def asks_for_two(organization: UUID | None) -> bool:
    """law.md E2: whether the organization's rules ask for a second person."""
    if organization is None:
        return False
    rules = RuleSet.objects.filter(organization__record_id=organization, review_required=True)
    return rules.exists()
