"""Bytes of pictures and sound: what a client says first, whose clock counts, what a segment is."""

import datetime
import struct

import pytest

from streaming.video.media.boxes import BoxReader, WrongBoxes
from streaming.video.media.clock import ServerClock
from streaming.video.media.rtmp import MOST_BYTES, PublishReader, WrongRtmp

NOON = datetime.datetime(2026, 3, 14, 12, tzinfo=datetime.UTC)


def amf(*words: str | float | None) -> bytes:
    return b"".join(_amf(word) for word in words)


def _amf(word: str | float | None) -> bytes:
    if word is None:
        return b"\x05"
    if isinstance(word, str):
        return b"\x02" + struct.pack(">H", len(word)) + word.encode()
    return b"\x00" + struct.pack(">d", word)


def chunks(kind: int, body: bytes, size: int = 128, stream: int = 3) -> bytes:
    """One message, cut as a client cuts it."""
    head = (
        bytes([stream]) + b"\0\0\0" + struct.pack(">I", len(body))[1:] + bytes([kind, 0, 0, 0, 0])
    )
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return head + pieces[0] + b"".join(bytes([0xC0 | stream]) + each for each in pieces[1:])


GREETING = b"\x03" + bytes(1536) + bytes(1536)
CONNECT = chunks(20, amf("connect", 1.0) + b"\x03" + b"x" * 300)
PUBLISH = chunks(20, amf("publish", 5.0, None, "abc123?user=x", "live"))


@pytest.mark.parametrize("step", [1, 7, 5000])
def test_the_key_is_read_however_the_bytes_are_cut(step: int) -> None:
    said, reader = (
        GREETING + CONNECT + chunks(1, struct.pack(">I", 4096)) + PUBLISH,
        PublishReader(),
    )
    for at in range(0, len(said), step):
        reader.feed(said[at : at + step])
    assert reader.key == "abc123"


def test_a_larger_chunk_size_holds_from_where_it_is_said() -> None:
    reader = PublishReader()
    long = chunks(20, amf("publish", 5.0, None, "k" * 200), size=4096)
    reader.feed(GREETING + chunks(1, struct.pack(">I", 4096)) + long)
    assert reader.key == "k" * 200


@pytest.mark.parametrize(
    "said",
    [
        b"GET / HTTP/1.1\r\n",
        GREETING + b"\xc3" + bytes(20),
        GREETING + chunks(20, b"\x02" + bytes(10))[:4] + b"\xff\xff\xff" + bytes(200),
        GREETING + bytes(MOST_BYTES),
    ],
    ids=["another protocol", "a chunk of nothing", "a message without end", "talk without end"],
)
def test_what_no_publisher_says_is_refused(said: bytes) -> None:
    with pytest.raises(WrongRtmp):
        PublishReader().feed(said)


def placed(received: list[float], *, every: float = 2.0) -> list[float]:
    """Where segments that came then were put, in seconds from noon."""
    clock = ServerClock()
    return [
        (
            clock.place(at * every, every, NOON + datetime.timedelta(seconds=came)) - NOON
        ).total_seconds()
        for at, came in enumerate(received)
    ]


def test_segments_that_come_in_time_stand_end_to_end() -> None:
    assert placed([2, 4, 6.3, 8]) == [0, 2, 4, 6]


def test_a_slow_line_moves_nothing() -> None:
    assert placed([2, 4, 11, 11, 11, 12]) == [0, 2, 4, 6, 8, 10]


def test_an_encoder_whose_clock_runs_fast_is_believed_less_than_ours() -> None:
    """Its two seconds are one and a half: what it counts cannot have happened yet."""
    found = placed([2 + 1.5 * step for step in range(20)])
    late = [2 + 1.5 * step - 2 - at for step, at in enumerate(found)]
    assert max(map(abs, late)) <= 1.5
    assert found == sorted(found)


def test_an_encoder_whose_clock_runs_slow_is_mended_too() -> None:
    found = placed([2.01 * (step + 1) for step in range(600)])
    assert abs(found[-1] - (2.01 * 600 - 2)) <= 1.5


@pytest.mark.parametrize("jump", [86_400, -86_400], ids=["ahead", "back"])
def test_an_encoder_whose_count_jumps_a_day_is_mended_within_half_a_minute(jump: int) -> None:
    clock, found = ServerClock(), list[float]()
    for step in range(40):
        counted = 2.0 * step + (jump if step >= 10 else 0)
        came = NOON + datetime.timedelta(seconds=2.0 * step + 2)
        found.append((clock.place(counted, 2.0, came) - NOON).total_seconds())
    assert found[:10] == [2.0 * step for step in range(10)]
    assert found == sorted(found)
    assert found[25:] == [2.0 * step for step in range(25, 40)]


def test_boxes_come_whole_however_the_bytes_are_cut() -> None:
    said, reader = struct.pack(">I4sI", 12, b"moof", 7) * 2, BoxReader()
    found = [each for at in range(len(said)) for each in reader.feed(said[at : at + 1])]
    assert found == [(b"moof", said[:12])] * 2


@pytest.mark.parametrize("size", [0, 7, 1 << 30])
def test_a_box_of_a_size_that_cannot_be_is_refused(size: int) -> None:
    with pytest.raises(WrongBoxes):
        list(BoxReader().feed(struct.pack(">I4s", size, b"moof")))
