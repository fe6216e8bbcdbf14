"""Item 2.2.2: the bundle goes through the real intake, and is mended as a registrar would."""

import datetime
import io

from meetings.demo.load.identity import demo_id
from meetings.demo.load.papers import described
from meetings.demo.papers import Bundle
from meetings.demo.pdf import make_bundle
from meetings.models import Case, Meeting, Organization
from meetings.services.drafting import store_draft
from meetings.services.intake import take_in
from meetings.services.publishing import publish_agenda
from portal.core.ids import new_id
from portal.ledger.changes import Actor


def load_bundle(
    bundle: Bundle,
    organizations: dict[str, Organization],
    cases: dict[str, Case],
    actor: Actor,
    was_public: datetime.datetime | None,
) -> None:
    """Drop the bundle on its meeting, mend what the intake could not know, publish."""
    meeting = Meeting.objects.get(record_id=demo_id("meeting", bundle.meeting))
    taken = take_in(
        stream=io.BytesIO(make_bundle(bundle)), file_name=bundle.file_name, meeting=meeting
    )
    if taken.is_repeated and all(document.live for document in taken.documents):
        return
    for document in taken.documents:
        # The intake proposed the next serials; the demo's own may be another paper's proposal.
        document.registrations = []
        document.save()
    for document, paper in zip(taken.documents, bundle.papers, strict=True):
        store_draft(described(document, paper, organizations, cases), user=None)
    assert taken.meeting is not None
    publish_agenda(meeting=taken.meeting, actor=actor, key=str(new_id()), source_time=was_public)
