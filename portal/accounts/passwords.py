"""Passwords that would be guessed first are refused (OWASP ASVS 5: 6.1.2, 6.2.11, 6.2.12).

`AUTH_PASSWORD_VALIDATORS` names both classes; what they need are settings.
"""

import hashlib
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.core.ids import slug

PRODUCT = ("radslag", "kommun", "losenord", "password", "inloggning", "konto")
FEWEST_LETTERS = 5
SHORTEST_WORD = 3
DIGEST = 40


class OwnWordsValidator:
    """Refuses what is little more than the city's name, the site's, or one's own."""

    def validate(self, password: str, user: User | None = None) -> None:
        words = {*city_words(), *words_of(user)}
        if is_little_more(password, words):
            raise ValidationError(
                _(
                    "Lösenordet är nästan bara namnet på staden, tjänsten eller dig. "
                    "Välj något som ingen kan räkna ut."
                ),
                code="password_own_words",
            )

    def get_help_text(self) -> str:
        return _("Lösenordet får inte bara vara namnet på staden, tjänsten eller dig.")


class LeakedPasswordValidator:
    """Refuses what stands in the city's copy of a list of leaked passwords, where it has one."""

    def validate(self, password: str, _user: User | None = None) -> None:
        if not settings.LEAKED_PASSWORDS_FILE:
            return
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        with Path(settings.LEAKED_PASSWORDS_FILE).open("rb") as file:
            if is_listed(file, digest.encode()):
                raise ValidationError(
                    _("Lösenordet finns i listor över läckta lösenord. Välj ett annat."),
                    code="password_leaked",
                )

    def get_help_text(self) -> str:
        return _("Lösenordet får inte finnas i listor över läckta lösenord.")


def city_words() -> set[str]:
    """Of the product, the city and its address; PASSWORD_WORDS adds the city's own."""
    host = (urlsplit(settings.SITE_URL).hostname or "").split(".")
    said = [*PRODUCT, settings.CITY_NAME, *host, *settings.PASSWORD_WORDS]
    return _words(said)


def words_of(user: User | None) -> set[str]:
    if user is None:
        return set()
    return _words([user.username or "", user.first_name, user.last_name, user.email or ""])


def is_little_more(password: str, words: set[str]) -> bool:
    """Whether hardly a letter is left without these words, in any case and with å as a."""
    bare = rest = slug(password).replace("-", "")
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != bare and sum(each.isalpha() for each in rest) < FEWEST_LETTERS


def is_listed(file: BinaryIO, digest: bytes) -> bool:
    """Whether a line begins with the digest. The lines are sorted; 40 hexadecimal capitals and
    what follows, as `haveibeenpwned-downloader` writes them: some forty seeks in 40 GB."""
    low, high = 0, file.seek(0, 2)
    while low < high:
        middle = (low + high) // 2
        start, line = _line_from(file, middle)
        if start < high and line[:DIGEST] == digest:
            return True
        if start < high and line[:DIGEST] < digest:
            low = start + len(line)
        else:
            high = middle
    return False


def _line_from(file: BinaryIO, place: int) -> tuple[int, bytes]:
    """Where the first line begins that begins at this place or after it, and the line."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline()
    return file.tell(), file.readline()


def _words(said: list[str]) -> set[str]:
    pieces = [piece for text in said for piece in slug(text).split("-")]
    return {each for each in pieces if len(each) >= SHORTEST_WORD}
