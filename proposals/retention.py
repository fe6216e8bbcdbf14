"""Followers who never said yes: an address that somebody wrote, perhaps not its owner."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from portal.core.clock import local
from portal.core.retention import RetentionRule
from proposals.models import Follower


def retention_rules() -> Sequence[RetentionRule]:
    """Answer of `portal.core.retention.retention_rules` (law.md E7)."""
    return [
        RetentionRule(
            name="followers",
            what="adresser som aldrig bekräftade att de vill följa ett förslag",
            days=7,
            ground="dataskyddsförordningen artikel 5.1 e",
            older=lambda before: [_line(each) for each in _unconfirmed(before)],
            erase=lambda before: _unconfirmed(before).delete()[0],
            shortest=1,
        )
    ]


def _line(follower: Follower) -> str:
    return f"följare {follower.pk}, tillfrågad {local(follower.asked_at):%F}"


def _unconfirmed(before: datetime) -> QuerySet[Follower]:
    return Follower.objects.filter(confirmed_at=None, asked_at__lt=before).order_by("pk")
