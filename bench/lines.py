"""What a benchmark says: one JSON object a line."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Line:
    """One figure. `raw` is the ceiling measured in the same run, in the same unit.

    `ratio` is how near the figure comes to it: 1 is all of it. `target` is what was promised,
    in words; `ok` is None where nothing was.
    """

    bench: str
    case: str
    value: float
    unit: str
    raw: float | None = None
    ratio: float | None = None
    target: str = ""
    ok: bool | None = None
    server: str = ""
    workload: str = ""

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)


def middle(values: Sequence[float]) -> float:
    return round(median(values), 4)


def share(value: float, whole: float) -> float:
    return round(value / whole, 3) if whole else 0.0
