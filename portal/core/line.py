"""The line: what moves through the city's decisions, drawn as a tram line with stops.

One drawing, three uses: a case (stops are meetings of organizations), an agenda while the meeting
runs (stops are items), a proposal (stops are its stages). The stops are an ordered list in HTML;
each list item carries its own piece of the track as SVG, so the drawing is as tall as the text
beside it at any width, zoom or language. Lengths are in em of the list item: the track grows with
the reader's letters. Templates: components/line.html, components/line_strip.html.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PITCH: Final = 24
"""Distance between tracks, and height of the part of an item where tracks switch, in SVG units.
It is drawn 1.5em wide: one line of text."""
_EM = 1.5
_ACROSS_MOST = 7
_STRIP_ROOMY = 12


class StopState(StrEnum):
    """Where a stop stands in relation to now."""

    PASSED = "passed"
    PRESENT = "present"
    FUTURE = "future"
    CANCELLED = "cancelled"


class TrackKind(StrEnum):
    """How a piece of track is drawn: travelled, yet to come, or waiting beside a side track."""

    TRAVELLED = "travelled"
    AHEAD = "ahead"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop. `mark` is a short text (item number, time of day) shown where the date stands.

    `track` 0 is the main line; 1 and up are side tracks, such as a referral and back.
    """

    title: str
    state: StopState
    detail: str = ""
    date: datetime.date | None = None
    organization: str = ""
    url: str = ""
    track: int = 0
    mark: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A titled row of stops, oldest first. `continues`: more will come, no one knows what yet."""

    title: str
    stops: tuple[Stop, ...]
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight piece of track, from `y1` down to `y2`, at `x`; SVG lengths."""

    x: str
    y1: str
    y2: str
    kind: TrackKind


@dataclass(frozen=True, slots=True)
class Switch:
    """The curve from one track to another: an SVG path in PITCH units."""

    path: str
    kind: TrackKind


@dataclass(frozen=True, slots=True)
class Row:
    """One stop as drawn. `before` and `after` are the kinds of track that meet at it, or None."""

    stop: Stop
    year: str
    has_lead: bool
    pieces: tuple[Piece, ...]
    switch: Switch | None
    x: str
    y: str
    before: TrackKind | None
    after: TrackKind | None
    is_next: bool
    is_end: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A line laid out. `across`: short and straight enough to lie down on a wide screen."""

    title: str
    rows: tuple[Row, ...]
    tracks: int
    width: str
    box: str
    across: bool


@dataclass(frozen=True, slots=True)
class StripStop:
    """A stop of the strip, in SVG units."""

    x: int
    y: int
    state: StopState


@dataclass(frozen=True, slots=True)
class StripPiece:
    """A piece of track of the strip: an SVG path in SVG units."""

    path: str
    kind: TrackKind


@dataclass(frozen=True, slots=True)
class Strip:
    """The line as a small sign for lists: no words, only how far it has come."""

    box: str
    width: str
    stops: tuple[StripStop, ...]
    pieces: tuple[StripPiece, ...]
    passed: int
    total: int


def lay_out(line: Line) -> Drawing:
    """Place every stop and every piece of track of `line`."""
    stops = line.stops
    tracks = max((stop.track for stop in stops), default=0) + 1
    return Drawing(
        title=line.title,
        rows=tuple(_row(line, at) for at in range(len(stops))),
        tracks=tracks,
        width=_em(tracks),
        box=f"0 0 {tracks * PITCH} {PITCH}",
        across=tracks == 1 and 1 < len(stops) <= _ACROSS_MOST,
    )


def lay_out_strip(line: Line) -> Strip:
    """The same line without words; stops stand closer when there are more than twelve."""
    step = PITCH if len(line.stops) <= _STRIP_ROOMY else PITCH * 2 // 3
    half = PITCH // 2
    places = [
        StripStop(x=half + at * step, y=half + stop.track * half, state=stop.state)
        for at, stop in enumerate(line.stops)
    ]
    width = PITCH + max(len(places) - 1, 0) * step
    depth = PITCH + max((stop.track for stop in line.stops), default=0) * PITCH // 2
    return Strip(
        box=f"0 0 {width} {depth}",
        width=f"{width / 16:g}em",
        stops=tuple(places),
        pieces=tuple(
            StripPiece(_curve_along(places[at], places[at + 1]), _kind_into(line.stops, at + 1))
            for at in range(len(places) - 1)
        ),
        passed=sum(stop.state is not StopState.FUTURE for stop in line.stops),
        total=len(places),
    )


def _row(line: Line, at: int) -> Row:
    stops = line.stops
    stop = stops[at]
    year = _year_label(stops, at)
    switch = _switch(stops, at)
    has_lead = year != "" or switch is not None
    middle = _em(0.5 + has_lead)
    before = _kind_into(stops, at) if at else None
    after = _kind_after(line, at)
    return Row(
        stop=stop,
        year=year,
        has_lead=has_lead,
        pieces=(
            *_waiting_pieces(stops, at),
            *_own_pieces(stop.track, middle, before, after, switched=switch is not None),
        ),
        switch=switch,
        x=_em(stop.track + 0.5),
        y=middle,
        before=before,
        after=after,
        is_next=at == _next_stop(stops),
        is_end=after is None and stop.state in (StopState.PASSED, StopState.PRESENT),
    )


def _own_pieces(
    track: int, middle: str, before: TrackKind | None, after: TrackKind | None, *, switched: bool
) -> list[Piece]:
    x = _em(track + 0.5)
    pieces = []
    if before is not None:
        pieces.append(Piece(x, _em(1) if switched else "0", middle, before))
    if after is not None:
        pieces.append(Piece(x, middle, "100%", after))
    return pieces


def _waiting_pieces(stops: Sequence[Stop], at: int) -> list[Piece]:
    """The tracks that lie beside this stop, left earlier and taken again later."""
    own = stops[at].track
    earlier = {stop.track for stop in stops[:at]}
    later = {stop.track for stop in stops[at + 1 :]}
    pieces = [
        Piece(_em(track + 0.5), "0", "100%", TrackKind.WAITING)
        for track in sorted(earlier & later - {own})
    ]
    if _switch(stops, at) is not None and own in earlier:
        pieces.append(Piece(_em(own + 0.5), "0", _em(1), TrackKind.WAITING))
    return pieces


def _switch(stops: Sequence[Stop], at: int) -> Switch | None:
    if at == 0 or stops[at - 1].track == stops[at].track:
        return None
    start, end = (PITCH // 2 + stops[n].track * PITCH for n in (at - 1, at))
    path = f"M{start} 0C{start} {PITCH * 5 // 8} {end} {PITCH * 3 // 8} {end} {PITCH}"
    return Switch(path, _kind_into(stops, at))


def _kind_into(stops: Sequence[Stop], at: int) -> TrackKind:
    """Travelled when this stop or any later one has been reached."""
    reached = (StopState.PASSED, StopState.PRESENT)
    if any(stop.state in reached for stop in stops[at:]):
        return TrackKind.TRAVELLED
    return TrackKind.AHEAD


def _kind_after(line: Line, at: int) -> TrackKind | None:
    if at + 1 < len(line.stops):
        return _kind_into(line.stops, at + 1)
    return TrackKind.AHEAD if line.continues else None


def _next_stop(stops: Sequence[Stop]) -> int | None:
    return next((at for at, stop in enumerate(stops) if stop.state is StopState.FUTURE), None)


def _year_label(stops: Sequence[Stop], at: int) -> str:
    """The year, at the first stop that has a date in it."""
    day = stops[at].date
    earlier = [stop.date.year for stop in stops[:at] if stop.date is not None]
    return "" if day is None or (earlier and earlier[-1] == day.year) else str(day.year)


def _curve_along(start: StripStop, end: StripStop) -> str:
    middle = (start.x + end.x) // 2
    return f"M{start.x} {start.y}C{middle} {start.y} {middle} {end.y} {end.x} {end.y}"


def _em(pitches: float) -> str:
    """A number of pitches as an SVG length. Text, so that no locale writes it with a comma."""
    return f"{pitches * _EM:g}em"
