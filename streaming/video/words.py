"""What is written beside the pictures, as files: chapters and captions of what can be seen."""

import json
from collections.abc import Iterator

from meetings.moments import moments_of
from streaming.video.chapters import Chapter, chapters_from
from streaming.video.models import CaptionTrack, Cue, Recording
from streaming.video.rules import Limits
from streaming.video.states import WithholdingKind
from streaming.video.timeline import Timeline
from streaming.video.webvtt import TimedText, written

CHAPTERS_JSON, CHAPTERS_VTT = "chapters.json", "chapters.vtt"


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
    return files


def _as_json(recording: Recording, chapters: list[Chapter], timeline: Timeline) -> str:
    told = {
        "meeting": recording.path,
        "state": recording.state,
        "seconds": round(timeline.seconds, 2),
        "runs": [
            [round(position, 3), moment.isoformat(timespec="milliseconds")]
            for position, moment in timeline.runs()
        ],
        "chapters": [each.as_json() for each in chapters],
    }
    return json.dumps(told, ensure_ascii=False)


def _seen(track: CaptionTrack, timeline: Timeline, limits: Limits) -> Iterator[TimedText]:
    """The cues of what is in view: a passage that was cut or muted takes its words with it."""
    for cue in Cue.objects.filter(track=track).iterator():
        begins, ends = timeline.position(cue.begins), timeline.position(cue.ends)
        if ends > begins and not limits.takes(cue.begins, cue.ends, WithholdingKind):
            yield TimedText(begins, ends, cue.text)
