"""Playlists and segments over HTTP, where no server stands in front that hands out the folder.

What lies in `shown` is public and nothing else is, so nobody is asked who they are.
"""

import re
from pathlib import Path
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.outlets.byte_ranges import Part, Unsatisfiable, part_of, pieces
from portal.core.addresses import localized
from portal.core.policies import PLAYING
from streaming.video.models import Recording
from streaming.video.panels import player_of
from streaming.video.selectors import public_meeting
from streaming.video.showing import LIVE, WHOLE
from streaming.video.states import TrackKind
from streaming.video.storage import shown_folder

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}\.(?P<ending>m3u8|m4s|mp4|vtt|json)")
TYPES = {
    "m3u8": "application/vnd.apple.mpegurl",
    "m4s": "video/iso.segment",
    "mp4": "video/mp4",
    "vtt": "text/vtt; charset=utf-8",
    "json": "application/json",
}
LASTING = frozenset({"m4s", "mp4"})
FOR_EVER = "public, max-age=31536000, immutable"
"""A segment never changes; one that is muted stands under another name."""


@require_safe
def shown_file(request: HttpRequest, recording: UUID, name: str) -> HttpResponseBase:
    """One file of a recording. Never kept by the pages' cache: it may be out of view in a second.

    The cache keeps what says its length, so the whole of a file does not.
    """
    match = NAME.fullmatch(name)
    path = shown_folder(recording) / name
    if match is None or not path.is_file():
        raise Http404
    try:
        return _answer(request, path, match["ending"])
    except Unsatisfiable:
        size = path.stat().st_size
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})


def _answer(request: HttpRequest, path: Path, ending: str) -> StreamingHttpResponse:
    part = part_of(request, path.stat().st_size, "")
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return StreamingHttpResponse(
        pieces(request, file, part),
        status=200 if part.is_whole else 206,
        content_type=TYPES[ending],
        headers=_headers(part, ending),
    )


def _headers(part: Part, ending: str) -> dict[str, str]:
    headers = {"Cache-Control": FOR_EVER if ending in LASTING else "no-cache"}
    if ending in LASTING:
        headers["Accept-Ranges"] = "bytes"
    if not part.is_whole:
        headers |= {"Content-Range": part.content_range, "Content-Length": str(part.length)}
    return headers


@require_safe
def sound_page(request: HttpRequest, recording: UUID) -> HttpResponse:
    """The sound alone, for ears and slow lines."""
    found = Recording.objects.filter(pk=recording).first()
    meeting = public_meeting(found.meeting) if found else None
    if found is None or meeting is None:
        raise Http404
    panel = player_of(found)
    folder = f"/video/{recording}/"
    context = {
        "title": meeting.title,
        "panel": panel,
        "sound_source": folder + (LIVE if panel["is_live"] else WHOLE)[TrackKind.SOUND],
        "sound_whole": folder + WHOLE[TrackKind.SOUND],
        "back": localized(meeting.path),
    }
    response = render(request, "video/sound.html", context)
    response.headers["Cache-Control"] = "no-cache, no-store"
    response.headers["Content-Security-Policy"] = PLAYING
    return response
