"""Proving the ledger: its order, its chain, its contents, its files and its heads."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

from portal.core.canonical import canonical_bytes, sha256_hex
from portal.core.errors import DomainError
from portal.core.progress import Progress, silent
from portal.ledger.chain import GENESIS, chain_of, commitment_of, digest_of
from portal.ledger.models import Content, Entry, Record, StoredFile
from portal.ledger.replay import CHUNK, differing_fields, replay
from portal.ledger.states import ALLOWED_AFTER, STANDING, Verb
from portal.ledger.storage import hash_of, object_path
from portal.ledger.triggers import missing


@dataclass(frozen=True)
class Deviation:
    """Something that is not as it must be: which promise, where, and what was seen."""

    promise: str
    place: str
    seen: str

    def __str__(self) -> str:
        return f"{self.promise}: {self.place}: {self.seen}"

    def as_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass
class Walk:
    """Where a walk along the chain has come to."""

    seq: int = 0
    chain: str = GENESIS
    recorded_at: datetime | None = None
    versions: dict[UUID, tuple[int, str | None]] = field(default_factory=dict)


def verify(progress: Progress = silent) -> Iterator[Deviation]:
    """Every deviation found; none means that the ledger is what was written into it."""
    yield from verify_chain(progress)
    yield from verify_heads(progress)
    yield from verify_files(progress)
    yield from (Deviation("trigger", name, "saknas eller är ändrad") for name in missing())


def verify_chain(progress: Progress = silent) -> Iterator[Deviation]:
    """Order, links, commitments and contents, entry by entry."""
    walk, total = Walk(), Entry.objects.count()
    erased = set(Entry.objects.filter(verb=Verb.ERASED).values_list("record_id", flat=True))
    entries = Entry.objects.select_related("act", "content").prefetch_related("file_uses")
    for done, entry in enumerate(entries.order_by("seq").iterator(chunk_size=CHUNK), 1):
        for promise, seen in _faults(entry, walk, entry.record_id in erased):
            yield Deviation(promise, f"post {entry.seq}", seen)
        walk.seq, walk.chain, walk.recorded_at = entry.seq, entry.chain, entry.recorded_at
        walk.versions[entry.record_id] = (entry.version, entry.verb)
        progress("kedjan", done, total)


def verify_heads(progress: Progress = silent) -> Iterator[Deviation]:
    """Each head is what its entries make of it, and no head is without entries."""
    try:
        made = replay(progress).heads
    except (DomainError, LookupError, ValueError) as error:
        yield Deviation("head", "alla", f"går inte att härleda: {error}")
        return
    for head in Record.objects.order_by("pk").iterator(chunk_size=CHUNK):
        if head.pk not in made:
            yield Deviation("head", str(head.pk), "har ingen post")
        elif names := differing_fields(head, made[head.pk]):
            yield Deviation("head", str(head.pk), f"skiljer i {', '.join(names)}")


def verify_files(progress: Progress = silent) -> Iterator[Deviation]:
    """Each stored file has its bytes; each erased one has none."""
    total = StoredFile.objects.count()
    files = StoredFile.objects.order_by("pk").iterator(chunk_size=CHUNK)
    for done, file in enumerate(files, 1):
        if seen := _file_fault(file):
            yield Deviation("file", file.sha256, seen)
        progress("filer", done, total)


def _faults(entry: Entry, walk: Walk, is_erased: bool) -> Iterator[tuple[str, str]]:
    yield from _order_faults(entry, walk)
    if entry.digest != digest_of(entry):
        yield "digest", "postens uppgifter är ändrade"
    if entry.chain != chain_of(walk.chain, entry.commitment, entry.digest):
        yield "chain", "hänger inte ihop med posten före"
    if (entry.act.recorded_at, entry.act.actor_role) != (entry.recorded_at, entry.actor_role):
        yield "act", "stämmer inte med sin akt"
    yield from _content_faults(entry, getattr(entry, "content", None), is_erased)


def _order_faults(entry: Entry, walk: Walk) -> Iterator[tuple[str, str]]:
    version, verb = walk.versions.get(entry.record_id, (0, None))
    if entry.seq != walk.seq + 1:
        yield "order", f"följer på post {walk.seq}"
    if walk.recorded_at is not None and entry.recorded_at < walk.recorded_at:
        yield "order", "är äldre än posten före"
    if entry.version != version + 1:
        yield "version", f"är version {entry.version} efter {version}"
    if entry.verb not in ALLOWED_AFTER[verb]:
        yield "verb", f"{entry.verb} efter {verb}"


def _content_faults(
    entry: Entry, content: Content | None, is_erased: bool
) -> Iterator[tuple[str, str]]:
    if content is None:
        yield from _absence_faults(entry, is_erased)
        return
    if entry.verb not in STANDING or is_erased:
        yield "content", "har ett innehåll som inte ska finnas"
    if sha256_hex(content.canonical.encode()) != content.sha256:
        yield "content", "innehållet har en annan hash"
    yield from _reading_faults(entry, content.canonical)
    if commitment_of(content.salt, content.sha256) != entry.commitment:
        yield "commitment", "innehållet är inte det som posten förband sig till"


def _absence_faults(entry: Entry, is_erased: bool) -> Iterator[tuple[str, str]]:
    if entry.verb not in STANDING and commitment_of(entry.nonce, "") != entry.commitment:
        yield "commitment", "en post utan innehåll förband sig till ett"
    if entry.verb in STANDING and not is_erased:
        yield "content", "innehållet saknas"


def _reading_faults(entry: Entry, canonical: str) -> Iterator[tuple[str, str]]:
    try:
        stored = json.loads(canonical)
        is_canonical = canonical.encode() == canonical_bytes(stored)
        listed = {(ref["name"], ref["file_sha256"]) for ref in stored["files"]}
    except (LookupError, TypeError, ValueError):
        yield "content", "innehållet går inte att läsa"
        return
    if not is_canonical:
        yield "content", "innehållet är inte i kanonisk form"
    if stored["id"] != str(entry.record_id):
        yield "content", "innehållet hör till en annan post"
    if listed != {(use.name, use.file_id) for use in entry.file_uses.all()}:
        yield "file", "innehållet och fillistan nämner olika filer"


def _file_fault(file: StoredFile) -> str:
    path = object_path(file.sha256)
    if file.erased_at is not None:
        return "är raderad men finns kvar" if path.exists() else ""
    if not path.exists():
        return "saknas i lagringen"
    return "" if hash_of(path) == file.sha256 else "har ett annat innehåll än sitt namn"
