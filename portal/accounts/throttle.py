"""Wrong passwords are counted for each name, in the database: in every process, after a restart.

The name is kept as a keyed hash: the table tells nobody who has an account.
"""

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from portal.accounts.limits import failures_by_now, may_try
from portal.accounts.models import FailedLogin
from portal.core.clock import now


def may_try_password(name: str) -> bool:
    """Whether a password may be tried for this name now. Costs one look-up and no hashing."""
    found = FailedLogin.objects.filter(pk=_hash(name)).first()
    return found is None or may_try(found.failures, found.last_at, now())


def count_wrong_password(name: str) -> None:
    """One more wrong password for this name."""
    key, at = _hash(name), now()
    with transaction.atomic():
        row, is_new = FailedLogin.objects.select_for_update().get_or_create(
            pk=key, defaults={"failures": 1, "last_at": at}
        )
        if is_new:
            return
        still = failures_by_now(row.failures, row.last_at, at)
        count = F("failures") + 1 if still else 1
        FailedLogin.objects.filter(pk=key).update(failures=count, last_at=at)


def forget_wrong_passwords(name: str) -> None:
    """The right password came, or a new one was chosen."""
    FailedLogin.objects.filter(pk=_hash(name)).delete()


def _hash(name: str) -> str:
    return salted_hmac("failed-login", name.strip().casefold(), algorithm="sha256").hexdigest()
