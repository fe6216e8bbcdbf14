"""How long the registry's own notes are kept. Nothing of the record is here (law.md J1)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from meetings.models import Drop, ScheduledAct
from meetings.models.scheduled import ScheduledState
from portal.core.retention import RetentionRule


def rules() -> Sequence[RetentionRule]:
    """Answer of the port."""
    ground = "arkivlagen 10 §, gallring av handlingar av tillfällig betydelse"
    return [
        RetentionRule(
            name="drops",
            what="anteckningar om intagna buntar",
            days=365,
            ground=ground,
            older=lambda before: [str(drop) for drop in _drops(before)],
            erase=lambda before: _drops(before).delete()[0],
            shortest=30,
        ),
        RetentionRule(
            name="scheduled",
            what="schemalagda akter som är gjorda eller avbrutna",
            days=365,
            ground=ground,
            older=lambda before: [str(act) for act in _ended(before)],
            erase=lambda before: _ended(before).delete()[0],
            shortest=30,
        ),
    ]


def _drops(before: datetime) -> QuerySet[Drop]:
    return Drop.objects.filter(taken_at__lt=before)


def _ended(before: datetime) -> QuerySet[ScheduledAct]:
    return ScheduledAct.objects.filter(due__lt=before).exclude(state=ScheduledState.WAITING)
