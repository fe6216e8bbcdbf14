"""Letters about accounts. Links are the city's own address, whatever host a request named."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Letter:
    """Subject and text; `%(…)s` are filled in from what allauth hands over and `city`."""

    subject: Promise
    text: Promise


CONFIRM = Letter(
    gettext_lazy("Bekräfta din e-postadress"),
    gettext_lazy(
        "Hej!\n\nNågon, troligen du, har angett den här adressen hos %(city)s. Öppna länken och "
        "tryck på knappen så är den bekräftad:\n\n%(activate_url)s\n\n"
        "Var det inte du? Då behöver du inte göra något."
    ),
)
LETTERS: Mapping[str, Letter] = {
    "account/email/email_confirmation": CONFIRM,
    "account/email/email_confirmation_signup": CONFIRM,
    "account/email/account_already_exists": Letter(
        gettext_lazy("Du har redan ett konto"),
        gettext_lazy(
            "Hej!\n\nNågon, troligen du, ville skapa ett konto med den här adressen hos %(city)s. "
            "Det finns redan ett. Har du glömt lösenordet väljer du ett nytt här:\n\n"
            "%(password_reset_url)s\n\nVar det inte du? Då behöver du inte göra något."
        ),
    ),
    "account/email/password_reset_key": Letter(
        gettext_lazy("Välj ett nytt lösenord"),
        gettext_lazy(
            "Hej!\n\nNågon, troligen du, vill välja ett nytt lösenord hos %(city)s. Gör det här:"
            "\n\n%(password_reset_url)s\n\nVar det inte du? Då behöver du inte göra något, "
            "och lösenordet gäller som förut."
        ),
    ),
    "account/email/unknown_account": Letter(
        gettext_lazy("Det finns inget konto med din adress"),
        gettext_lazy(
            "Hej!\n\nNågon, troligen du, ville välja ett nytt lösenord hos %(city)s, men det finns "
            "inget konto med den här adressen. Vill du ha ett skapar du det här:\n\n"
            "%(signup_url)s\n\nVar det inte du? Då behöver du inte göra något."
        ),
    ),
}
CHANGES: Mapping[str, Promise] = {
    "account/email/email_changed": gettext_lazy("Kontots e-postadress är ändrad."),
    "account/email/email_confirm": gettext_lazy("En e-postadress är bekräftad."),
    "account/email/email_deleted": gettext_lazy("En e-postadress är borttagen."),
    "account/email/password_changed": gettext_lazy("Lösenordet är ändrat."),
    "account/email/password_reset": gettext_lazy("Ett nytt lösenord är valt."),
    "account/email/password_set": gettext_lazy("Ett lösenord är valt."),
    "account/email/factor_reset": gettext_lazy(
        "Din andra faktor är nollställd av stadens administratör, och du är utloggad överallt."
    ),
    "mfa/email/recovery_codes_generated": gettext_lazy("Nya reservkoder är gjorda."),
    "mfa/email/totp_activated": gettext_lazy("En kodapp är tillagd."),
    "mfa/email/totp_deactivated": gettext_lazy("Kodappen är borttagen."),
    "mfa/email/webauthn_added": gettext_lazy("En passnyckel är tillagd."),
    "mfa/email/webauthn_removed": gettext_lazy("En passnyckel är borttagen."),
    "socialaccount/email/account_connected": gettext_lazy("En e-legitimation är kopplad."),
    "socialaccount/email/account_disconnected": gettext_lazy("E-legitimationen är bortkopplad."),
}
"""What is told to the owner of an account when its way in was changed."""


def absolute(path: str) -> str:
    """The path at the city's own address (SITE_URL), never at the host of a request."""
    return urljoin(settings.SITE_URL, path)


def send_letter(name: str, address: str, given: Mapping[str, Any]) -> None:
    """Send the letter that allauth calls `name`. Raises KeyError for one that we do not know."""
    signup = absolute(reverse("account_signup"))
    said = {**given, "city": settings.CITY_NAME, "signup_url": signup}
    letter = LETTERS.get(name)
    subject = str(letter.subject if letter else CHANGES[name])
    text = str(letter.text) % said if letter else _change(name)
    whole = f"{text}\n\n{settings.CITY_NAME}\n{settings.SITE_URL}\n"
    EmailMessage(f"{subject} – {settings.CITY_NAME}", whole, None, [address]).send()


def _change(name: str) -> str:
    where = absolute(reverse("account"))
    return _(
        "Hej!\n\nDet här hände med ditt konto: %(change)s\n\nVar det inte du? Välj genast ett nytt "
        "lösenord och se över kontot:\n\n%(where)s"
    ) % {"change": CHANGES[name], "where": where}
