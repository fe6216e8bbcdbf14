"""The picture in the pages of a meeting and its items."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from meetings.contents import AgendaItemContent, MeetingContent
from meetings.panels import Panel, Place
from portal.core.policies import PLAYING
from portal.ledger.readers import Reader
from streaming.video.models import Recording
from streaming.video.selectors import is_stopped, recording_of
from streaming.video.showing import LIVE_MASTER, WHOLE_MASTER
from streaming.video.states import RecordingState
from streaming.video.storage import shown_folder
from streaming.video.words import CHAPTERS_JSON, CHAPTERS_VTT, caption_file

PLAYER = "vendor/hls.mjs"


def picture_of_meeting(content: MeetingContent, reader: Reader) -> Panel | None:
    """The player, once there is something to see; live it says so."""
    recording = recording_of(content.id)
    if recording is None or not _has_pictures(recording):
        return None
    return Panel(
        Place.PICTURE,
        "video/player.html",
        player_of(recording),
        headers={"Content-Security-Policy": PLAYING},
    )


def picture_of_item(content: AgendaItemContent, reader: Reader) -> Panel | None:
    """Links into the recording: where the item, its speakers and its votes are."""
    recording = recording_of(content.meeting)
    if recording is None or not _has_pictures(recording):
        return None
    told = told_of(recording)["chapters"]
    chapters = [each for each in told if each["item"] == str(content.id)]
    if not chapters:
        return None
    return Panel(
        Place.PICTURE, "video/moments.html", {"chapters": chapters, "path": recording.path}
    )


def player_of(recording: Recording) -> Mapping[str, Any]:
    """What the player's template shows."""
    address = f"/video/{recording.pk}/"
    is_live = recording.state == RecordingState.LIVE
    told = told_of(recording)
    return {
        "id": recording.pk,
        "is_live": is_live,
        "is_stopped": is_live and is_stopped(recording),
        "source": address + (LIVE_MASTER if is_live else WHOLE_MASTER),
        "whole": address + WHOLE_MASTER,
        "sound": f"{address}ljud/",
        "chapters_url": address + CHAPTERS_JSON,
        "chapters_track": address + CHAPTERS_VTT,
        "chapters": told["chapters"],
        "captions": [
            {"url": address + caption_file(each), "track": each}
            for each in recording.caption_tracks.all()
        ],
        "path": recording.path,
        "zone": settings.TIME_ZONE,
        "seconds": int(told["seconds"]),
        "player": static(PLAYER) if _is_player_there() else "",
    }


def told_of(recording: Recording) -> dict[str, Any]:
    """What `chapters.json` tells everybody: cheaper to read than to reckon anew."""
    try:
        told: dict[str, Any] = json.loads((shown_folder(recording.pk) / CHAPTERS_JSON).read_text())
    except (OSError, ValueError):
        return {"chapters": [], "seconds": 0}
    return told


def _has_pictures(recording: Recording) -> bool:
    return (shown_folder(recording.pk) / WHOLE_MASTER).exists() and (
        recording.segments.filter(place__isnull=False).exists()
    )


def _is_player_there() -> bool:
    """Collected, or among the sources where nothing was collected."""
    return (Path(settings.STATIC_ROOT) / PLAYER).exists() or finders.find(PLAYER) is not None
