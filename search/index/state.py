"""What an index says of itself: facts of the build in a file, positions in the engine's note."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from search.analysis.chain import Analysis
from search.analysis.compounds import lexicon_from
from search.engines.base import EngineError
from search.index.folders import replace_file

FORMAT = 2
"""Raised when fields or analysis change: an index of another format is built anew."""


@dataclass(frozen=True)
class Facts:
    """What was built, when, and by how many documents its lexicon was learned.

    `commits` counts the commits since: a reader looks anew when the file has changed.
    """

    engine: str
    format: int = FORMAT
    built_at: str = ""
    learned_from: int = 0
    commits: int = 0


@dataclass(frozen=True)
class State:
    """How far the index has read: the entry of the ledger, and the change of every stream."""

    seq: int = 0
    sources: dict[str, int] = field(default_factory=dict)

    def note(self) -> str:
        return json.dumps(asdict(self))


def state_from(note: str) -> State:
    """The state that a note holds. Raises EngineError for anything else."""
    try:
        said = json.loads(note) if note else {}
        return State(int(said.get("seq", 0)), {k: int(v) for k, v in said["sources"].items()})
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise EngineError(f"the index does not say how far it has read: {note!r}") from error


def write_facts(folder: Path, facts: Facts) -> None:
    replace_file(folder / "facts.json", json.dumps(asdict(facts)))


def read_facts(folder: Path) -> Facts:
    """Raises EngineError where they are missing, broken or of another format."""
    try:
        facts = Facts(**json.loads((folder / "facts.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise EngineError(f"{folder.name} does not say what it is: {error}") from error
    if facts.format != FORMAT:
        raise EngineError(f"{folder.name} has format {facts.format}, not {FORMAT}")
    return facts


def write_lexicon(folder: Path, analysis: Analysis) -> None:
    replace_file(folder / "lexicon.txt", "".join(analysis.lexicon.lines()))


def read_analysis(folder: Path) -> Analysis:
    """The analysis by which the folder was built. Raises EngineError."""
    try:
        with (folder / "lexicon.txt").open(encoding="utf-8") as lines:
            return Analysis(lexicon_from(lines))
    except (OSError, ValueError) as error:
        raise EngineError(f"{folder.name} has no lexicon that can be read: {error}") from error
