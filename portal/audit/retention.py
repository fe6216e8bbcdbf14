"""How long the log is kept."""

from collections.abc import Sequence
from datetime import datetime

from portal.audit.models import AuditEvent
from portal.core.retention import RetentionRule

TEN_YEARS = 3_660
"""Days. The database refuses to erase anything younger than ten years (`sql/`)."""


def rules() -> Sequence[RetentionRule]:
    """Answer of the port."""
    return [
        RetentionRule(
            name="audit",
            what="händelser i granskningsloggen",
            days=TEN_YEARS,
            ground="arkivlagen 10 §, stadens gallringsbeslut",
            older=lambda before: [f"{AuditEvent.objects.filter(at__lt=before).count()} händelser"],
            erase=_erase,
            shortest=TEN_YEARS,
        )
    ]


def _erase(before: datetime) -> int:
    return AuditEvent.objects.filter(at__lt=before).delete()[0]
