"""Getting in with a password, and what ends it."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django.fixtures import Settings

from portal.accounts.models import User
from portal.accounts.own_data import retention_rules
from portal.accounts.services import close_account
from portal.core.clock import now
from tests.accounts.people import PASSWORD, account, is_logged_in, log_in, token_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["kim", "KIM", "kim@example.org", "Kim@Example.org "])
def test_one_logs_in_by_name_or_address(client: Client, name: str) -> None:
    account()
    assert log_in(client, name) == HTTPStatus.FOUND
    assert is_logged_in(client)


def test_a_wrong_password_says_the_same_for_everybody(client: Client) -> None:
    account()
    answers = [
        client.post("/logga-in/", {"login": name, "password": "fel"}).content.decode()
        for name in ("kim@example.org", "ingen@example.org")
    ]
    assert ["Namnet eller lösenordet stämmer inte" in each for each in answers] == [True, True]


@pytest.mark.parametrize("name", ["kim", "kim@example.org", "ingen", "ingen@example.org"])
def test_one_attempt_hashes_once_whether_or_not_the_account_exists(
    client: Client, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the time that the answer takes would tell who has an account."""
    account()
    hashed: list[str] = []
    plain_check, plain_set = User.check_password, User.set_password

    def check(user: User, raw: str) -> bool:
        hashed.append("check")
        return plain_check(user, raw)

    def set_password(user: User, raw: str) -> None:
        hashed.append("set")
        plain_set(user, raw)

    monkeypatch.setattr(User, "check_password", check)
    monkeypatch.setattr(User, "set_password", set_password)
    log_in(client, name, "fel")
    assert len(hashed) == 1


def test_an_address_is_confirmed_before_the_first_login(client: Client) -> None:
    account(confirmed=False)
    log_in(client)
    assert not is_logged_in(client)
    assert [letter.to for letter in mail.outbox] == [["kim@example.org"]]


def test_signing_up_takes_an_address_a_password_and_a_letter(client: Client) -> None:
    client.post("/logga-in/ny/", {"email": "Kim@example.org", "password1": PASSWORD})
    link = token_in(str(mail.outbox[0].body))
    client.post(link)
    log_in(client, "kim@example.org")
    assert is_logged_in(client)


def test_a_user_name_tells_nothing_of_the_address(client: Client) -> None:
    client.post("/logga-in/ny/", {"email": "kim.persson@example.org", "password1": PASSWORD})
    name = User.objects.get().username
    assert name.startswith("boende-")
    assert "kim" not in name


def test_a_scanner_that_opens_the_link_confirms_nothing(client: Client) -> None:
    client.post("/logga-in/ny/", {"email": "kim@example.org", "password1": PASSWORD})
    link = token_in(str(mail.outbox[0].body))
    for _time in range(3):
        assert Client().get(link).status_code == HTTPStatus.OK
    assert not EmailAddress.objects.get().verified
    Client().post(link)
    assert EmailAddress.objects.get().verified


def test_signing_up_with_a_known_address_looks_like_any_other(client: Client) -> None:
    account()
    known, new = (
        Client().post("/logga-in/ny/", {"email": address, "password1": PASSWORD})
        for address in ("kim@example.org", "ny@example.org")
    )
    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert User.objects.count() == 2
    assert [letter.subject.split(" – ")[0] for letter in mail.outbox] == [
        "Du har redan ett konto",
        "Bekräfta din e-postadress",
    ]


def test_resetting_the_password_of_an_unknown_address_looks_like_any_other() -> None:
    account()
    known, unknown = (
        Client().post("/logga-in/losenord/", {"email": address}, follow=True)
        for address in ("kim@example.org", "ingen@example.org")
    )
    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content
    assert [letter.to[0] for letter in mail.outbox] == ["kim@example.org", "ingen@example.org"]


def test_a_new_password_by_letter_ends_every_session(client: Client) -> None:
    account()
    log_in(client)
    other = Client()
    other.post("/logga-in/losenord/", {"email": "kim@example.org"})
    link = other.get(token_in(str(mail.outbox[-1].body)), follow=True).redirect_chain[-1][0]
    other.post(link, {"password1": "fyra gula bussar", "password2": "fyra gula bussar"})
    assert not is_logged_in(client)
    assert log_in(Client(), password="fyra gula bussar") == HTTPStatus.FOUND


def test_a_link_to_a_new_password_works_once_and_for_two_hours(settings: Settings) -> None:
    account()
    client, new = Client(), {"password1": "fyra gula bussar", "password2": "fyra gula bussar"}
    for _letter in range(2):
        client.post("/logga-in/losenord/", {"email": "kim@example.org"})
    used, unused = (token_in(str(letter.body)) for letter in mail.outbox)
    assert settings.PASSWORD_RESET_TIMEOUT == 7_200
    form = client.get(used, follow=True).redirect_chain[-1][0]
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "gäller inte längre" in Client().get(unused, follow=True).content.decode()
    settings.PASSWORD_RESET_TIMEOUT = 7_200
    client.post(form, new)
    for link in (used, unused):
        assert "gäller inte längre" in Client().get(link, follow=True).content.decode()


def test_a_changed_password_ends_the_other_sessions(client: Client) -> None:
    account()
    other = Client()
    log_in(client)
    log_in(other)
    new = "fyra gula bussar"
    client.post("/konto/losenord/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (is_logged_in(client), is_logged_in(other)) == (True, False)


def test_a_closed_account_is_out_with_its_next_request(client: Client) -> None:
    user = account()
    log_in(client)
    close_account(user=user)
    assert not is_logged_in(client)
    assert client.post("/logga-in/", {"login": "kim", "password": PASSWORD})["Location"] == (
        "/logga-in/avstangt/"
    )


def test_a_copied_cookie_is_worth_nothing_after_logging_out(client: Client) -> None:
    account()
    log_in(client)
    copied = Client()
    copied.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_logged_in(copied)
    client.post("/logga-ut/")
    assert not is_logged_in(copied)


def test_logging_in_gives_a_new_session(client: Client) -> None:
    """Session fixation: what an attacker planted before the login is no session after it."""
    account()
    client.get("/logga-in/kod/")
    planted = "plantedplantedplantedplanted1234"
    client.cookies["sessionid"] = planted
    log_in(client)
    assert client.cookies["sessionid"].value != planted
    attacker = Client()
    attacker.cookies["sessionid"] = planted
    assert not is_logged_in(attacker)


@pytest.mark.parametrize(
    "onwards", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"]
)
def test_nobody_is_sent_to_another_host_after_logging_in(client: Client, onwards: str) -> None:
    account()
    answer = client.post("/logga-in/", {"login": "kim", "password": PASSWORD, "next": onwards})
    assert answer["Location"] == "/"


def test_one_goes_on_to_where_one_was_going(client: Client) -> None:
    account()
    form = {"login": "kim", "password": PASSWORD, "next": "/sammantradesrum/"}
    assert client.post("/logga-in/", form)["Location"] == "/sammantradesrum/"


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/logga-in/losenord/", {"email": "kim@example.org"}),
        ("/logga-in/losenord/", {"email": "ingen@example.org"}),
        ("/logga-in/ny/", {"email": "kim@example.org", "password1": PASSWORD}),
        ("/logga-in/ny/", {"email": "ny@example.org", "password1": PASSWORD}),
    ],
)
def test_links_in_letters_are_the_citys_whatever_host_was_named(
    client: Client, path: str, form: dict[str, str], settings: Settings
) -> None:
    account()
    client.post(path, form, headers={"host": "evil.example", "x-forwarded-host": "evil.example"})
    letter = mail.outbox[0]
    assert "evil" not in f"{letter.subject}{letter.body}{letter.from_email}"
    assert settings.SITE_URL in letter.body


@pytest.mark.parametrize(
    "address",
    ["kim@example.org\nBcc: alla@example.org", "kim@example.org%0ABcc:x@y.z", "a@b\r\nSubject: x"],
)
def test_an_address_cannot_carry_a_header(client: Client, address: str) -> None:
    client.post("/logga-in/losenord/", {"email": address})
    client.post("/logga-in/ny/", {"email": address, "password1": PASSWORD})
    assert mail.outbox == []


def test_signup_can_be_closed(client: Client, settings: Settings) -> None:
    settings.SIGNUP_OPEN = False
    answer = client.post("/logga-in/ny/", {"email": "kim@example.org", "password1": PASSWORD})
    assert "Konton delas ut av staden" in answer.content.decode()
    assert User.objects.count() == 0


def test_sessions_that_ran_out_are_erased(client: Client) -> None:
    account()
    log_in(client)
    (rule,) = (each for each in retention_rules() if each.name == "sessions")
    assert rule.erase(now()) == 0
    assert rule.erase(now() + timedelta(days=30)) == 1
    assert not is_logged_in(client)
