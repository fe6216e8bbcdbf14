"""What a proposal is like: asked by who writes it and by who decides whether it is published."""

from portal.ledger.readers import Reader
from proposals.models import Proposal
from search.shown.rows import HitRow
from search.similar import similar_to

KINDS = frozenset({"proposal"})


def alike(proposal: Proposal, reader: Reader, most: int) -> list[HitRow]:
    """Other proposals that the reader may know of, the most alike first."""
    words = f"{proposal.title}\n{proposal.text}"
    found = similar_to(words, reader, kinds=KINDS, most=most + 1)
    return [each for each in found if each.document.key != str(proposal.record_id)][:most]
