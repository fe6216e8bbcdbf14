"""What came of agenda items: the decision where there is one, else the agenda's own sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.contents import AgendaItemContent
from meetings.decision_contents import DecisionContent
from meetings.outlets.web.known import url_of
from meetings.outlets.words import sentence
from portal.ledger.readers import Reader
from portal.ledger.selectors import parts_of_many
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The decisions of some items, by item."""

    decisions: Mapping[UUID, Version] = field(default_factory=dict)

    def words(self, item: AgendaItemContent) -> str:
        """One sentence; empty when nothing is known."""
        decision = self.decision(item)
        return decision_words(decision) if decision else sentence(item.outcome)

    def decision(self, item: AgendaItemContent) -> DecisionContent | None:
        version = self.decisions.get(item.id)
        content = version.content if version else None
        return content if isinstance(content, DecisionContent) else None

    def version(self, item: AgendaItemContent) -> Version | None:
        """The decision as a record."""
        return self.decisions[item.id] if self.decision(item) else None

    def url(self, item: AgendaItemContent) -> str:
        """The decision's own page; empty where there is none."""
        return url_of(self.decisions[item.id]) if self.decision(item) else ""


UNDECIDED = Outcomes()


def decision_words(decision: DecisionContent) -> str:
    """The decision's sentence; how the vote fell stands in it or after it."""
    said = sentence(decision.sentence)
    if not decision.figures or decision.figures in said:
        return said
    return _("%(said)s Rösterna föll %(figures)s.") % {"said": said, "figures": decision.figures}


def outcomes_of(items: Iterable[UUID], reader: Reader) -> Outcomes:
    """Read the decisions on these items in one go; the first one on an item is the item's."""
    newest_last = parts_of_many(list(items), "decision", reader, order=("-position", "-pk"))
    return Outcomes({each.record.parent: each for each in newest_last if each.record.parent})
