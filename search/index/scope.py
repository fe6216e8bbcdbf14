"""Who asks, and what the index does not know yet: both go into every question."""

from portal.ledger.models import Record
from portal.ledger.readers import Reader, audiences_of
from search.index.state import State
from search.index.streams import changed_keys
from search.plans import Scope


def scope_of(reader: Reader, state: State | None) -> Scope:
    """The reader's audiences, and the keys that changed after the index was written.

    A record that has only its first version is not in the index before the index knows it, so
    it need not be left out; the others are few. One query, by the index on `seq`.
    """
    return Scope(audiences_of(reader), changed_since(state) if state else frozenset())


def changed_since(state: State) -> frozenset[str]:
    """Records whose newest entry replaced an earlier one later than that, the texts below them,
    and texts that changed themselves."""
    later = Record.objects.filter(seq__gt=state.seq, version__gt=1)
    records = set(later.values_list("pk", flat=True))
    return frozenset({*map(str, records), *changed_keys(state.sources, records)})
