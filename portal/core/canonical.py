"""The one byte form of a content: RFC 8785, NFC, no floats."""

import hashlib
import unicodedata
from typing import Any

import rfc8785

type_error = "content may hold text, whole numbers, booleans, null, lists and objects only"


def canonical_bytes(value: Any) -> bytes:
    """RFC 8785 bytes of a JSON value; text is NFC. Raises TypeError for floats and the like."""
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
        return {_normal(key): _normal(item) for key, item in value.items()}
    raise TypeError(f"{type_error}, not {type(value).__name__}")
