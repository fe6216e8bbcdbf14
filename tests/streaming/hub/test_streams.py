"""Streams in the database: ordered, without holes, and only whole sections."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from portal.core.ids import new_id
from streaming.hub.errors import UnknownStream
from streaming.hub.models import Frame, Stream
from streaming.hub.selectors import Snapshot, frames_after, snapshot_of
from streaming.hub.services import begin_anew, open_stream, post
from streaming.hub.wire import applied

pytestmark = pytest.mark.django_db


def a_stream() -> UUID:
    return open_stream(subject=new_id(), purpose="meeting")


def changes_after(stream: UUID, seq: int) -> list[dict[str, Any]]:
    at = snapshot_of(stream)
    return [json.loads(frame.text)["d"] for frame in frames_after(stream, at.epoch, seq, 1000)]


def test_numbers_follow_each_other() -> None:
    stream = a_stream()
    assert [post(stream=stream, kind="item", sections={"item": n}) for n in (5, 6)] == [1, 2]
    assert changes_after(stream, 0) == [{"item": 5}, {"item": 6}]
    assert changes_after(stream, 1) == [{"item": 6}]


def test_a_snapshot_holds_every_section_as_it_is_now() -> None:
    stream = a_stream()
    post(stream=stream, kind="item", sections={"item": {"number": "1"}, "speaker": "Ada"})
    post(stream=stream, kind="speaker", sections={"speaker": None})
    found = snapshot_of(stream)
    epoch = Stream.objects.get().epoch
    assert found == Snapshot(stream, epoch, 2, {"item": {"number": "1"}})


def test_the_stream_of_a_subject_is_opened_once() -> None:
    subject = new_id()
    first = open_stream(subject=subject, purpose="meeting")
    assert open_stream(subject=subject, purpose="meeting") == first
    assert open_stream(subject=subject, purpose="thread") != first


def test_what_is_rolled_back_was_never_told() -> None:
    stream = a_stream()
    with transaction.atomic():
        post(stream=stream, kind="item", sections={"item": 1})
        transaction.set_rollback(True)
    assert post(stream=stream, kind="item", sections={"item": 2}) == 1


def test_nothing_is_told_on_a_stream_that_is_not_there() -> None:
    with pytest.raises(UnknownStream):
        post(stream=new_id(), kind="item", sections={})


def test_forgotten_words_leave_the_frames_before() -> None:
    stream = a_stream()
    post(stream=stream, kind="comment", sections={"comment:1": "elakt", "comment:2": "snällt"})
    post(stream=stream, kind="hidden", sections={"comment:1": None}, forget=["comment:1"])
    assert changes_after(stream, 0) == [{"comment:2": "snällt"}, {"comment:1": None}]
    assert not Frame.objects.filter(data__contains="elakt").exists()


def test_a_new_epoch_begins_at_one() -> None:
    stream = a_stream()
    post(stream=stream, kind="item", sections={"item": 1})
    before = snapshot_of(stream).epoch
    begin_anew(stream=stream, sections={"item": 9})
    after = snapshot_of(stream)
    assert (after.epoch != before, after.seq, after.sections) == (True, 1, {"item": 9})


def refused(change: Any) -> None:
    with (
        pytest.raises(DatabaseError, match=r"no holes|append-only|only moves on"),
        transaction.atomic(),
    ):
        change()


def test_the_database_refuses_holes_and_rewriting() -> None:
    stream = a_stream()
    post(stream=stream, kind="item", sections={"item": 1})
    frame = Frame.objects.get()
    refused(lambda: Frame.objects.create(stream_id=stream, seq=3, kind="x", data="{}", at=frame.at))
    refused(lambda: Frame.objects.update(kind="other"))
    refused(lambda: Stream.objects.update(head=0))


class SnapshotAndFrames(TestCase):
    """A snapshot taken at any moment, and the frames after it, are a fresh snapshot."""

    @settings(max_examples=25, deadline=None)
    @given(
        told=st.lists(
            st.dictionaries(
                st.sampled_from(["meeting", "item", "round", "speakers"]),
                st.none() | st.integers() | st.text(max_size=5),
                max_size=3,
            ),
            max_size=12,
        ),
        at=st.integers(0, 12),
    )
    def test_are_a_fresh_snapshot(self, told: list[dict[str, Any]], at: int) -> None:
        stream = a_stream()
        early = snapshot_of(stream)
        for place, sections in enumerate(told):
            if place == at:
                early = snapshot_of(stream)
            post(stream=stream, kind="change", sections=sections)
        state: dict[str, Any] = dict(early.sections)
        for change in changes_after(stream, early.seq):
            state = applied(state, change)
        assert state == snapshot_of(stream).sections
