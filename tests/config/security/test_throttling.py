"""Who asks too often waits, and nobody can tell afterwards who it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client
from pytest_django.fixtures import Settings

from portal.accounts.models import User
from portal.config.caches import MOST_COUNTED
from portal.config.caches import cache as place_to_count
from portal.config.security.limits import LIMITS, limits
from portal.core.throttle import Rate, rate, seconds_to_wait

pytestmark = pytest.mark.django_db
LOGIN = "/logga-in/"


@pytest.fixture(autouse=True)
def counted_from_nothing() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock of the limits; set `at[0]`."""
    moment = [1_000_000.0]
    monkeypatch.setattr("portal.core.throttle.time.time", lambda: moment[0])
    return moment


def limited(settings: Settings, table: str) -> Client:
    settings.RATE_LIMITS = table
    return Client()


def attempt(client: Client, name: str = "ledamot", **more: Any) -> int:
    return client.post(LOGIN, {"login": name, "password": "gissning"}, **more).status_code


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10/5m", Rate(10, 300)), ("3/h", Rate(3, 3600)), ("1/30s", Rate(1, 30))],
)
def test_a_rate_is_written_as_people_say_it(text: str, expected: Rate) -> None:
    assert rate(text) == expected


@pytest.mark.parametrize("text", ["", "10", "0/m", "10/0m", "-1/m", "10/5d", "ten/m"])
def test_what_is_no_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="rate is written"):
        rate(text)


def test_a_school_votes_behind_one_address_while_letters_are_few(settings: Settings) -> None:
    client = limited(settings, "proposals=1/m votes=3/m")
    vote, letter = "/forslag/9/rosta/", "/forslag/9/rosta/lank/"
    statuses = [client.post(path).status_code for path in (letter, letter, vote, vote, vote, vote)]
    assert [status == 429 for status in statuses] == [False, True, False, False, False, True]


@pytest.mark.parametrize("text", ["login=ofta", "okänd=1/m", "login"])
def test_a_table_with_a_wrong_line_stops_the_start(text: str) -> None:
    with pytest.raises(ValueError, match=r"rate is written|knows"):
        limits(text)


def test_a_line_replaces_one_limit_and_leaves_the_others() -> None:
    changed = {each.action: each.by_sender for each in limits("login=1/h api=off")}
    given = {each.action: each.by_sender for each in LIMITS}
    assert changed == given | {"login": Rate(1, 3600), "api": None}


def test_the_next_window_begins_anew(at: list[float]) -> None:
    allowed = Rate(2, 60)
    assert [seconds_to_wait("prov", "a", allowed) > 0 for _time in range(3)] == [False, False, True]
    at[0] += 60
    assert seconds_to_wait("prov", "a", allowed) == 0


def test_it_says_how_long_to_wait(at: list[float]) -> None:
    at[0] = 1_000_010.0 - 1_000_010 % 60 + 45
    seconds_to_wait("prov", "a", Rate(1, 60))
    assert seconds_to_wait("prov", "a", Rate(1, 60)) == 15


def test_a_hundred_thousand_guesses_from_one_place_try_few_passwords(
    settings: Settings, at: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def check(_user: User, password: str) -> bool:
        tried.append(password)
        return False

    monkeypatch.setattr(User, "check_password", check)
    client = limited(settings, "login=100/5m")
    User.objects.create_user("ledamot", password="hemligt-ord-17")
    codes = [attempt(client) for _time in range(300)]
    assert codes.count(429) >= 290
    assert len(tried) <= 10
    seconds = [seconds_to_wait("login", "from 127.0.0.1", Rate(100, 300)) for _ in range(99_700)]
    assert min(seconds) > 0
    assert attempt(client) == 429


def test_what_is_counted_in_memory_has_an_end_and_who_goes_on_is_not_forgotten(
    at: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred thousand senders push out those who went, not the one who comes again."""
    options = place_to_count("")["OPTIONS"]
    assert options == {"MAX_ENTRIES": MOST_COUNTED}
    small = LocMemCache("bounded", {"OPTIONS": {**options, "MAX_ENTRIES": 300}})
    monkeypatch.setattr("portal.core.throttle.cache", small)
    largest = 0
    for number in range(5_000):
        seconds_to_wait("login", f"from {number}", Rate(10, 300))
        wait = seconds_to_wait("login", "from the one", Rate(10, 300))
        assert (wait > 0) is (number >= 10)
        largest = max(largest, len(vars(small)["_cache"]))
    assert 200 <= largest <= 300


def test_guesses_at_one_name_from_many_places_are_counted_together(
    settings: Settings, at: list[float]
) -> None:
    client = limited(settings, "login=100/5m")
    codes = [attempt(client, REMOTE_ADDR=f"10.0.{at // 250}.{at % 250}") for at in range(15)]
    assert codes.count(429) == 5
    assert attempt(client, "Ledamot ", REMOTE_ADDR="10.9.9.9") == 429
    assert attempt(client, "någon annan", REMOTE_ADDR="10.9.9.9") == 200


def test_an_unknown_name_is_refused_as_a_known_one(settings: Settings, at: list[float]) -> None:
    """The limit is no oracle."""
    User.objects.create_user("finns")
    client = limited(settings, "login=100/5m")
    codes = {name: [attempt(client, name) for _time in range(12)] for name in ("finns", "saknas")}
    assert codes["finns"] == codes["saknas"]


def test_the_refusal_says_when_to_come_back(settings: Settings, at: list[float]) -> None:
    client = limited(settings, "login=1/5m")
    attempt(client)
    refused = client.post(LOGIN, {"login": "a"})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 300
    assert refused.headers["Cache-Control"] == "no-store"
    assert "Vänta en stund" in refused.content.decode()
    assert client.get(LOGIN).status_code == 200


def test_the_api_refuses_in_json(settings: Settings, at: list[float]) -> None:
    client = limited(settings, "api=1/m")
    assert client.get("/api/v1/records").status_code == 200
    refused = client.get("/api/v1/records")
    assert (refused.status_code, set(refused.json())) == (429, {"error", "retry_after"})


def test_a_made_up_forwarded_address_is_not_believed(settings: Settings, at: list[float]) -> None:
    client = limited(settings, "login=1/5m")
    codes = [
        attempt(client, str(each), HTTP_X_FORWARDED_FOR=f"192.0.2.{each}") for each in range(3)
    ]
    assert codes == [200, 429, 429]


def test_behind_a_trusted_proxy_its_own_word_counts(settings: Settings, at: list[float]) -> None:
    settings.TRUSTED_PROXIES = 1
    client = limited(settings, "login=1/5m")
    told = ["spoofed, 192.0.2.1", "other, 192.0.2.1", "192.0.2.2"]
    codes = [attempt(client, each, HTTP_X_FORWARDED_FOR=each) for each in told]
    assert codes == [200, 429, 200]


def test_no_address_and_no_name_is_kept(settings: Settings, at: list[float]) -> None:
    """law.md D4: a hash with a salt that is gone when the window is."""
    client = limited(settings, "login=100/5m")
    attempt(client, "ledamot", REMOTE_ADDR="192.0.2.77")
    kept = str(cache._cache)  # type: ignore[attr-defined]  # of LocMemCache
    assert "throttle:login:" in kept
    assert "192.0.2.77" not in kept
    assert "ledamot" not in kept
