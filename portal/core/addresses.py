"""Addresses in the reader's language: Swedish at the root, English under /en/."""

from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.utils.translation import get_language

from portal.core.as_of import PARAMETER, shown_moment
from portal.core.clock import local_iso


def localized(path: str) -> str:
    """`path` (absolute, without language) in the language and at the moment of this request."""
    language = get_language()
    default = settings.LANGUAGE_CODE.split("-")[0]
    if language is None or language.split("-")[0] == default:
        return at_moment(path)
    return at_moment(f"/{language.split('-')[0]}{path}")


def at_moment(path: str) -> str:
    """The same page as of the moment that is shown; links keep a reader in the past."""
    moment = shown_moment()
    if moment is None or PARAMETER in parse_qs(urlsplit(path).query):
        return path
    bare, hash_, fragment = path.partition("#")
    mark = "&" if "?" in bare else "?"
    return f"{bare}{mark}{urlencode({PARAMETER: local_iso(moment)})}{hash_}{fragment}"


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
