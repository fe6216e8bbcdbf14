"""HTTP Live Streaming playlists (RFC 8216), written from rows that may be shown.

Two of each kind: a short one for those at the edge, which stays small however long the meeting
is, and one from the beginning for those who rewind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum


@dataclass(frozen=True, slots=True)
class Shown:
    """A segment in a playlist. A `gap` was shown once and is not any more."""

    name: str
    header: str
    place: int
    era: int
    begins: datetime
    seconds: float
    is_gap: bool = False


@dataclass(frozen=True)
class Rendition:
    """One line of the master playlist."""

    playlist: str
    codecs: str
    bandwidth: int
    width: int = 0
    height: int = 0


class PlaylistKind(Enum):
    """LIVE moves on, EVENT grows, VOD is done."""

    LIVE = ""
    EVENT = "EVENT"
    VOD = "VOD"


def media_playlist(segments: Sequence[Shown], kind: PlaylistKind, *, is_ended: bool) -> str:
    """The playlist of these segments, in order. Empty ones say so and are valid."""
    lines = [*_head(segments, kind), *_body(segments)]
    if is_ended:
        lines.append("#EXT-X-ENDLIST")
    return "\n".join(lines) + "\n"


def master_playlist(renditions: Sequence[Rendition]) -> str:
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for each in renditions:
        size = f",RESOLUTION={each.width}x{each.height}" if each.width else ""
        lines.append(f'#EXT-X-STREAM-INF:BANDWIDTH={each.bandwidth},CODECS="{each.codecs}"{size}')
        lines.append(each.playlist)
    return "\n".join(lines) + "\n"


def edge(segments: Sequence[Shown], seconds: float) -> Sequence[Shown]:
    """The newest ones that last about so long together."""
    lasts, at = 0.0, len(segments)
    while at and lasts < seconds:
        at -= 1
        lasts += segments[at].seconds
    return segments[at:]


def _head(segments: Sequence[Shown], kind: PlaylistKind) -> Iterator[str]:
    longest = max((each.seconds for each in segments), default=2.0)
    yield from ("#EXTM3U", "#EXT-X-VERSION:7")
    yield f"#EXT-X-TARGETDURATION:{max(2, round(longest))}"
    yield f"#EXT-X-MEDIA-SEQUENCE:{segments[0].place if segments else 0}"
    yield f"#EXT-X-DISCONTINUITY-SEQUENCE:{segments[0].era if segments else 0}"
    if kind is not PlaylistKind.LIVE:
        yield f"#EXT-X-PLAYLIST-TYPE:{kind.value}"
    yield "#EXT-X-INDEPENDENT-SEGMENTS"


def _body(segments: Sequence[Shown]) -> Iterator[str]:
    before: Shown | None = None
    for each in segments:
        if before is not None and before.era != each.era:
            yield "#EXT-X-DISCONTINUITY"
        if before is None or before.header != each.header:
            yield f'#EXT-X-MAP:URI="{each.header}"'
        yield f"#EXT-X-PROGRAM-DATE-TIME:{_moment(each.begins)}"
        if each.is_gap:
            yield "#EXT-X-GAP"
        yield f"#EXTINF:{each.seconds:.3f},"
        yield each.name
        before = each


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
