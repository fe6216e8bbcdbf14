"""The line on the page of one's own account."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.accounts.ports import AccountPage
from portal.core.addresses import localized


def own_pages(_request: HttpRequest) -> Sequence[AccountPage]:
    text = _("Det du har föreslagit, utkast och hur det har gått.")
    return [AccountPage(_("Mina förslag"), text, localized("/forslag/mina/"))]
