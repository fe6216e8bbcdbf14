"""A stream as it was at a time, for those who rewind: its sections then, and what came next.

    {"m": stream, "e": epoch, "s": number, "d": sections, "then": [frames]}

A reader shows the sections and then plays `then` by the frames' own times; fewer than `BLOCK` of
them say that nothing newer has been told yet.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from streaming.hub.fanout import Fanout
from streaming.hub.selectors import frames_after, number_at, sections_at
from streaming.hub.source import Source
from streaming.hub.wire import WireFrame, json_batch, to_json

BLOCK = 50
KEPT = 40
"""So many numbers of a stream are kept: those who rewind go to the same chapters."""
LAST = 253_402_300_799_000
"""The end of the year 9999, in milliseconds."""


async def past_of(source: Source, fanout: Fanout, milliseconds: int) -> bytes:
    """The answer for a time, in milliseconds since 1970."""
    moment = datetime.fromtimestamp(min(milliseconds, LAST) / 1000, UTC)
    seq = await source.ask_of_the_past(lambda: number_at(fanout.stream, moment))
    sections = await _sections(source, fanout, seq)
    head = f'{{"m":"{fanout.stream}","e":"{fanout.epoch}","s":{seq},"d":{sections},"then":'
    return f"{head}{json_batch(await _next(source, fanout, seq))}}}".encode()


async def _sections(source: Source, fanout: Fanout, seq: int) -> str:
    kept = fanout.past
    if seq not in kept:
        told = await source.ask_of_the_past(lambda: sections_at(fanout.stream, seq))
        while len(kept) >= KEPT:
            kept.pop(next(iter(kept)))
        kept[seq] = to_json(told)
    return kept[seq]


async def _next(source: Source, fanout: Fanout, seq: int) -> Sequence[WireFrame]:
    if fanout.ring.holds_all_after(seq):
        return fanout.ring.after(seq)[:BLOCK]
    return await source.ask_of_the_past(
        lambda: frames_after(fanout.stream, fanout.epoch, seq, BLOCK)
    )
