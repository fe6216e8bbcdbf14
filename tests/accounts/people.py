"""Accounts and clients for tests."""

import re
from datetime import datetime
from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.services import give_role
from portal.core.clock import parse_moment

PASSWORD = "tre blå spårvagnar"
LONG_AGO = parse_moment("2011-01-01")
SECRET = "JBSWY3DPEHPK3PXP"


def account(name: str = "kim", *, confirmed: bool = True) -> User:
    """Somebody with a password and an address, confirmed or not."""
    address = f"{name}@example.org"
    user = User.objects.create_user(name, address, PASSWORD)
    EmailAddress.objects.create(user=user, email=address, verified=confirmed, primary=True)
    return user


def holder(
    role: Role = Role.MEMBER,
    organization: UUID | None = None,
    name: str = "kim",
    until: datetime | None = None,
) -> User:
    """Somebody who holds a role since long ago."""
    user = account(name)
    give_role(
        user=user,
        role=role,
        organization=organization or uuid4(),
        valid_from=LONG_AGO,
        valid_to=until,
    )
    return user


def with_app(user: User) -> User:
    """A code app with a known secret."""
    TOTP.activate(user, SECRET)
    assert Authenticator.objects.filter(user=user).exists()
    return user


def code(steps_ago: int = 0) -> str:
    """What the app shows now, or showed so many half minutes ago."""
    _before, now, _after = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(SECRET, now - steps_ago))


def token_in(html: str) -> str:
    """The link's path in a letter."""
    found = re.search(r"http://[^/\s]+(/\S+)", html)
    assert found is not None, html
    return found[1]


def log_in(client: Client, name: str = "kim", password: str = PASSWORD) -> int:
    """Fills in the login form; the status of the answer."""
    return client.post("/logga-in/", {"login": name, "password": password}).status_code


def is_logged_in(client: Client) -> bool:
    return client.get("/konto/").status_code == 200
