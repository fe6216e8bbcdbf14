"""What the ledger tells proposals: of their cases, and of their own steps for those who follow."""

from collections.abc import Sequence

from meetings.contents import AgendaItemContent, CaseContent
from meetings.decision_contents import DecisionContent
from portal.ledger.models import Entry, Record
from portal.ledger.readers import ANONYMOUS
from portal.ledger.relay import Subscriber, register_subscriber
from portal.ledger.selectors import records, versions_of
from portal.ledger.versions import Version
from proposals.services.mailing import tell_followers
from proposals.services.tracking import seen_decided, seen_inherited, seen_on_agenda

KINDS = ("case", "agenda-item", "decision")
"""In the order in which they matter: a decision is about an item that is known."""


def register() -> None:
    register_subscriber(Subscriber("proposals", follow_cases))
    register_subscriber(Subscriber("proposal-mails", tell_of_steps))


def follow_cases(entries: Sequence[Entry]) -> None:
    """Only what everybody may read: a closed item tells a proposal nothing."""
    touched = {entry.record_id for entry in entries}
    heads = records(ANONYMOUS).standing().filter(pk__in=touched, kind__in=KINDS)
    versions = versions_of(heads).values()
    for version in sorted(versions, key=lambda each: KINDS.index(each.record.kind)):
        _follow(version)


def tell_of_steps(entries: Sequence[Entry]) -> None:
    """One letter a step to each follower of the proposals among these."""
    touched = {entry.record_id for entry in entries}
    for record in Record.objects.filter(pk__in=touched, kind="proposal").order_by("pk"):
        tell_followers(record.pk)


def _follow(version: Version) -> None:
    content = version.content
    if isinstance(content, CaseContent) and content.inherited_by:
        seen_inherited(case=content.id, heir=content.inherited_by)
    if isinstance(content, AgendaItemContent) and content.case:
        seen_on_agenda(case=content.case, item=content.id)
    if isinstance(content, DecisionContent) and not content.preliminary:
        seen_decided(
            item=content.item,
            decision=content.id,
            outcome=content.outcome,
            sentence=content.sentence,
        )
