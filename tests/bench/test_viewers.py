"""What the measured readers say they saw."""

import time

from bench.viewers import Crowd, asked_by


def crowd(count: int = 1, last: int = 9) -> Crowd:
    return Crowd(asked_by(["0", "/", str(count), str(last)]))


def event(seq: int) -> bytes:
    return b'id: abc.%d\ndata: {"d":{"item":{"at":%.3f}}}\n\n' % (seq, time.time())


def test_frames_in_order_are_deliveries() -> None:
    seen = crowd()
    seen.viewers[0].data_received(b"40\r\n" + event(1) + event(2) + b"\r\n")
    assert (seen.seen.deliveries, seen.seen.lost, seen.seen.doubled) == (2, 0, 0)


def test_a_frame_in_two_pieces_is_one() -> None:
    seen = crowd()
    whole = event(1)
    for piece in (whole[:20], whole[20:]):
        seen.viewers[0].data_received(piece)
    assert (seen.seen.deliveries, seen.seen.lost) == (1, 0)


def test_a_hole_is_lost_and_what_comes_twice_is_doubled() -> None:
    seen = crowd()
    for number in (1, 4, 4):
        seen.viewers[0].data_received(event(number))
    assert (seen.seen.deliveries, seen.seen.lost, seen.seen.doubled) == (2, 2, 1)


def test_all_are_complete_when_each_has_the_last() -> None:
    seen = crowd(count=2, last=1)
    for viewer in seen.viewers:
        viewer.data_received(event(1))
    assert (seen.seen.complete, seen.done.is_set()) == (2, True)
