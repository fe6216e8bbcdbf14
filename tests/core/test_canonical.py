"""The one byte form: RFC 8785 with NFC and without floats."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from portal.core.canonical import canonical_bytes, sha256_hex

GOLDEN = Path(__file__).with_name("canonical.json")
VALUE = {
    "ö": "<>&'",
    "å": {"b": 2, "a": 1},
    "a\u0308": "NFC",
    "A\u030a": "åäö A\u030aA\u0308O\u0308 e\u0301",
    "Z": {},
    "A": [],
    "a": [None, True, False, 0, -1, 2**53 - 1],
    "1": "siffra",
    "kontroll": '\b\t\n\f\r\x00\x1f"\\/',
    "ruta": "€ 💡 שלום",
    "💡": "näst sist",
    "\uff21": "sist",
}
"""Names come unsorted and some taken apart; the last two sort by UTF-16, not by code point."""


def test_the_golden_file() -> None:
    assert canonical_bytes(VALUE) == GOLDEN.read_bytes().rstrip(b"\n")


def test_the_golden_hash() -> None:
    digest = "3773e924a92a1b35245d829550521d7b4dc33dceab077591cdff497311b0b26e"
    assert sha256_hex(canonical_bytes(VALUE)) == digest


@pytest.mark.parametrize("value", [1.0, {"a": [0.5]}, Decimal(1), b"a", {1, 2}, object()])
def test_what_is_no_content(value: Any) -> None:
    with pytest.raises(TypeError, match="content may hold"):
        canonical_bytes(value)


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800", {"å": 1, "a\u030a": 2}])
def test_what_has_no_one_form(value: Any) -> None:
    with pytest.raises(ValueError, match=r"safe integer|codepoints|same in NFC"):
        canonical_bytes(value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON)
def test_reading_and_writing_again_changes_nothing(value: Any) -> None:
    try:
        written = canonical_bytes(value)
    except ValueError:
        return
    assert canonical_bytes(json.loads(written)) == written


@given(st.dictionaries(st.sampled_from("abcåäö"), st.integers(0, 9)))
def test_the_order_of_names_does_not_matter(value: dict[str, int]) -> None:
    backwards = dict(reversed(value.items()))
    assert canonical_bytes(backwards) == canonical_bytes(value)


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
ASCII = st.text(st.characters(max_codepoint=127))


@given(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(ASCII, inner)))
def test_the_quick_way_gives_the_bytes_of_the_standard(value: Any) -> None:
    """Names in ASCII are written by `json`; the library of the standard agrees."""
    normal = json.loads(canonical_bytes(value))
    assert canonical_bytes(value) == rfc8785.dumps(normal)
