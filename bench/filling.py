"""Fills a copy for the pages: `python -m bench.filling MEETINGS ITEMS PAPERS`.

Prints one JSON object: the addresses of the pages that are measured. A larger number later
only adds.
"""

import json
import sys

import django

django.setup()

from bench import workloads  # noqa: E402  needs the apps
from meetings.demo.scale.load import load_scale  # noqa: E402
from meetings.demo.scale.plan import PlannedCase  # noqa: E402
from meetings.demo.scale.rows import case_id  # noqa: E402
from meetings.models import Meeting  # noqa: E402
from meetings.services.publishing import publish, publish_agenda  # noqa: E402
from portal.ledger.changes import Actor  # noqa: E402
from portal.ledger.models import Record  # noqa: E402

ACTOR = Actor(role="registrar")


def fill(meetings: int, items: int, papers: int) -> dict[str, str]:
    """The addresses of a large meeting, a case of five meetings and ten papers, the diary."""
    load_scale(meetings, progress=lambda *_: None)
    where = workloads.organization()
    large = Meeting.objects.filter(organization=where).first()
    if large is None:
        publish(records=[where], actor=ACTOR, key="organization")
        large = workloads.meeting(1, items=items, papers=papers)
        publish_agenda(meeting=large, actor=ACTOR, key="agenda")
    return {
        "meeting page": Record.objects.get(pk=large.record_id).path,
        "case page": Record.objects.get(pk=case_id(PlannedCase(0, 0))).path,
        "diary list": "/diarium/",
    }


if __name__ == "__main__":
    print(json.dumps(fill(*map(int, sys.argv[1:4]))))
