"""Addresses in the reader's language: Swedish at the root, English under /en/."""

from django.conf import settings
from django.utils.translation import get_language


def localized(path: str) -> str:
    """`path` (absolute, without language) in the language of this request."""
    language = get_language()
    default = settings.LANGUAGE_CODE.split("-")[0]
    if language is None or language.split("-")[0] == default:
        return path
    return f"/{language.split('-')[0]}{path}"


def in_language(full_path: str, language: str) -> str:
    """The same page in another language; `full_path` may carry a query."""
    default = settings.LANGUAGE_CODE.split("-")[0]
    bare = without_language(full_path)
    return bare if language == default else f"/{language}{bare}"


def without_language(path: str) -> str:
    """`path` without its language prefix: /en/moten/ and /moten/ are the same place."""
    for code, _name in settings.LANGUAGES:
        prefix = f"/{code.split('-')[0]}"
        if path == prefix or path.startswith(f"{prefix}/"):
            return path.removeprefix(prefix) or "/"
    return path
