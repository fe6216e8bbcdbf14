"""One sees where one is logged in, and ends it there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.test import Client

from portal.accounts.devices import device_of
from portal.accounts.models import Session, User
from portal.accounts.open_sessions import sessions_of
from portal.accounts.own_data import data_of, retention_rules
from portal.accounts.services import rename
from portal.accounts.standing import NOBODY, standing_of_session
from portal.core.clock import now
from tests.accounts.people import account, holder, is_logged_in, log_in

pytestmark = pytest.mark.django_db

PAGE = "/konto/inloggningar/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1"
)


def logged_in(user_agent: str, name: str = "kim") -> Client:
    client = Client(HTTP_USER_AGENT=user_agent)
    log_in(client, name)
    assert is_logged_in(client)
    return client


def handles(name: str = "kim") -> dict[str, str]:
    """Handles of somebody's sessions by what they were opened on."""
    return {each.device: each.handle for each in sessions_of(User.objects.get(username=name))}


def test_the_page_names_every_login_and_which_is_this() -> None:
    account()
    here, _there = logged_in(FIREFOX), logged_in(IPHONE)
    page = here.get(PAGE).content.decode()
    assert [device for device in ("Firefox, Linux", "Safari, iPhone") if device not in page] == []
    assert page.count('name="end"') == 2  # the other one, and all others
    assert [key for key in Session.objects.values_list("pk", flat=True) if key in page] == []


def test_a_session_has_more_than_128_random_bits_and_no_meaning() -> None:
    """OWASP ASVS 5, 7.2.2 and 7.2.3: drawn anew, from the system's own source."""
    account()
    keys = [logged_in(FIREFOX).cookies["sessionid"].value for _time in range(4)]
    alphabet = set(VALID_KEY_CHARS)
    assert [each for each in keys if len(alphabet) ** len(each) < 2**128] == []
    assert (len(set(keys)), [set(each) - alphabet for each in keys]) == (4, [set()] * 4)


def test_one_login_is_ended_and_the_others_stay() -> None:
    account()
    here, there, third = logged_in(FIREFOX), logged_in(IPHONE), logged_in("")
    answer = here.post(PAGE, {"end": handles()["Safari, iPhone"]}, follow=True)
    assert "Inloggningen är avslutad." in answer.content.decode()
    assert [is_logged_in(each) for each in (here, there, third)] == [True, False, True]


def test_all_others_are_ended_at_once() -> None:
    account()
    here, there, third = logged_in(FIREFOX), logged_in(IPHONE), logged_in("")
    here.post(PAGE, {"end": "others"})
    assert [is_logged_in(each) for each in (here, there, third)] == [True, False, False]


def test_nobody_ends_anothers_login() -> None:
    account()
    account("robin")
    here, theirs = logged_in(FIREFOX), logged_in(IPHONE, "robin")
    here.post(PAGE, {"end": handles("robin")["Safari, iPhone"]})
    here.post(PAGE, {"end": theirs.session.session_key})
    here.post(PAGE, {"end": "others"})
    assert is_logged_in(theirs)


def test_a_socket_of_an_ended_login_stands_for_nobody() -> None:
    holder(organization=uuid4())
    here, there = logged_in(FIREFOX), logged_in(IPHONE)
    key = there.session.session_key
    assert key is not None
    assert len(standing_of_session(key).reader) == 1
    here.post(PAGE, {"end": "others"})
    assert standing_of_session(key) == NOBODY


@pytest.mark.parametrize(
    ("begun", "seen", "is_open"),
    [
        *((0, None, True), (6, 1, True), (13, 6, True)),
        *((8, None, False), (13, 8, False), (14, 0, False)),
    ],
)
def test_a_login_ends_when_nobody_uses_it_and_in_any_case(
    client: Client, begun: int, seen: int | None, is_open: bool
) -> None:
    """Days ago; also what stays open stands for nobody then."""
    account()
    log_in(client)
    session = client.session
    session["begun"] = {"at": (now() - timedelta(days=begun)).isoformat(), "on": ""}
    if seen is not None:
        session["seen"] = (now() - timedelta(days=seen)).isoformat()
    session.save()
    assert len(sessions_of(User.objects.get())) == is_open
    assert (standing_of_session(str(session.session_key)) != NOBODY) == is_open
    assert is_logged_in(client) == is_open


def test_that_a_login_is_used_is_written_once_an_hour(client: Client) -> None:
    account()
    log_in(client)
    assert "seen" not in client.session
    session = client.session
    session["begun"] = {"at": (now() - timedelta(hours=2)).isoformat(), "on": ""}
    session.save()
    client.get(PAGE)
    first = client.session["seen"]
    client.get(PAGE)
    assert client.session["seen"] == first


def test_sessions_belong_to_whoever_is_logged_in() -> None:
    account()
    client = logged_in(FIREFOX)
    assert Session.objects.get().user == User.objects.get()
    client.post("/logga-ut/")
    assert Session.objects.count() == 0


def test_what_is_kept_of_a_login_is_told_and_runs_out() -> None:
    user = account()
    logged_in(FIREFOX)
    (section,) = (each for each in data_of(user.pk) if each.name == "sessions")
    assert [row["På"] for row in section.rows] == ["Firefox, Linux"]
    Session.objects.update(expire_date=now() - timedelta(days=2))
    assert sessions_of(user) == []
    (rule,) = (each for each in retention_rules() if each.name == "sessions")
    assert rule.erase(now() - timedelta(days=rule.days)) == 1


def test_a_name_holds_nothing_that_cannot_be_seen() -> None:
    """Turned or unseen letters would let one person look like another."""
    user = account()
    rename(user=user, first_name="A\u202exel\n", last_name=" \u200bPå  hittad ")
    assert user.get_full_name() == "Axel På hittad"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (FIREFOX, "Firefox, Linux"),
        (IPHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/143.0 Safari/537.36 Edg/143.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/143.0 Mobile Safari/537.36", "Chrome, Android"),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_a_device_is_two_words(said: str, told: str) -> None:
    assert device_of(said) == told
