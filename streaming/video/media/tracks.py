"""What the header says of its tracks, and how long a fragment of one lasts."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from streaming.video.media.boxes import Box, WrongBoxes, boxes

VISUAL_FIELDS, AUDIO_FIELDS = 78, 28
"""Bytes of a sample entry before the boxes inside it (ISO/IEC 14496-12, 12.1.3 and 12.2.3)."""

DECODER_CONFIG, DECODER_SPECIFIC = 4, 5
"""Tags of descriptors (ISO/IEC 14496-1, 7.2.2.1)."""


@dataclass(frozen=True)
class Track:
    """One track: `codec` as RFC 6381 writes it (`avc1.64001f`), `scale` in ticks a second."""

    number: int
    kind: bytes
    scale: int
    codec: str
    width: int = 0
    height: int = 0
    channels: int = 0
    sample_ticks: int = 0
    """The length of a sample where a fragment does not say it."""

    @property
    def is_picture(self) -> bool:
        return self.kind == b"vide"


@dataclass(frozen=True)
class Run:
    """The samples of one track in a fragment: sizes in bytes, the first at `offset`."""

    track: int
    begins: int
    ticks: int
    offset: int
    sizes: tuple[int, ...]


def tracks_of(header: bytes) -> tuple[Track, ...]:
    """The tracks of `ftyp` + `moov`. Raises WrongBoxes for a coding that HLS does not carry."""
    movie = next((each for each in boxes(header) if each.kind == b"moov"), None)
    if movie is None:
        raise WrongBoxes("no moov")
    lengths = {box.number(4): box.number(12) for box in movie.find(b"mvex", b"trex")}
    return tuple(_track(box, lengths) for box in movie.find(b"trak"))


def runs_of(fragment: bytes, tracks: tuple[Track, ...]) -> tuple[Run, ...]:
    """The runs of every `moof` in these bytes; offsets count from their first byte."""
    known = {each.number: each for each in tracks}
    return tuple(
        run
        for box in boxes(fragment)
        if box.kind == b"moof"
        for piece in box.find(b"traf")
        for run in _runs(piece, known, box.start - 8)
    )


def _track(box: Box, lengths: dict[int, int]) -> Track:
    head = box.first(b"tkhd")
    number = head.number(20 if head.number(0, 1) else 12)
    timing = box.first(b"mdia", b"mdhd")
    scale = timing.number(20 if timing.number(0, 1) else 12)
    kind = box.first(b"mdia", b"hdlr").number(8).to_bytes(4, "big")
    entry = next(box.first(b"mdia", b"minf", b"stbl", b"stsd").children(skip=8))
    return Track(number, kind, scale or 1, sample_ticks=lengths.get(number, 0), **_coding(entry))


def _coding(entry: Box) -> dict[str, Any]:
    if entry.kind in {b"avc1", b"avc3"}:
        config = next(each for each in entry.children(VISUAL_FIELDS) if each.kind == b"avcC")
        profile = config.data[config.start + 1 : config.start + 4].hex()
        size = {"width": entry.number(24, 2), "height": entry.number(26, 2)}
        return {"codec": f"{entry.kind.decode()}.{profile}", **size}
    if entry.kind == b"mp4a":
        return _sound(next(e for e in entry.children(AUDIO_FIELDS) if e.kind == b"esds"))
    raise WrongBoxes(f"a coding {entry.kind.decode('latin-1')} that browsers cannot be given")


def _sound(box: Box) -> dict[str, str | int]:
    """AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1): kind of object, number of channels."""
    config = _specific(box.data[box.start + 4 : box.end])
    return {"codec": f"mp4a.40.{config[0] >> 3}", "channels": config[1] >> 3 & 15}


def _specific(data: bytes) -> bytes:
    """The DecoderSpecificInfo inside an ES_Descriptor."""
    for tag, content in _descriptors(data):
        if tag == DECODER_SPECIFIC and len(content) >= 2:
            return content
        inner = content[13:] if tag == DECODER_CONFIG else content[3:]
        if tag in {3, DECODER_CONFIG}:
            return _specific(inner)
    raise WrongBoxes("sound without a description")


def _descriptors(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        tag, length, at = data[at], 0, at + 1
        while at < len(data):
            byte, at = data[at], at + 1
            length = length << 7 | byte & 127
            if not byte & 128:
                break
        yield tag, data[at : at + length]
        at += length


def _runs(piece: Box, known: dict[int, Track], base: int) -> Iterator[Run]:
    head = piece.first(b"tfhd")
    track, ticks, size = _defaults(head, known)
    decode = piece.first(b"tfdt")
    begins = decode.number(4, 8 if decode.number(0, 1) else 4)
    for box in piece.find(b"trun"):
        run = _run(box, track, begins, base, ticks, size)
        begins += run.ticks
        yield run


def _defaults(head: Box, known: dict[int, Track]) -> tuple[int, int, int]:
    """Number of the track, ticks and bytes of a sample that does not say its own."""
    flags, number = head.number(1, 3), head.number(4)
    if number not in known:
        raise WrongBoxes(f"a fragment of an unknown track {number}")
    at = 8 + 8 * bool(flags & 1) + 4 * bool(flags & 2)
    ticks = head.number(at) if flags & 8 else known[number].sample_ticks
    at += 4 * bool(flags & 8)
    return number, ticks, head.number(at) if flags & 16 else 0


def _run(box: Box, track: int, begins: int, base: int, ticks: int, size: int) -> Run:
    flags, count, at = box.number(1, 3), box.number(4), 8
    offset = struct.unpack_from(">i", box.data, box.start + at)[0] if flags & 1 else 0
    at += 4 * bool(flags & 1) + 4 * bool(flags & 4)
    step = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
    places = [at + step * index for index in range(count)]
    lasts = sum(box.number(place) for place in places) if flags & 0x100 else ticks * count
    size_at = 4 * bool(flags & 0x100)
    sizes = [box.number(place + size_at) if flags & 0x200 else size for place in places]
    return Run(track, begins, lasts, base + offset, tuple(sizes))
