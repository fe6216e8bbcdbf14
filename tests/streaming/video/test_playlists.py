"""Playlists and the clock of a recording, from rows alone."""

import datetime

from streaming.video.playlists import (
    PlaylistKind,
    Rendition,
    Shown,
    edge,
    master_playlist,
    media_playlist,
)
from streaming.video.rules import Limits, Span, Taken
from streaming.video.states import WithholdingKind
from streaming.video.timeline import Timeline

NOON = datetime.datetime(2026, 3, 14, 12, tzinfo=datetime.UTC)


def at(seconds: float) -> datetime.datetime:
    return NOON + datetime.timedelta(seconds=seconds)


def segment(place: int, begins: float, **fields: object) -> Shown:
    given = {"name": f"v1-{place:06}.m4s", "header": "v1.mp4", "era": 0, "seconds": 2.0}
    return Shown(place=place, begins=at(begins), **given | fields)  # type: ignore[arg-type]


def test_a_playlist_says_when_everything_happened() -> None:
    again = segment(2, 9, header="v2.mp4", name="v2-000001.m4s", era=1)
    assert media_playlist(
        [segment(1, 2), again], PlaylistKind.LIVE, is_ended=True
    ).splitlines() == [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-TARGETDURATION:2",
        "#EXT-X-MEDIA-SEQUENCE:1",
        "#EXT-X-DISCONTINUITY-SEQUENCE:0",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        '#EXT-X-MAP:URI="v1.mp4"',
        "#EXT-X-PROGRAM-DATE-TIME:2026-03-14T12:00:02.000Z",
        "#EXTINF:2.000,",
        "v1-000001.m4s",
        "#EXT-X-DISCONTINUITY",
        '#EXT-X-MAP:URI="v2.mp4"',
        "#EXT-X-PROGRAM-DATE-TIME:2026-03-14T12:00:09.000Z",
        "#EXTINF:2.000,",
        "v2-000001.m4s",
        "#EXT-X-ENDLIST",
    ]


def test_the_playlist_at_the_edge_stays_small_however_long_the_meeting_is() -> None:
    meeting = [segment(place, place * 2) for place in range(8 * 3600 // 2)]
    near = media_playlist(edge(meeting, 90), PlaylistKind.LIVE, is_ended=False)
    assert len(near.encode()) < 10_000
    assert near.count("#EXTINF") == 45
    assert "#EXT-X-MEDIA-SEQUENCE:14355\n" in near


def test_the_master_playlist_names_the_sound_alone_too() -> None:
    master = master_playlist(
        [
            Rendition("live.m3u8", "avc1.64001f,mp4a.40.2", 700_000, 640, 360),
            Rendition("live-sound.m3u8", "mp4a.40.2", 64_000),
        ]
    )
    assert master.splitlines()[3:] == [
        '#EXT-X-STREAM-INF:BANDWIDTH=700000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=640x360',
        "live.m3u8",
        '#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS="mp4a.40.2"',
        "live-sound.m3u8",
    ]


def test_a_recording_is_shorter_than_its_meeting() -> None:
    timeline = Timeline([segment(0, 0), segment(1, 2), segment(2, 100), segment(3, 102)])
    assert timeline.seconds == 8
    assert [timeline.position(at(each)) for each in (-5, 1, 50, 101, 500)] == [0, 1, 4, 5, 8]
    assert [timeline.moment(each) for each in (1, 5, 9)] == [at(1), at(101), None]
    assert not timeline.holds(at(10), at(90))
    assert timeline.runs() == [(0, at(0)), (4, at(100))]


def limits(**fields: object) -> Limits:
    given = {
        "is_public": True,
        "now": at(1000),
        "delay": datetime.timedelta(0),
        "margin": datetime.timedelta(seconds=10),
    }
    return Limits(**given | fields)  # type: ignore[arg-type]


def seen(rule: Limits, begins: float, *, was_public: bool = True) -> bool:
    return rule.allows(at(begins), at(begins + 2), was_public=was_public)


def test_whatever_touches_closed_doors_is_withheld_and_a_while_after_them() -> None:
    rule = limits(closed=[Span(at(100), at(200))])
    shown = [begins for begins in (96, 98, 99, 150, 199, 205, 209, 210, 211) if seen(rule, begins)]
    assert shown == [96, 98, 210, 211]


def test_doors_that_are_still_closed_withhold_all_that_comes() -> None:
    assert not seen(limits(closed=[Span(at(100))]), 900)


def test_what_was_not_public_when_it_came_never_is() -> None:
    assert not seen(limits(), 900, was_public=False)
    assert not seen(limits(is_public=False), 900)


def test_a_delay_holds_everything_back_so_long() -> None:
    rule = limits(delay=datetime.timedelta(seconds=30))
    assert [begins for begins in (966, 968, 969) if seen(rule, begins)] == [966, 968]


def test_a_cut_hides_and_a_mute_does_not() -> None:
    cut = Taken(WithholdingKind.CUT, Span(at(10), at(20)))
    muted = Taken(WithholdingKind.MUTED, Span(at(30), at(40)))
    rule = limits(taken=[cut, muted])
    assert [begins for begins in (6, 9, 15, 20, 33) if seen(rule, begins)] == [6, 20, 33]
