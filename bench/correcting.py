"""Corrects records, one act each: `python -m bench.correcting` inside a copy.

Says `ready`, reads the identity of a record a line, corrects that record, and answers with the
number of the newest entry: whoever asks for a page then asks after the act.
"""

import sys
from uuid import UUID

import django

django.setup()

from portal.core.ids import new_id  # noqa: E402  needs the apps
from portal.ledger.changes import Actor, Change  # noqa: E402
from portal.ledger.models import Record  # noqa: E402
from portal.ledger.selectors import head_seq, version_of  # noqa: E402
from portal.ledger.services import publish_act  # noqa: E402
from portal.ledger.states import Verb  # noqa: E402

ACTOR = Actor(role="registrar")
MARK = " (rättad)"


def correct(pk: UUID) -> int:
    """One word more in its title, and one less the next time; the newest entry after it."""
    record = Record.objects.get(pk=pk)
    content = version_of(record).content
    assert content is not None
    said = content.title
    title = said.removesuffix(MARK) if said.endswith(MARK) else said + MARK
    changed = content.model_copy(update={"title": title})
    change = Change(pk, Verb.CORRECTED, changed, record.audience)
    publish_act(actor=ACTOR, changes=[change], key=str(new_id()), reason="Mätning.")
    return head_seq()


if __name__ == "__main__":
    print("ready", flush=True)
    for line in sys.stdin:
        print(correct(UUID(line.strip())), flush=True)
