"""What a browser needs to keep the portal as an app: the manifest, and the worker with its list.

The worker is asked for only by those who have chosen to keep something.
"""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import find
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.outlets.http import fresh, with_etag
from portal.core.addresses import in_language, localized
from portal.core.canonical import sha256_hex
from portal.core.palette import PAPER_DAY, accent_by_day

SHELL_PAGES = ("/sparat/", "/sparat/utan-nat/")
FOLDERS = {"css": "*.css", "fonts": "*.woff2", "js": "*.js", "img": "*.svg"}
"""What every page is drawn with; a saved page has no other network than this."""

ICONS = (("any", 192, "app-192"), ("any", 512, "app-512"), ("maskable", 512, "app-maskable-512"))


def manifest(request: HttpRequest) -> HttpResponse:
    """The app's name, start and mark (W3C Web Application Manifest)."""
    said = {
        "id": "/",
        "name": f"Rådslag – {settings.CITY_NAME}" if settings.CITY_NAME else "Rådslag",
        "short_name": "Rådslag",
        "description": _("Möten, handlingar och beslut, också utan nät."),
        "lang": get_language(),
        "start_url": localized("/"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER_DAY,
        "theme_color": accent_by_day(settings.CITY_ACCENT),
        "icons": [_icon(purpose, size, name) for purpose, size, name in ICONS],
        "shortcuts": [
            {"name": _("Sparat på enheten"), "url": localized("/sparat/")},
            {"name": _("Möten"), "url": localized("/moten/")},
        ],
    }
    response = JsonResponse(said, content_type="application/manifest+json; charset=utf-8")
    return with_etag(request, fresh(request, response))


def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, told what it keeps from the start and which edition that is."""
    response = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    return with_etag(request, fresh(request, response))


def _icon(purpose: str, size: int, name: str) -> dict[str, str]:
    sizes = {"sizes": f"{size}x{size}", "type": "image/png"}
    return {"src": static(f"img/{name}.png"), "purpose": purpose, **sizes}


@cache
def _worker() -> str:
    """One text for the life of a process: static files change with a deployment."""
    shell, edition = [*_pages(), *_static()], sha256_hex(b"".join(map(_bytes, _files())))[:16]
    source = _bytes("worker/worker.js").decode()
    return f"const EDITION = {json.dumps(edition)};\nconst SHELL = {json.dumps(shell)};\n{source}"


def _pages() -> list[str]:
    return [in_language(page, code) for page in SHELL_PAGES for code, _name in settings.LANGUAGES]


def _static() -> list[str]:
    """Styles name each other by hash; scripts, but for the one that a page names, do not."""
    return ["/stil/stad.css", *(_address(name) for name in _files())]


def _address(name: str) -> str:
    is_named_plain = name.startswith("js/") and name != "js/main.js"
    return f"{settings.STATIC_URL}{name}" if is_named_plain else static(name)


def _files() -> list[str]:
    root = Path(settings.BASE_DIR) / "static"
    found = (path for folder, kind in FOLDERS.items() for path in (root / folder).rglob(kind))
    return sorted(path.relative_to(root).as_posix() for path in found)


def _bytes(name: str) -> bytes:
    found = find(name)
    return Path(found).read_bytes() if isinstance(found, str) else b""
