"""What is written beside the pictures, as files: chapters and captions of what can be seen."""

import json
from collections.abc import Iterator
from datetime import datetime

from meetings.moments import moments_of
from streaming.video.chapters import Chapter, chapters_from
from streaming.video.models import CaptionTrack, Cue, Recording
from streaming.video.rules import Limits
from streaming.video.states import RecordingState, WithholdingKind
from streaming.video.timeline import Timeline
from streaming.video.webvtt import TimedText, written

CHAPTERS_JSON, CHAPTERS_VTT = "chapters.json", "chapters.vtt"
CAPTIONS_NOW = "captions-now.json"
"""What was said in the last minutes, at the server's time: for those at the edge, where the count
of seconds is the player's own."""
CAPTIONS_SO_FAR = "captions-so-far.json"
"""The same from the beginning, for those who rewind while it runs."""


def chapters_of(recording: Recording, timeline: Timeline) -> list[Chapter]:
    nudges = dict(recording.nudges.values_list("moment", "seconds"))
    return chapters_from(moments_of(recording.meeting), nudges, timeline)


def caption_file(track: CaptionTrack) -> str:
    live = "-live" if track.is_live else ""
    return f"captions-{track.language}{live}.vtt"


def word_files(recording: Recording, timeline: Timeline, limits: Limits) -> dict[str, str]:
    """Every file by its name."""
    chapters = chapters_of(recording, timeline)
    files = {
        CHAPTERS_JSON: _as_json(recording, chapters, timeline),
        CHAPTERS_VTT: written(
            TimedText(each.position, each.until, each.title)
            for each in chapters
            if each.kind == "item"
        ),
    }
    for track in recording.caption_tracks.all():
        files[caption_file(track)] = written(_seen(track, timeline, limits))
    if recording.state == RecordingState.LIVE:
        files[CAPTIONS_SO_FAR] = heard_live(recording, timeline, limits)
    return files


def heard_live(
    recording: Recording, timeline: Timeline, limits: Limits, since: datetime | None = None
) -> str:
    """`{"cues": [[begins, ends, text]]}` of what was captioned live and can be seen."""
    heard = Cue.objects.filter(track__recording=recording, track__is_live=True)
    if since is not None:
        heard = heard.filter(ends__gte=since)
    cues = [
        [_iso(cue.begins), _iso(cue.ends), cue.text]
        for cue in heard
        if timeline.holds(cue.begins, cue.ends) and _is_in_view(cue, limits)
    ]
    return json.dumps({"cues": cues}, ensure_ascii=False)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _is_in_view(cue: Cue, limits: Limits) -> bool:
    """A passage that was cut or muted takes its words with it."""
    return not limits.takes(cue.begins, cue.ends, WithholdingKind)


def _as_json(recording: Recording, chapters: list[Chapter], timeline: Timeline) -> str:
    told = {
        "meeting": recording.path,
        "state": recording.state,
        "seconds": round(timeline.seconds, 2),
        "runs": [[round(position, 3), _iso(moment)] for position, moment in timeline.runs()],
        "chapters": [each.as_json() for each in chapters],
    }
    return json.dumps(told, ensure_ascii=False)


def _seen(track: CaptionTrack, timeline: Timeline, limits: Limits) -> Iterator[TimedText]:
    """The cues of what is in view."""
    for cue in Cue.objects.filter(track=track).iterator():
        begins, ends = timeline.position(cue.begins), timeline.position(cue.ends)
        if ends > begins and _is_in_view(cue, limits):
            yield TimedText(begins, ends, cue.text)
