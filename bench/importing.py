"""An import, timed inside a copy: `python -m bench.importing MEETINGS`.

Prints one JSON object: seconds, objects, entries, the longest act, growth of memory, what a
registrar waited meanwhile, and the seconds that the same rows take bare.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import django

django.setup()

from django.db import connection, transaction  # noqa: E402  needs the apps

from bench.import_town import write_town  # noqa: E402
from meetings.importing.oparl import Imported, import_oparl  # noqa: E402
from meetings.importing.report import Report  # noqa: E402
from portal.ledger.models import Content as StoredContent  # noqa: E402
from portal.ledger.models import Entry  # noqa: E402

HEATED = 0.4
"""Share of the work after which memory is looked at first."""


@dataclass
class Found:
    seconds: float = 0.0
    raw_seconds: float = 0.0
    objects: int = 0
    entries: int = 0
    longest_act: float = 0.0
    grown_mb: float = 0.0
    waits: list[float] = field(default_factory=list)


class Watch:
    """The peak of memory early and late in the run."""

    def __init__(self) -> None:
        self.early = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        if step == "skriver" and not self.early and done >= HEATED * total:
            self.early = _peak()


def measure(meetings: int) -> Found:
    """The import by itself for its rate; then once more beside a registrar, for the waits."""
    with tempfile.TemporaryDirectory(prefix="radslag-town-") as scratch:
        warm, town = Path(scratch, "warm"), Path(scratch, "town")
        write_town(warm, 3)
        write_town(town, meetings)
        _import(warm, "warm", Watch())
        before, watch = Entry.objects.count(), Watch()
        began = time.perf_counter()
        done = _import(town, "town", watch)
        seconds = time.perf_counter() - began
        found = Found(
            seconds=seconds,
            objects=done.report.objects.total(),
            entries=Entry.objects.count() - before,
            grown_mb=_peak() - watch.early,
        )
        found.raw_seconds = _raw(before)
        beside, found.waits = _beside_a_registrar(town)
        found.longest_act = max(done.longest_act, beside.longest_act)
    return found


def _import(folder: Path, name: str, watch: Watch) -> Imported:
    done = import_oparl(address=str(folder), report=Report(), name=name, progress=watch)
    assert done.report.is_whole
    return done


def _beside_a_registrar(folder: Path) -> tuple[Imported, list[float]]:
    command = [sys.executable, "-m", "bench.registrar"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as registrar:
        assert registrar.stdin is not None
        assert registrar.stdout is not None
        registrar.stdout.readline()
        done = _import(folder, "beside", Watch())
        registrar.stdin.close()
        waits: list[float] = json.loads(registrar.stdout.readline())
    return done, waits


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _raw(before: int) -> float:
    """The same entries and contents in one transaction, with nothing of ours round them."""
    contents = StoredContent.objects.filter(entry__gt=before)
    rows = list(contents.values_list("entry_id", "canonical", "sha256", "salt"))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_raw (seq bigint, canonical text, sha256 text, salt text)"
        )
        began = time.perf_counter()
        with transaction.atomic():
            cursor.executemany("INSERT INTO bench_raw VALUES (%s, %s, %s, %s)", rows)
        return time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(asdict(measure(int(sys.argv[1])))))
