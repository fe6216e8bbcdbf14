"""The one byte form of a content: RFC 8785, NFC, no floats."""

import hashlib
import unicodedata
from typing import Any

import rfc8785

ALLOWED = "content may hold text, whole numbers, booleans, null, lists and objects only"


def canonical_bytes(value: Any) -> bytes:
    """RFC 8785 bytes of a JSON value; text is NFC.

    Raises TypeError for floats and the like, ValueError for whole numbers past 2^53, half
    surrogates, and names that become the same in NFC.
    """
    return rfc8785.dumps(_normal(value))


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _normal(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    if isinstance(value, dict):
        return _normal_object(value)
    raise TypeError(f"{ALLOWED}, not {type(value).__name__}")


def _normal_object(value: dict[str, Any]) -> dict[str, Any]:
    named = {unicodedata.normalize("NFC", name): _normal(item) for name, item in value.items()}
    if len(named) < len(value):
        raise ValueError("two names are the same in NFC")
    return named
