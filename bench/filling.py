"""Fills a copy for the pages: `python -m bench.filling MEETINGS ITEMS PAPERS`.

Prints one JSON object: the addresses of the pages that are measured, and records to correct. A
larger number later only adds.
"""

import json
import sys
from uuid import UUID

import django

django.setup()

from bench import workloads  # noqa: E402  needs the apps
from meetings.contents import AgendaItemContent  # noqa: E402
from meetings.demo.scale.load import load_scale  # noqa: E402
from meetings.demo.scale.plan import PlannedCase  # noqa: E402
from meetings.demo.scale.rows import case_id  # noqa: E402
from meetings.models import Meeting, Person  # noqa: E402
from meetings.services.publishing import publish, publish_agenda  # noqa: E402
from portal.ledger.changes import Actor  # noqa: E402
from portal.ledger.models import Record  # noqa: E402
from portal.ledger.readers import ANONYMOUS  # noqa: E402
from portal.ledger.selectors import parts_of  # noqa: E402

ACTOR = Actor(role="registrar")


def fill(meetings: int, items: int, papers: int) -> dict[str, str]:
    """The addresses of a large meeting, a case of five meetings and ten papers, the diary, and
    with each (`…, corrected`) the identity of a record whose correction the page shows."""
    load_scale(meetings, progress=lambda *_: None)
    where = workloads.organization()
    large = Meeting.objects.filter(organization=where).first()
    if large is None:
        publish(records=[where], actor=ACTOR, key="organization")
        large = workloads.meeting(1, items=items, papers=papers)
        publish_agenda(meeting=large, actor=ACTOR, key="agenda")
    case = Record.objects.get(pk=case_id(PlannedCase(0, 0)))
    newest = (
        Record.objects.filter(kind="registration").order_by("-date", "-position", "-pk").first()
    )
    assert newest is not None
    return {
        "meeting page": Record.objects.get(pk=large.record_id).path,
        "meeting page, corrected": str(_paper_on(large.record_id)),
        "case page": case.path,
        "case page, corrected": str(case.pk),
        "diary list": "/diarium/",
        "diary list, corrected": str(newest.pk),
        "elsewhere": str(_somebody()),
    }


def _paper_on(meeting: UUID) -> UUID:
    """A paper of the first item."""
    [first, *_rest] = parts_of(meeting, "agenda-item", ANONYMOUS)
    assert isinstance(first.content, AgendaItemContent)
    return first.content.documents[0]


def _somebody() -> UUID:
    """A person whom none of the pages shows."""
    who, _is_new = Person.objects.get_or_create(name="Mät Person", defaults={"is_invented": True})
    if not who.live:
        publish(records=[who], actor=ACTOR, key="person")
    return UUID(str(who.record_id))


if __name__ == "__main__":
    print(json.dumps(fill(*map(int, sys.argv[1:4]))))
