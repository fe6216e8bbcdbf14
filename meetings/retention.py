"""How long the registry's own notes are kept. Nothing of the record is here (law.md J1)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Model, QuerySet

from meetings.models import Drop, MeetingBundle, PaperNote, ReadMark, ScheduledAct, SummonsReceipt
from meetings.models.scheduled import ScheduledState
from portal.core.retention import RetentionRule

A_TERM = 4 * 365 + 1
"""Days between two elections."""


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
            name="meeting-bundles",
            what="uppdelningar av hela dagordningar",
            days=365,
            ground=ground,
            older=lambda before: [str(bundle) for bundle in _bundles(before)],
            erase=lambda before: _bundles(before).delete()[0],
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
        *(_members_own(name, what, model, field) for name, what, model, field in MEMBERS_OWN),
    ]


MEMBERS_OWN: Sequence[tuple[str, str, type[Model], str]] = (
    ("room-notes", "ledamöters anteckningar i sammanträdesrummet", PaperNote, "written_at"),
    ("room-read", "vad ledamöter har läst i sammanträdesrummet", ReadMark, "read_at"),
    ("summonses", "kvitton på öppnade kallelser", SummonsReceipt, "opened_at"),
)


def _members_own(name: str, what: str, model: type[Model], field: str) -> RetentionRule:
    def older(before: datetime) -> QuerySet[Model]:
        return model._default_manager.filter(**{f"{field}__lt": before})

    return RetentionRule(
        name=name,
        what=what,
        days=A_TERM,
        ground="artikel 5.1 e i dataskyddsförordningen: en mandatperiod",
        older=lambda before: [f"{model._meta.label}: {older(before).count()}"],
        erase=lambda before: older(before).delete()[0],
        shortest=365,
    )


def _drops(before: datetime) -> QuerySet[Drop]:
    return Drop.objects.filter(taken_at__lt=before)


def _bundles(before: datetime) -> QuerySet[MeetingBundle]:
    return MeetingBundle.objects.filter(taken_at__lt=before)


def _ended(before: datetime) -> QuerySet[ScheduledAct]:
    return ScheduledAct.objects.filter(due__lt=before).exclude(state=ScheduledState.WAITING)
