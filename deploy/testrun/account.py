"""What came of each group, and the account of all of them."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """How a group ended. `closing` is the last line that it wrote."""

    name: str
    code: int
    seconds: float
    closing: str

    @property
    def verdict(self) -> str:
        return "passed" if self.code == 0 else f"FAILED ({self.code})"


def summary(outcomes: Iterable[Outcome]) -> str:
    return "\n".join(
        f"{outcome.name:<11} {outcome.verdict:<11} "
        f"{time.strftime('%M:%S', time.gmtime(outcome.seconds))}  {outcome.closing}"
        for outcome in outcomes
    )


def left_out_line(left_out: Sequence[tuple[str, str]]) -> str:
    """The contract's last line; empty when nothing was left out."""
    named = ", ".join(f"{name} ({reason})" for name, reason in left_out)
    return f"LEFT OUT: {named}" if named else ""


def exit_code(
    outcomes: Iterable[Outcome], left_out: Sequence[tuple[str, str]], *, require_all: bool
) -> int:
    failed = any(outcome.code for outcome in outcomes)
    return 1 if failed or (require_all and left_out) else 0
