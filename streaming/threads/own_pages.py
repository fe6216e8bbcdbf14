"""Lines on the page of one's own account."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.accounts.permissions import Permission, may
from portal.accounts.ports import AccountPage
from portal.core.addresses import localized


def own_pages(request: HttpRequest) -> Sequence[AccountPage]:
    """Answer of the port: what one has written; the desk of moderators, administrators' rules."""
    text = _("Det du har skrivit i samtalen, och åtgärder som du kan svara på.")
    pages = [AccountPage(_("Mina kommentarer"), text, localized("/samtal/mina/"))]
    if may(request.user, Permission.MODERATE):
        text = _("Kommentarer som väntar på dig.")
        pages.append(AccountPage(_("Granskning"), text, localized("/samtal/granskning/")))
    if may(request.user, Permission.MANAGE_RULES):
        text = _("Vad som får stå i stadens samtal, och hur de sköts.")
        url = localized("/samtal/granskning/regler/")
        pages.append(AccountPage(_("Regler för samtal"), text, url))
    return pages
