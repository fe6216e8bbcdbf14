"""Item 2.2.2: the bundle goes through the real intake, and is mended as a registrar would."""

import io

from meetings.demo.load.identity import demo_id
from meetings.demo.load.papers import described
from meetings.demo.papers import Bundle
from meetings.demo.pdf import make_bundle
from meetings.models import Case, Document, Meeting, Organization
# intake
from meetings.services.publishing import publish_agenda
from portal.core.errors import DomainError
from portal.ledger.changes import Actor


def load_bundle(
    bundle: Bundle,
    organizations: dict[str, Organization],
    cases: dict[str, Case],
    actor: Actor,
) -> None:
    """Drop the bundle on its meeting, mend what the intake could not know, publish."""
    meeting = Meeting.objects.get(record_id=demo_id("meeting", bundle.meeting))
    if meeting.items.filter(number=bundle.item).exists():
        return
