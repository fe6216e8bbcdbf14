"""å ä ö and accents are kept, and folded beside: who has no Swedish keyboard finds the same."""

import unicodedata

from portal.core.ids import UNDIVIDED


def fold(word: str) -> str:
    """`göteborg` → `goteborg`; letters of other scripts stay as they are."""
    if word.isascii():
        return word
    divided = unicodedata.normalize("NFD", word.translate(UNDIVIDED))
    bare = "".join(letter for letter in divided if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)
