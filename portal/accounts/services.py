"""Giving and ending roles, and what happens to an account."""

from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string

from portal.accounts.mailboxes import mailbox_of
from portal.accounts.models import Grant, User
from portal.accounts.roles import Role
from portal.accounts.selectors import owner_of_address, pseudonym_of
from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.core.clock import local, now
from portal.core.plain import plain_words

NAME_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def give_role(
    *,
    user: User,
    role: Role,
    organization: UUID,
    valid_from: datetime,
    valid_to: datetime | None = None,
    source: UUID | None = None,
    by: User | None = None,
) -> Grant:
    """Give a role; one that comes from a membership (`source`) replaces its former self.

    The log tells who gave it (`by`); of a membership's it tells already, with its publication.
    Raises ValidationError for dates that cannot be.
    """
    grant = Grant(user=user, role=role, organization=organization, source=source)
    if source is not None:
        grant = Grant.objects.filter(source=source).first() or grant
        grant.user, grant.role, grant.organization = user, role, organization
    grant.valid_from, grant.valid_to = valid_from, valid_to
    with transaction.atomic():
        grant.full_clean()
        grant.save()
        if source is None:
            _tell(EventKind.ROLE_GIVEN, grant, by)
    return grant


def set_end(*, grant: Grant, valid_to: datetime | None, by: User) -> None:
    """Let a role end at this moment, or go on without end. Raises ValidationError."""
    with transaction.atomic():
        locked = Grant.objects.select_for_update().get(pk=grant.pk)
        locked.valid_to = valid_to
        locked.full_clean()
        locked.save(update_fields=["valid_to"])
        _tell(EventKind.ROLE_ENDED if valid_to else EventKind.ROLE_GIVEN, locked, by)


def end_role(*, source: UUID) -> None:
    """Take back the grant that a membership gave."""
    Grant.objects.filter(source=source).delete()


def rename(*, user: User, first_name: str, last_name: str) -> None:
    """What to call the owner of the account: one line, with nothing in it that cannot be seen."""
    user.first_name, user.last_name = (
        " ".join(plain_words(name).split()) for name in (first_name, last_name)
    )
    with transaction.atomic():
        user.full_clean(exclude=["password"])
        user.save(update_fields=["first_name", "last_name"])


def vouch_for_address(*, user: User) -> None:
    """The city itself knows that the user's address is theirs, so no letter is needed."""
    with transaction.atomic():
        EmailAddress.objects.update_or_create(
            user=user, email=user.email.lower(), defaults={"verified": True, "primary": True}
        )


def unspoken_name() -> str:
    """A user name that says nothing: an address would show who signed up."""
    return f"boende-{get_random_string(8, NAME_ALPHABET)}"


def account_of_address(*, address: str) -> User:
    """The account of whoever has just shown that they read this address's letters.

    Made where there is none, without a password; an account that never confirmed the address is
    somebody else's. It keeps no more of when than the day.
    """
    owner = owner_of_address(address)
    if owner is not None:
        return owner
    morning = local(now()).replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        with transaction.atomic():
            user = User(username=unspoken_name(), email=address.lower(), date_joined=morning)
            user.set_unusable_password()
            user.full_clean()
            user.save()
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    except IntegrityError:  # made by another this moment
        found = owner_of_address(address)
        if found is None:
            raise
        return found
    return user


def account_without_login(*, name: str, address: str = "") -> User:
    """The account of somebody whom a clerk has before them. The address stays unconfirmed."""
    user = User(username=unspoken_name(), first_name=name.strip(), email=address.lower())
    user.set_unusable_password()
    with transaction.atomic():
        user.full_clean()
        user.save()
    return user


def fix_person(*, user: User) -> str:
    """What the user counts as, now and for as long as the account is there; empty while nothing
    is proved. Another address that is confirmed later makes nobody a second person."""
    proved = "" if user.counts_as else _proved(user)
    if proved:
        User.objects.filter(pk=user.pk, counts_as="").update(counts_as=proved)
        user.counts_as = User.objects.values_list("counts_as", flat=True).get(pk=user.pk)
    return user.counts_as


def _proved(user: User) -> str:
    confirmed = EmailAddress.objects.filter(user=user, verified=True).order_by("pk").first()
    if confirmed is not None:
        return mailbox_of(confirmed.email)
    pseudonym = pseudonym_of(user)
    return f"e-ID {pseudonym}" if pseudonym else ""


def close_account(*, user: User) -> None:
    """Nobody logs in to it any more, and sessions that are open end with their next request."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=False)


def _tell(kind: EventKind, grant: Grant, by: User | None) -> None:
    """Who changed whose role, in the audit log of the organization."""
    detail = {"role": grant.role, "from": grant.valid_from.isoformat()}
    if grant.valid_to:
        detail["to"] = grant.valid_to.isoformat()
    record_event(
        kind=kind,
        actor=by.pk if by else None,
        organization=grant.organization,
        subject=f"user:{grant.user_id}",
        detail=detail,
    )
