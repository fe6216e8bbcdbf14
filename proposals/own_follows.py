"""Which proposals somebody follows: told to them, and gone with their account (law.md E7)."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from portal.core.clock import local_iso
from portal.core.personal_data import DataSection, Erasure
from proposals.models import Follower


def follows_of(user_id: int) -> Sequence[DataSection]:
    """By account, and by the addresses that the account has confirmed."""
    rows = [
        {
            _("Förslag"): each.proposal.title,
            _("Adress"): each.address,
            _("Sedan"): local_iso(each.confirmed_at or each.asked_at),
        }
        for each in _own(user_id).select_related("proposal")
    ]
    why = _("För att skicka brev när något händer. Varje brev har en länk för att sluta.")
    return [DataSection("follows", _("Förslag du följer"), why, rows)]


def stop_all(user_id: int) -> Sequence[Erasure]:
    """In the caller's transaction."""
    found = _own(user_id)
    count = found.count()
    found.delete()
    return [Erasure(_("Förslag du följer"), count)]


def _own(user_id: int) -> QuerySet[Follower]:
    confirmed = EmailAddress.objects.filter(user=user_id, verified=True).values("email")
    return Follower.objects.filter(Q(user=user_id) | Q(address__in=confirmed)).order_by("pk")
