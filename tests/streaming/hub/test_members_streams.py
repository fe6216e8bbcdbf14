"""Streams that are not for everyone: who may follow, and for how long."""

import asyncio
import datetime
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client

from portal.accounts.models import Grant, User
from portal.accounts.roles import Role
from portal.accounts.services import give_role
from portal.core.clock import now
from portal.ledger.readers import members_of
from streaming.hub.services import open_stream, post
from tests.streaming.hub.conftest import Reader, address, in_a_loop, in_thread

# The hub reads in a thread of its own: SQLite in memory has one connection for all.
pytestmark = pytest.mark.postgresql

ORGANIZATION = uuid4()
Headers = list[tuple[bytes, bytes]]


@pytest.fixture
def members(stream: UUID) -> UUID:
    return open_stream(
        subject=uuid4(), purpose="meeting", audience=members_of(ORGANIZATION), rest_ms=0
    )


def logged_in(role: Role = Role.MEMBER, organization: UUID = ORGANIZATION) -> Headers:
    user = User.objects.create(username=f"u{User.objects.count()}")
    since = now() - datetime.timedelta(days=1)
    give_role(user=user, role=role, organization=organization, valid_from=since)
    client = Client()
    client.force_login(user)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    return [(b"cookie", cookie.encode()), (b"host", b"testserver")]


def test_a_member_follows(members: UUID) -> None:
    headers = logged_in()

    async def scene() -> None:
        reader = Reader(address(members), headers=headers)
        await reader.until_told("resync")
        assert reader.header(b"cache-control") == "no-store"
        await in_thread(post, stream=members, kind="change", sections={"item": 1})
        await reader.until(1)
        snapshot = Reader(address(members, "snapshot"), headers=headers)
        await snapshot.task
        assert snapshot.header(b"cache-control") == "private, no-store"
        assert snapshot.body["d"] == {"item": 1}
        await reader.go()

    in_a_loop(scene())


@pytest.mark.parametrize("what", ["events", "snapshot", "since/0", "socket"])
@pytest.mark.parametrize("who", ["nobody", "a member of another", "a clerk", "a forged cookie"])
def test_others_do_not_learn_that_it_exists(members: UUID, what: str, who: str) -> None:
    cookies: dict[str, Callable[[], Headers]] = {
        "nobody": list,
        "a member of another": lambda: logged_in(organization=uuid4()),
        "a clerk": lambda: logged_in(Role.CLERK),
        "a forged cookie": lambda: [(b"cookie", b"sessionid=eyJ4IjoxfQ:1:2")],
    }
    headers = cookies[who]()
    kind = "websocket" if what == "socket" else "http"

    async def scene() -> None:
        reader = Reader(address(members, what), headers=headers, kind=kind)
        await reader.task
        assert reader.status == (4404 if what == "socket" else 404)

    in_a_loop(scene())


def test_another_sites_page_cannot_follow_with_a_members_cookie(members: UUID) -> None:
    headers = [*logged_in(), (b"origin", b"https://elsewhere.example")]

    async def scene() -> None:
        reader = Reader(address(members, "socket"), headers=headers, kind="websocket")
        await reader.task
        assert reader.status == 4404

    in_a_loop(scene())


def test_a_role_that_ends_closes_the_open_connection_before_the_next_word(members: UUID) -> None:
    headers = logged_in()

    async def scene() -> None:
        reader = Reader(address(members), headers=headers)
        await reader.until_told("resync")
        await in_thread(Grant.objects.update, valid_to=now())
        await in_thread(post, stream=members, kind="change", sections={"item": 1})
        await asyncio.wait_for(reader.task, 20)
        assert reader.numbers == []

    in_a_loop(scene())
