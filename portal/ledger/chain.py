"""The hash chain: what each link covers, so that anyone can follow it.

commitment = SHA-256(salt ‖ sha256 of the content)        the salt dies with the content
digest     = SHA-256(nonce ‖ RFC 8785 of the entry's facts)   shown as a stub to others
chain      = SHA-256(chain before ‖ commitment ‖ digest)

All hashes are lower-case hexadecimal text and are joined as text.
"""

import secrets
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from portal.core.canonical import canonical_bytes, sha256_hex

GENESIS = "0" * 64


class Link(Protocol):
    """What an entry must know to be chained."""

    record_id: UUID
    act_id: UUID
    version: int
    verb: str
    reason: str
    ground: str
    audience: str
    actor_role: str
    recorded_at: datetime
    source_time: datetime | None
    commitment: str
    nonce: str


def new_salt() -> str:
    return secrets.token_hex(32)


def commitment_of(salt: str, sha256: str) -> str:
    return sha256_hex(f"{salt}{sha256}".encode())


def digest_of(entry: Link) -> str:
    return sha256_hex(entry.nonce.encode() + canonical_bytes(facts_of(entry)))


def facts_of(entry: Link) -> dict[str, str | int | None]:
    """The public facts of an entry in the form that its digest covers."""
    return {
        "record": str(entry.record_id),
        "act": str(entry.act_id),
        "version": entry.version,
        "verb": str(entry.verb),
        "reason": entry.reason,
        "ground": entry.ground,
        "audience": entry.audience,
        "actor_role": entry.actor_role,
        "recorded_at": fixed_time(entry.recorded_at),
        "source_time": fixed_time(entry.source_time) if entry.source_time else None,
        "commitment": entry.commitment,
    }


def chain_of(before: str, commitment: str, digest: str) -> str:
    return sha256_hex(f"{before}{commitment}{digest}".encode())


def fixed_time(moment: datetime) -> str:
    """UTC with six decimals: every time has the same width."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
