"""What stands for a person among the votes of one proposal, and for a vote in the public list."""

import hashlib
import hmac


def tag_of(key: bytes, person: str) -> bytes:
    """32 bytes that are the same for a person and a proposal, and differ between proposals."""
    return hmac.digest(key, f"person:{person}".encode(), "sha256")


def receipt_of(tag: bytes) -> str:
    """What the voter keeps and finds in the list published after the close: 32 hex digits.

    A hash of the tag, so that the list gives no tag away while the key still lives.
    """
    return hashlib.sha256(b"receipt:" + tag).hexdigest()[:32]
