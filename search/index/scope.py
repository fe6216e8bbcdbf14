"""Who asks, and what the index does not know yet: both go into every question."""

from portal.ledger.models import Record
from portal.ledger.readers import Reader, audiences_of
from search.index.state import State
from search.plans import Scope


def scope_of(reader: Reader, state: State | None) -> Scope:
    """The reader's audiences, and the keys that changed after the index was written.

    A record that has only its first version is not in the index before the index knows it, so
    it need not be left out; the others are few. One query, by the index on `seq`.
    """
    return Scope(audiences_of(reader), changed_since(state.seq) if state else frozenset())


def changed_since(seq: int) -> frozenset[str]:
    """Records whose newest entry is later than that one and replaced an earlier version."""
    later = Record.objects.filter(seq__gt=seq, version__gt=1)
    return frozenset(str(pk) for pk in later.values_list("pk", flat=True))
