"""What an index says of itself, in a file beside the engine's own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """`seq`: everything up to this entry of the ledger is in the index."""

    seq: int = 0
