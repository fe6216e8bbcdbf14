"""Putting in view what everybody may see, and taking out of view all else.

One function decides from the rows alone, so it may be run at any time, by any process, again and
again: after each segment, after a cut, when the doors close, after a crash.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from streaming.video.media.silence import silenced
from streaming.video.media.tracks import tracks_of
from streaming.video.models import Header, Recording, Segment
from streaming.video.playlists import (
    PlaylistKind,
    Rendition,
    Shown,
    edge,
    master_playlist,
    media_playlist,
)
from streaming.video.rules import Limits
from streaming.video.selectors import Row, limits_of, may_be_shown, rows_of
from streaming.video.states import RecordingState, TrackKind, WithholdingKind
from streaming.video.storage import (
    alone,
    held_folder,
    put_in_view,
    shown_folder,
    write_whole,
)
from streaming.video.timeline import Timeline
from streaming.video.words import CAPTIONS_NOW, heard_live, word_files

LIVE_MASTER, WHOLE_MASTER = "master.m3u8", "whole.m3u8"
LIVE = {TrackKind.PICTURE: "live.m3u8", TrackKind.SOUND: "live-sound.m3u8"}
WHOLE = {TrackKind.PICTURE: "dvr.m3u8", TrackKind.SOUND: "dvr-sound.m3u8"}

MUTED = "m-"
"""What a muted segment's name begins with: what stands at an address never changes."""

LOOK_BACK = timedelta(minutes=3)
"""How far back the quick way looks, besides the delay."""


@dataclass(frozen=True)
class _View:
    """What is decided for one kind: `stream` with its gaps, `kept` as it is read afterwards."""

    stream: Sequence[Shown]
    kept: Sequence[Shown]


def show(recording: UUID, *, whole: bool = True) -> None:
    """Bring folder and playlists of a recording in line with what may be seen now.

    With `whole=False` only the edge is looked at: what a running stream needs every second.
    """
    with alone(recording):
        found = Recording.objects.get(pk=recording)
        limits = limits_of(found)
        views = {kind: _view(found, kind, limits, whole=whole) for kind in TrackKind}
        _write_edge(found, views, limits)
        if whole:
            _write_whole(found, views)
            words = word_files(found, Timeline(views[TrackKind.PICTURE].kept), limits)
            for name, text in words.items():
                _write(found, name, text)
            _take_out_of_view(recording, views, set(words))


def _view(recording: Recording, kind: TrackKind, limits: Limits, *, whole: bool) -> _View:
    since = None if whole else limits.now - LOOK_BACK - limits.delay
    rows = rows_of(recording.pk, kind, since)
    allowed = {row.pk for row in rows if may_be_shown(row, limits)}
    rows = _placed(recording, kind, rows, allowed)
    wanted = [row for row in rows if row.pk in allowed]
    for row in wanted:
        _put(recording.pk, row, limits)
    stream = [_shown(row, limits, row.pk in allowed) for row in rows if row.place is not None]
    return _View(stream, _renumbered(wanted, limits))


def _placed(recording: Recording, kind: TrackKind, rows: list[Row], allowed: set[int]) -> list[Row]:
    """Give each segment that is shown for the first time its number, in order."""
    newest = _newest_placed(recording, kind)
    changed: list[Row] = []
    done: list[Row] = []
    for row in rows:
        is_new = row.place is None and row.pk in allowed
        if is_new and (newest is None or row.pk > newest.pk):
            newest = _after(newest, row)
            changed.append(newest)
            done.append(newest)
        else:
            done.append(row)
    with transaction.atomic():
        for row in changed:
            Segment.objects.filter(pk=row.pk).update(place=row.place, era=row.era)
    return done


def _newest_placed(recording: Recording, kind: TrackKind) -> Row | None:
    placed = Segment.objects.filter(recording=recording, kind=kind)
    last = placed.aggregate(last=Max("place"))["last"]
    if last is None:
        return None
    begins = placed.values_list("begins", flat=True).get(place=last)
    return next(row for row in rows_of(recording.pk, kind, begins) if row.place == last)


def _after(before: Row | None, row: Row) -> Row:
    if before is None or before.place is None:
        return replace(row, place=0, era=0)
    return replace(row, place=before.place + 1, era=before.era + (not _goes_on(before, row)))


def _goes_on(before: Row, row: Row) -> bool:
    """Whether the second begins where the first ended."""
    return before.header == row.header and row.number == before.number + 1


def _renumbered(rows: Sequence[Row], limits: Limits) -> list[Shown]:
    """As it is read afterwards: numbered anew, with a break wherever something is left out."""
    made: list[Shown] = []
    before: Row | None = None
    for place, row in enumerate(rows):
        era = made[-1].era + (not _goes_on(before, row)) if before and made else 0
        made.append(replace(_shown(row, limits, True), place=place, era=era))
        before = row
    return made


def _shown(row: Row, limits: Limits, is_allowed: bool) -> Shown:
    return Shown(
        name=_name(row, limits),
        header=row.header,
        place=row.place or 0,
        era=row.era,
        begins=row.begins,
        seconds=row.milliseconds / 1000,
        is_gap=not is_allowed,
    )


def _is_muted(row: Row, limits: Limits) -> bool:
    return limits.takes(row.begins, row.ends, {WithholdingKind.MUTED})


def _name(row: Row, limits: Limits) -> str:
    return f"{MUTED}{row.name}" if _is_muted(row, limits) else row.name


def _put(recording: UUID, row: Row, limits: Limits) -> None:
    held, shown = held_folder(recording), shown_folder(recording)
    put_in_view(held / row.header, shown / row.header)
    if not _is_muted(row, limits):
        put_in_view(held / row.name, shown / row.name)
    elif not (target := shown / _name(row, limits)).exists():
        tracks = tracks_of((held / row.header).read_bytes())
        write_whole(target, silenced((held / row.name).read_bytes(), tracks))


def _write_edge(recording: Recording, views: dict[TrackKind, _View], limits: Limits) -> None:
    is_ended = recording.state == RecordingState.ENDED
    for kind, view in views.items():
        near = edge(view.stream, settings.VIDEO_WINDOW_SECONDS)
        _write(recording, LIVE[kind], media_playlist(near, PlaylistKind.LIVE, is_ended=is_ended))
    _write(recording, LIVE_MASTER, master_playlist(list(_renditions(recording, LIVE))))
    said = Timeline(views[TrackKind.PICTURE].kept)
    since = limits.now - LOOK_BACK - limits.delay
    _write(recording, CAPTIONS_NOW, heard_live(recording, said, limits, since))


def _write_whole(recording: Recording, views: dict[TrackKind, _View]) -> None:
    is_ended = recording.state == RecordingState.ENDED
    kind_of = PlaylistKind.VOD if is_ended else PlaylistKind.EVENT
    for kind, view in views.items():
        segments = view.kept if is_ended else view.stream
        _write(recording, WHOLE[kind], media_playlist(segments, kind_of, is_ended=is_ended))
    _write(recording, WHOLE_MASTER, master_playlist(list(_renditions(recording, WHOLE))))


def _renditions(recording: Recording, playlists: dict[TrackKind, str]) -> Iterator[Rendition]:
    """The newest header of each kind tells what there is; pictures stand first."""
    for kind in TrackKind:
        header = (
            Header.objects.filter(session__recording=recording, kind=kind).order_by("-pk").first()
        )
        if header is not None:
            yield Rendition(
                playlists[kind], header.codecs, _bandwidth(header), header.width, header.height
            )


def _bandwidth(header: Header) -> int:
    """Bits a second at the most, over the newest segments."""
    newest = header.segments.order_by("-number").values_list("size", "milliseconds")[:30]
    return max((size * 8000 // lasts for size, lasts in newest), default=1_000_000)


def _write(recording: Recording, name: str, text: str) -> None:
    write_whole(shown_folder(recording.pk) / name, text.encode())


def _take_out_of_view(recording: UUID, views: dict[TrackKind, _View], words: set[str]) -> None:
    """Whatever lies in the folder and is not to be seen goes."""
    segments = [each for view in views.values() for each in view.kept]
    wanted = words | {LIVE_MASTER, WHOLE_MASTER, *LIVE.values(), *WHOLE.values(), CAPTIONS_NOW}
    wanted |= {each.name for each in segments} | {each.header for each in segments}
    for path in shown_folder(recording).iterdir():
        if path.name not in wanted:
            path.unlink(missing_ok=True)
