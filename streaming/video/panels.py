"""The picture in the pages of a meeting and its items."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from meetings.contents import AgendaItemContent, MeetingContent
from meetings.decision_contents import DecisionContent
from meetings.panels import Panel, Place
from portal.core.policies import PLAYING
from portal.ledger.readers import Reader
from streaming.video.models import Recording
from streaming.video.selectors import is_stopped, meeting_of_item, recording_of
from streaming.video.showing import LIVE_MASTER, WHOLE_MASTER
from streaming.video.states import RecordingState
from streaming.video.storage import shown_folder
from streaming.video.words import (
    CAPTIONS_NOW,
    CAPTIONS_SO_FAR,
    CHAPTERS_JSON,
    CHAPTERS_VTT,
    caption_file,
)

PLAYER = "vendor/hls.mjs"
DECIDING = frozenset({"vote", "result", "decision"})
"""Kinds of chapters that lead to a decision."""


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
    return _links(content.meeting, lambda chapter: bool(chapter["item"] == str(content.id)))


def picture_of_decision(content: DecisionContent, vote: UUID | None) -> Panel | None:
    """Links to where it was voted on and decided; of one round, to that vote and its result."""

    def belongs(chapter: Mapping[str, Any]) -> bool:
        if vote is not None:
            return bool(chapter.get("round") == str(vote))
        return bool(chapter["item"] == str(content.item)) and chapter["kind"] in DECIDING

    return _links(meeting_of_item(content.item), belongs)


def _links(meeting: UUID | None, belongs: Callable[[Mapping[str, Any]], bool]) -> Panel | None:
    recording = recording_of(meeting) if meeting else None
    if recording is None or not _has_pictures(recording):
        return None
    chapters = [each for each in told_of(recording)["chapters"] if belongs(each)]
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
        "captions_now": address + CAPTIONS_NOW if is_live else "",
        "captions_so_far": address + CAPTIONS_SO_FAR if is_live else "",
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
