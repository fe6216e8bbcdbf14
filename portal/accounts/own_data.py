"""What accounts know about somebody, and what becomes of it when they leave (law.md E7)."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.accounts.models import FailedLogin, Grant, Session, User
from portal.accounts.open_sessions import sessions_of
from portal.accounts.ports import organization_names
from portal.core.clock import local, now
from portal.core.personal_data import DataSection, Erasure
from portal.core.retention import RetentionRule


def data_of(user_id: int) -> Sequence[DataSection]:
    """Answer of `my_data`: the login itself, and the roles."""
    user = User.objects.get(pk=user_id)
    return [
        DataSection(
            "account", _("Konto"), _("Behövs för att du ska kunna logga in."), [_account(user)]
        ),
        DataSection(
            "grants",
            _("Behörigheter"),
            _("Visar vad du får göra, och när."),
            _grants(user),
        ),
        DataSection(
            "sessions",
            _("Inloggningar"),
            _("Visar var du är inloggad, så att du kan avsluta det som inte är ditt."),
            [
                {
                    _("Började"): _moment(each.begun),
                    _("Senast använd"): _moment(each.used),
                    _("På"): each.device,
                }
                for each in sessions_of(user)
            ],
        ),
    ]


def erase_login(user_id: int) -> Sequence[Erasure]:
    """Answer of `erase_my_data`: the user with all that hangs on it."""
    erased, _by_model = User.objects.filter(pk=user_id).delete()
    kept = _("Akter som du har gjort och händelser i granskningsloggen står kvar med ett nummer.")
    return [Erasure(_("Konto"), erased, kept)]


def reasons_of(user_id: int) -> Sequence[str]:
    """Answer of `reasons_to_stay`: a role that holds ends first."""
    user = User.objects.get(pk=user_id)
    if user.grants.in_force(now()).exists() or user.is_superuser or user.is_staff:
        return [
            _("Du har en behörighet som gäller. Be stadens administratör att avsluta den först.")
        ]
    return []


def retention_rules() -> Sequence[RetentionRule]:
    """Accounts that nobody uses: never logged in, or not for long, and without a role; what a
    login leaves behind when it is over."""
    return [
        RetentionRule(
            name="failed-logins",
            what="räknade felaktiga lösenord",
            days=1,
            ground="dataskyddsförordningen artikel 5.1 e",
            older=lambda before: [f"namn {row.pk[:8]}" for row in _failed(before)],
            erase=lambda before: _failed(before).delete()[0],
            shortest=1,
        ),
        RetentionRule(
            name="sessions",
            what="sessioner som har gått ut",
            days=1,
            ground="dataskyddsförordningen artikel 5.1 e",
            older=lambda before: [f"session till {row.expire_date:%F}" for row in _ended(before)],
            erase=lambda before: _ended(before).delete()[0],
        ),
        RetentionRule(
            name="accounts",
            what="konton som ingen har loggat in på och som inte har någon behörighet",
            days=1_095,
            ground="dataskyddsförordningen artikel 5.1 e",
            older=lambda before: [f"konto {user.pk}" for user in _unused(before)],
            erase=lambda before: _unused(before).delete()[0],
            shortest=30,
        ),
    ]


def _failed(before: datetime) -> QuerySet[FailedLogin]:
    return FailedLogin.objects.filter(last_at__lt=before)


def _ended(before: datetime) -> QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=before)


def _unused(before: datetime) -> QuerySet[User]:
    idle = Q(last_login__lt=before) | Q(last_login=None, date_joined__lt=before)
    without_role = User.objects.filter(idle, is_superuser=False, is_staff=False)
    recent = Q(grants__valid_to=None) | Q(grants__valid_to__gt=before)
    holding = User.objects.filter(recent, grants__isnull=False)
    return without_role.exclude(pk__in=holding)


def _account(user: User) -> dict[str, str]:
    return {
        _("Användarnamn"): user.get_username(),
        _("Namn"): user.get_full_name(),
        _("E-post"): user.email,
        _("Räknas som"): user.counts_as or "–",
        _("Skapat"): _moment(user.date_joined),
        _("Senast inloggad"): _moment(user.last_login),
    }


def _grants(user: User) -> list[dict[str, str]]:
    names = {each.id: each.name for answer in organization_names.ask() for each in answer}
    found = user.grants.order_by("valid_from", "pk")
    return [
        _grant(grant, names.get(grant.organization, str(grant.organization))) for grant in found
    ]


def _grant(grant: Grant, organization: str) -> dict[str, str]:
    return {
        _("Roll"): grant.get_role_display(),
        _("Organ"): organization,
        _("Från"): _moment(grant.valid_from),
        _("Till"): _moment(grant.valid_to),
    }


def _moment(moment: datetime | None) -> str:
    return f"{local(moment):%Y-%m-%d %H:%M}" if moment else "–"
