"""What somebody needs to check a version by hand: see docs/proof.md and `chain.py`."""

from dataclasses import dataclass

from portal.core.canonical import canonical_bytes
from portal.ledger.chain import GENESIS, facts_of
from portal.ledger.models import Content, Entry
from portal.ledger.versions import Version


@dataclass(frozen=True)
class Proof:
    """One link of the chain in full, for those who may read its content.

    All hashes are lower-case hexadecimal text; `facts` is RFC 8785 JSON. An entry without
    content has no salt: it is committed to the empty text by its nonce.
    """

    seq: int
    sha256: str
    salt: str
    nonce: str
    facts: str
    before: str
    commitment: str
    digest: str
    chain: str


def proof_of(version: Version) -> Proof:
    """The proof of a version that already passed the gate."""
    entry = Entry.objects.get(pk=version.seq)
    before = Entry.objects.filter(pk=version.seq - 1).values_list("chain", flat=True).first()
    stored = Content.objects.filter(pk=version.seq).first()
    shown = stored if version.content else None
    return Proof(
        seq=entry.seq,
        sha256=shown.sha256 if shown else "",
        salt=shown.salt if shown else "",
        nonce=entry.nonce,
        facts=canonical_bytes(facts_of(entry)).decode(),
        before=before or GENESIS,
        commitment=entry.commitment,
        digest=entry.digest,
        chain=entry.chain,
    )
