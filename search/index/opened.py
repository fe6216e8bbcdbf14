"""The index that stands now, as this process has it open."""

from dataclasses import dataclass

from search.analysis.chain import Analysis
from search.engines.base import Engine
from search.index.state import State


@dataclass
class OpenedIndex:
    """An engine with what its folder says of it; `mark` changes with every commit."""

    engine: Engine
    analysis: Analysis
    state: State
    mark: str


def opened() -> OpenedIndex | None:
    """The index, as new as its newest commit; None while there is none."""
    return None


def gone_wrong(index: OpenedIndex, error: Exception) -> None:
    """The index broke under a question: close it, so that it is looked at and made anew."""
