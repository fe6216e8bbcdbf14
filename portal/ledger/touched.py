"""What has changed since an entry, as identities alone, for whoever keeps copies of records."""

from uuid import UUID

from portal.ledger.models import Entry, audience_filter
from portal.ledger.readers import Reader


def touched_after(seq: int, reader: Reader, most: int) -> frozenset[UUID] | None:
    """The records that entries after this number are about, and what these are parts of.

    None where there are more than `most` entries: then everything that is kept must be asked for.
    """
    entries = Entry.objects.filter(audience_filter(reader), seq__gt=seq).order_by("seq")
    found = list(entries.values_list("record_id", "record__parent")[: most + 1])
    if len(found) > most:
        return None
    return frozenset(pk for pair in found for pk in pair if pk)
