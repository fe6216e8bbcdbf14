"""New passwords that would be guessed first are refused, everywhere one is chosen."""

import hashlib
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.fixtures import Settings

from portal.accounts.checks import check_leaked_passwords
from portal.accounts.models import User
from portal.accounts.passwords import is_listed
from tests.accounts.people import PASSWORD, account, is_logged_in, log_in

ALVA = User(username="u7k2", email="alva.lind@example.org", last_name="Lindqvist")


def codes(password: str, user: User | None = ALVA) -> list[str | None]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [each.code for each in error.error_list]
    return []


@pytest.mark.parametrize(
    "password",
    [
        *("Göteborgs2026", "goteborgs-stad!", "RÅDSLAG radslag", "kommun-1234-kommun"),
        *("alva.lind 1987", "Lindqvist99!", "example.org-1", "Angered-kommun"),
    ],
)
def test_the_citys_words_and_ones_own_are_no_password(settings: Settings, password: str) -> None:
    settings.PASSWORD_WORDS = ["Angered"]
    assert codes(password) == ["password_own_words"]


@pytest.mark.parametrize(
    "password",
    [
        *("tre blå spårvagnar", "4821-9375-6620", "göteborg regnar sidledes"),
        *("пароль длинный", "lindhagen sover"),
    ],
)
def test_other_words_are(password: str) -> None:
    assert codes(password) == []


def digests(*passwords: str) -> bytes:
    found = sorted(
        hashlib.sha1(each.encode(), usedforsecurity=False).hexdigest().upper() for each in passwords
    )
    return "".join(f"{each}:{number}\r\n" for number, each in enumerate(found)).encode()


def test_a_leaked_password_is_found_in_the_citys_list(settings: Settings, tmp_path: Path) -> None:
    listed = [f"läckt lösenord {number}" for number in range(500)]
    file = tmp_path / "leaked.txt"
    file.write_bytes(digests(*listed))
    settings.LEAKED_PASSWORDS_FILE = str(file)
    assert [each for each in listed if codes(each) != ["password_leaked"]] == []
    assert [n for n in range(500) if codes(f"inte läckt {n}")] == []
    assert check_leaked_passwords() == []


@pytest.mark.parametrize("listed", [(), ("a",), ("a", "b")])
def test_a_short_list_ends_the_search(listed: tuple[str, ...]) -> None:
    file = BytesIO(digests(*listed))
    found = [each for each in "abc" if is_listed(file, digests(each)[:40])]
    assert found == list(listed)


def test_a_list_that_is_not_there_is_told_at_start(settings: Settings, tmp_path: Path) -> None:
    settings.LEAKED_PASSWORDS_FILE = str(tmp_path / "nowhere")
    assert [each.id for each in check_leaked_passwords()] == ["accounts.E003"]


@pytest.mark.django_db
def test_signing_up_says_why_and_keeps_the_address(client: Client) -> None:
    sent = {"email": "kim.berg@example.org", "password1": "kim.berg-2026"}
    page = client.post("/logga-in/ny/", sent).content.decode()
    assert "nästan bara namnet på staden, tjänsten eller dig" in page
    assert 'value="kim.berg@example.org"' in page
    assert not User.objects.exists()


def test_length_is_asked_for_and_no_mixture() -> None:
    """OWASP ASVS 5, 6.2.1, 6.2.4 and 6.2.5."""
    assert codes("7 teckn") == ["password_too_short"]
    assert codes("iloveyou") == ["password_too_common"]
    for one_kind in ("regnbågsmoln", "REGNBÅGSMOLN", "5908271346", "~~~|||***", "🚋🚌🚎🚐🚑🚒🚓🚔"):
        assert codes(one_kind) == []


@pytest.mark.django_db
def test_a_long_password_is_compared_letter_by_letter_as_it_was_written(client: Client) -> None:
    """OWASP ASVS 5, 6.2.8 and 6.2.9: nothing is cut, trimmed or folded."""
    long = f" Åtta{'bussar' * 40} "
    account()
    log_in(client)
    client.post("/konto/losenord/", {"oldpassword": PASSWORD, "password1": long, "password2": long})
    for other in (long.strip(), long[:-2], long[:72], long.lower(), f"{long}x"):
        assert not User.objects.get().check_password(other)
    log_in(other_device := Client(), password=long)
    assert is_logged_in(other_device)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("/logga-in/", ["current-password"]),
        ("/logga-in/ny/", ["new-password"]),
        ("/konto/losenord/", ["current-password", "new-password", "new-password"]),
    ],
)
def test_what_is_typed_is_hidden_and_password_managers_know_the_field(
    client: Client, path: str, kinds: list[str]
) -> None:
    """OWASP ASVS 5, 6.2.2, 6.2.3, 6.2.6 and 6.2.7."""
    account()
    if path.startswith("/konto/"):
        log_in(client)
    fields = re.findall(r'<input[^>]*type="password"[^>]*>', client.get(path).content.decode())
    assert [re.findall(r'autocomplete="([^"]*)"', each) for each in fields] == [[k] for k in kinds]
    assert [each for each in fields if "maxlength" in each or "readonly" in each] == []
