"""Lines on the page of one's own account."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.accounts.http import reader_of_request
from portal.accounts.ports import AccountPage
from portal.audit.rules import audited_organizations
from portal.core.addresses import localized


def own_pages(request: HttpRequest) -> Sequence[AccountPage]:
    """Answer of the port: my data, and for an auditor the log."""
    pages = [
        AccountPage(
            _("Mina uppgifter"),
            _("Se, hämta och radera det som portalen vet om dig."),
            localized("/konto/uppgifter/"),
        )
    ]
    if audited_organizations(reader_of_request(request)):
        text = _("Vem som har öppnat eller ändrat det som inte är för alla.")
        pages.append(AccountPage(_("Granskningslogg"), text, localized("/granskning/")))
    return pages
