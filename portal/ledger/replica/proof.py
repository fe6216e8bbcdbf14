"""Proving lines of the change feed: order, digest, commitment and chain (docs/proof.md)."""

import json
from dataclasses import dataclass
from typing import Any

from portal.core.canonical import canonical_bytes, sha256_hex
from portal.ledger.chain import GENESIS, chain_of, commitment_of
from portal.ledger.states import STANDING

Json = dict[str, Any]

FACTS = (
    "record",
    "act",
    "version",
    "verb",
    "reason",
    "ground",
    "audience",
    "actor_role",
    "recorded_at",
    "source_time",
    "commitment",
)
"""What the digest of an entry covers (portal.ledger.chain.facts_of)."""

CONTENT = ("sha256", "salt", "content")


class Broken(Exception):
    """The feed is not what a ledger can have said; `seq` is the entry at which it shows."""

    def __init__(self, seq: int, why: str) -> None:
        self.seq = seq
        super().__init__(f"post {seq}: {why}")


@dataclass(frozen=True, slots=True)
class Proved:
    """An entry that holds: its line without the content, and the content apart.

    `record` is empty for a stub; `canonical` is None where the feed gives no content.
    """

    seq: int
    chain: str
    line: str
    record: str = ""
    version: int = 0
    verb: str = ""
    recorded_at: str = ""
    canonical: str | None = None
    sha256: str = ""
    salt: str = ""


@dataclass
class Walk:
    """Where the proof has come to; begins before the first entry."""

    seq: int = 0
    chain: str = GENESIS
    recorded_at: str = ""

    def prove(self, text: str) -> Proved:
        """The next line. Raises Broken."""
        said = _read(text, self.seq + 1)
        seq = _whole(said, "seq", self.seq + 1)
        if seq != self.seq + 1:
            raise Broken(seq, f"följer på post {self.seq}")
        proved = _stub(said, seq) if said.get("stub") is True else _entry(said, seq)
        if proved.chain != chain_of(self.chain, said["commitment"], said["digest"]):
            raise Broken(seq, "hänger inte ihop med posten före")
        if proved.recorded_at and proved.recorded_at < self.recorded_at:
            raise Broken(seq, "är äldre än en post före den")
        self.seq, self.chain = seq, proved.chain
        self.recorded_at = proved.recorded_at or self.recorded_at
        return proved


def _read(text: str, seq: int) -> Json:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise Broken(seq, "är ingen JSON") from None
    if not isinstance(said, dict):
        raise Broken(seq, "är inget objekt")
    return said


def _stub(said: Json, seq: int) -> Proved:
    hashes = {name: _text(said, name, seq) for name in ("commitment", "digest", "chain")}
    line = _canonical({"seq": seq, "stub": True, **hashes}, seq)
    return Proved(seq, hashes["chain"], line)


def _entry(said: Json, seq: int) -> Proved:
    missing = [name for name in (*FACTS, "kind", "nonce", "digest", "chain") if name not in said]
    if missing:
        raise Broken(seq, f"saknar {', '.join(missing)}")
    facts = canonical_bytes_of({name: said[name] for name in FACTS}, seq)
    if sha256_hex(_text(said, "nonce", seq).encode() + facts) != said["digest"]:
        raise Broken(seq, "postens uppgifter är ändrade")
    line = {name: value for name, value in said.items() if name not in CONTENT}
    canonical = _content(said, seq)
    return Proved(
        seq=seq,
        chain=_text(said, "chain", seq),
        line=_canonical(line, seq),
        record=_text(said, "record", seq),
        version=_whole(said, "version", seq),
        verb=_text(said, "verb", seq),
        recorded_at=_text(said, "recorded_at", seq),
        canonical=canonical,
        sha256=said["sha256"] if canonical is not None else "",
        salt=said["salt"] if canonical is not None else "",
    )


def _content(said: Json, seq: int) -> str | None:
    """The content's bytes, which are those that the entry committed itself to."""
    content = said.get("content")
    if said["verb"] not in STANDING:
        if content is not None or commitment_of(said["nonce"], "") != said["commitment"]:
            raise Broken(seq, "en post utan innehåll förband sig till ett")
        return None
    if content is None:
        return None
    canonical = canonical_bytes_of(content, seq)
    if sha256_hex(canonical) != said.get("sha256"):
        raise Broken(seq, "innehållet har en annan hash")
    if commitment_of(_text(said, "salt", seq), said["sha256"]) != said["commitment"]:
        raise Broken(seq, "innehållet är inte det som posten förband sig till")
    if not isinstance(content, dict) or content.get("id") != said["record"]:
        raise Broken(seq, "innehållet hör till en annan post")
    return canonical.decode()


def canonical_bytes_of(value: Any, seq: int) -> bytes:
    try:
        return canonical_bytes(value)
    except (TypeError, ValueError):
        raise Broken(seq, "går inte att skriva i kanonisk form") from None


def _canonical(value: Any, seq: int) -> str:
    return canonical_bytes_of(value, seq).decode()


def _text(said: Json, name: str, seq: int) -> str:
    value = said.get(name)
    if not isinstance(value, str):
        raise Broken(seq, f"{name} är ingen text")
    return value


def _whole(said: Json, name: str, seq: int) -> int:
    value = said.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Broken(seq, f"{name} är inget heltal")
    return value
