"""Many at once on PostgreSQL, and the streams of a meeting as a browser follows them."""

from collections.abc import Callable
from typing import Any

import pytest

from streaming.hub.selectors import snapshot_of
from streaming.live.models import Ballot, Result
from streaming.live.services.ballots import cast_for, cast_own_ballot
from streaming.live.services.item_commands import OpenItem
from streaming.live.services.meeting_commands import PauseMeeting
from streaming.live.services.obeying import obey
from streaming.live.services.round_commands import Gavel
from streaming.live.services.telling import stream_of
from tests.meetings.registry import factories as make
from tests.streaming.hub.conftest import Reader, address, in_a_loop, in_thread
from tests.streaming.live.factories import House, opened, voting
from tests.streaming.live.test_voting import open_round
from tests.streaming.races import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_of_two_commands_at_once_from_one_state_one_is_done() -> None:
    made = opened()
    seen = made.now().seq
    given: dict[str, Any] = {"meeting": made.meeting, "user": made.secretary, "expected": seen}
    told = at_once(
        lambda: obey(**given, command=PauseMeeting(), key="a"),
        lambda: obey(**given, command=OpenItem(made.items[0].record), key="b"),
    )
    assert sorted(told)[0] == ""
    assert sorted(told)[1] in {"SeenTooLate", "OutOfOrder"}
    assert made.now().seq == seen + 1


def test_a_command_sent_by_two_devices_with_one_key_is_done_once() -> None:
    made = opened()
    given: dict[str, Any] = {"meeting": made.meeting, "user": made.secretary, "key": "a"}
    command = OpenItem(made.items[0].record)
    assert at_once(*[lambda: obey(**given, command=command)] * 6) == [""] * 6
    assert made.live.events.filter(kind="item.opened").count() == 1


def test_thirty_ballots_at_the_gavel_and_each_that_was_taken_is_counted() -> None:
    made = voting()
    of = open_round(made)
    mandates = list(of.mandates.values_list("pk", flat=True))

    def say(mandate: int, choice: str) -> Callable[[], Any]:
        given: dict[str, Any] = {"meeting": made.meeting, "round_id": of.pk}
        return lambda: cast_for(**given, mandate=mandate, choice=choice, user=made.secretary)

    deeds = [say(mandates[n % 5], ("yes", "no", "abstained")[n % 3]) for n in range(30)]
    fall = Gavel(tie="")
    at_once(*deeds[:15], lambda: made.does(fall), *deeds[15:])
    kept = list(Ballot.objects.values_list("choice", flat=True))
    if of.results.count() == 0:  # it fell at a tie, and was refused
        is_tie = kept.count("yes") == kept.count("no")
        made.does(Gavel(tie="casting_yes" if is_tie else ""))
    result = Result.objects.get()
    assert len(kept) <= len(mandates)
    assert (result.yes, result.no, result.abstained) == tuple(
        kept.count(choice) for choice in ("yes", "no", "abstained")
    )


def place(made: House, *, public: bool) -> tuple[str, str]:
    """The address of a stream, and where it stands."""
    stream = stream_of(made.live, public=public, language="sv")
    at = snapshot_of(stream)
    return address(stream), f"e={at.epoch}&s={at.seq}"


def test_a_viewer_gets_each_change_and_goes_on_where_they_were() -> None:
    made = opened()
    path, where = place(made, public=True)

    async def scene() -> None:
        viewer = Reader(path, where)
        await in_thread(lambda: made.does(OpenItem(made.items[0].record)))
        await viewer.until_told("item.opened")
        told = next(frame for frame in viewer.told if frame["k"] == "item.opened")
        assert told["d"]["item"]["data"]["title"] == "Öppettider"
        assert "Behandlas nu" in told["d"]["item"]["html"]
        seen = viewer.told[-1]
        await viewer.go()
        await in_thread(lambda: made.does(PauseMeeting()))
        again = Reader(path, f"e={seen['e']}&s={seen['s']}")
        await again.until_told("meeting.paused")
        assert again.numbers == [seen["s"] + 1]
        await again.go()

    in_a_loop(scene())


def test_only_members_follow_the_members_stream() -> None:
    made = opened()
    path, where = place(made, public=False)
    member = make.client_of(made.user_of(made.members[1]))
    cookie = f"sessionid={member.cookies['sessionid'].value}".encode()

    async def scene() -> None:
        stranger = Reader(path, where)
        await stranger.task
        assert stranger.status == 404
        inside = Reader(path, where, headers=[(b"cookie", cookie), (b"host", b"testserver")])
        await in_thread(lambda: made.does(OpenItem(made.items[1].record)))
        await inside.until_told("doors.closed")
        titles = [f["d"]["item"]["data"]["title"] for f in inside.told if "item" in f.get("d", {})]
        assert titles == ["Bidrag till en enskild"]
        await inside.go()

    in_a_loop(scene())


def test_a_place_in_another_epoch_is_told_to_fetch_a_snapshot() -> None:
    made = opened()
    path, _where = place(made, public=True)

    async def scene() -> None:
        lost = Reader(path, "e=deadbeef&s=3")
        await lost.until_told("resync")
        await lost.go()

    in_a_loop(scene())


def test_thirty_members_vote_at_once_each_has_one_ballot() -> None:
    made = voting()
    of = open_round(made)
    users = [made.user_of(each) for each in made.members]
    given: dict[str, Any] = {"meeting": made.meeting, "round_id": of.pk}
    deeds = [
        lambda user=user, choice=choice: cast_own_ballot(**given, choice=choice, user=user)
        for user in users
        for choice in ("yes", "no", "yes", "no", "abstained", "yes")
    ]
    assert at_once(*deeds) == [""] * 30
    assert Ballot.objects.count() == 5
