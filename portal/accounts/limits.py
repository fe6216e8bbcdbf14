"""How often one may knock at one account, as data.

What one sender may do is counted elsewhere (`portal/config/security/limits.py`), under hashes. Here
is what holds for a name, whoever asks. OWASP ASVS 5, 6.3.1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LIMITS_PER_NAME = {
    "login": None,
    "login_failed": "5/m/key",
    "signup": None,
    "reset_password": "3/h/key",
    "reset_password_from_key": None,
    "confirm_email": "1/3m/key",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
}
"""What allauth counts (ACCOUNT_RATE_LIMITS): how many / how long / per what. `login_failed` is
wrong codes of a second factor too; of what goes by sender nothing is asked, since allauth would
keep addresses."""


@dataclass(frozen=True)
class Pause:
    """After so many wrong passwords in a row no password is tried for a while."""

    failures: int
    rest: timedelta


PAUSES: Sequence[Pause] = (
    Pause(5, timedelta(minutes=1)),
    Pause(10, timedelta(minutes=10)),
    Pause(20, timedelta(hours=1)),
)
"""From the mildest on. A passkey and an e-ID log in all the while, so nobody is locked out."""

FORGOTTEN_AFTER = timedelta(days=1)
"""Wrong passwords of yesterday count no more."""


def rest_after(failures: int) -> timedelta:
    """How long to wait after this many wrong passwords; nothing below the first pause."""
    due = [pause.rest for pause in PAUSES if failures >= pause.failures]
    return due[-1] if due else timedelta(0)


def failures_by_now(failures: int, last: datetime, now: datetime) -> int:
    """How many of the wrong passwords still count."""
    return 0 if now - last > FORGOTTEN_AFTER else failures


def may_try(failures: int, last: datetime, now: datetime) -> bool:
    """Whether a password may be tried `now`, so long after the last wrong one."""
    return now - last >= rest_after(failures_by_now(failures, last, now))
