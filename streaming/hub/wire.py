"""Frames as they travel: one JSON object, serialised once for all who read the stream.

    {"v":1,"m":"<stream>","e":"<epoch>","s":123,"t":"2026-11-22T09:30:00.123Z","k":"<kind>","d":{…}}

`d` holds whole sections by name; null takes a section away. `beat`, `resync` and `bye` are
told by the hub itself: where the stream stands, that the reader must fetch a snapshot, and that
it should come back in so many milliseconds.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

VERSION = 1
BEAT, RESYNC, BYE = "beat", "resync", "bye"


def to_json(value: Any) -> str:
    """Compact, and readable letters rather than escapes: frames are counted in bytes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class WireFrame:
    """One frame: its number and its JSON text, which holds no line break."""

    seq: int
    text: str
    sections: tuple[str, ...] = ()
    forgets: tuple[str, ...] = ()


def envelope(stream: UUID, epoch: str, seq: int, at: datetime, kind: str, data: str) -> str:
    """`data` is JSON already."""
    moment = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return (
        f'{{"v":{VERSION},"m":"{stream}","e":"{epoch}","s":{seq},"t":"{moment}",'
        f'"k":{to_json(kind)},"d":{data}}}'
    )


def told_by_hub(stream: UUID, epoch: str, seq: int, kind: str, **data: int | str) -> str:
    """A frame of the hub's own: it has the number of the newest frame, and no time."""
    return (
        f'{{"v":{VERSION},"m":"{stream}","e":"{epoch}","s":{seq},"k":"{kind}","d":{to_json(data)}}}'
    )


def without(frame: WireFrame, names: Sequence[str]) -> WireFrame:
    """The same frame as if these sections had never been in it; itself where they were not."""
    if not set(names) & set(frame.sections):
        return frame
    body = json.loads(frame.text)
    body["d"] = {name: value for name, value in body["d"].items() if name not in names}
    return WireFrame(frame.seq, to_json(body), tuple(body["d"]), frame.forgets)


def sse_event(text: str, identity: str = "") -> bytes:
    """A server-sent event (HTML standard, 9.2) of one line of data."""
    head = f"id: {identity}\n" if identity else ""
    return f"{head}data: {text}\n\n".encode()


def sse_batch(frames: Sequence[WireFrame], epoch: str) -> bytes:
    """Every frame an event; `Last-Event-ID` is `<epoch>.<seq>`."""
    return b"".join(sse_event(frame.text, f"{epoch}.{frame.seq}") for frame in frames)


def json_batch(frames: Sequence[WireFrame]) -> str:
    """A JSON list of frames, for sockets and for polling."""
    return "[" + ",".join(frame.text for frame in frames) + "]"


def applied(sections: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """What a reader's state is after a frame. Every client does just this."""
    return {name: value for name, value in {**sections, **change}.items() if value is not None}
