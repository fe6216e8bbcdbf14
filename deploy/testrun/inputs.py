"""Real input that tests take where it lies beside the checkout; it is copied into no project."""

from collections.abc import Mapping
from pathlib import Path

BESIDE = Path(__file__).resolve().parents[3] / "shared/data"

INPUTS: Mapping[str, str] = {
    "real bundle": "seeds/002*.txt",
    "real town": "huertgenwald/*.tar.zst",
}
"""What tests call it, and how it is found beside the checkout."""


def missing_inputs(folder: Path = BESIDE) -> dict[str, str]:
    """Inputs whose tests skip themselves here, and why."""
    return {
        name: f"../shared/data/{pattern} is not there"
        for name, pattern in INPUTS.items()
        if not any(folder.glob(pattern))
    }
