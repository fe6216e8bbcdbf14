"""What people are told about their accounts, by the names that allauth asks for it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, Promise]

WRONG = _("Namnet eller lösenordet stämmer inte. Försök igen, eller välj ett nytt lösenord.")
WAIT = _("För många försök. Vänta en stund, eller logga in med passnyckel eller e-legitimation.")

ACCOUNT_ERRORS: Words = {
    "account_inactive": _("Kontot är avstängt."),
    "cannot_remove_primary_email": _("Välj först en annan adress som huvudadress."),
    "duplicate_email": _("Adressen finns redan på ditt konto."),
    "email_password_mismatch": WRONG,
    "email_taken": _("Det går inte att använda den adressen."),
    "enter_current_password": _("Skriv ditt nuvarande lösenord."),
    "incorrect_code": _("Koden stämmer inte."),
    "incorrect_password": _("Lösenordet stämmer inte."),
    "invalid_login": WRONG,
    "invalid_or_expired_key": _("Länken gäller inte längre. Be om en ny."),
    "invalid_password_reset": _("Länken gäller inte längre. Be om en ny."),
    "max_email_addresses": _("Ett konto har högst %d adresser. Ta bort en först."),
    "rate_limited": WAIT,
    "same_as_current": _("Det är samma som förut."),
    "select_only_one": _("Välj bara en."),
    "too_many_login_attempts": WAIT,
    "unknown_email": _("Det går inte att använda den adressen."),
    "unverified_primary_email": _("Bekräfta adressen innan den blir huvudadress."),
    "username_blacklisted": _("Välj ett annat användarnamn."),
    "username_password_mismatch": WRONG,
    "username_taken": _("Välj ett annat användarnamn."),
}
FACTOR_ERRORS: Words = {
    "add_email_blocked": _("Ta bort den andra faktorn innan du lägger till en adress."),
    "cannot_delete_authenticator": _("Den går inte att ta bort."),
    "cannot_generate_recovery_codes": _("Lägg först till en kodapp eller en passnyckel."),
    "incorrect_code": _("Koden stämmer inte. Vänta på nästa och försök igen."),
    "unverified_email": _("Bekräfta din e-postadress först."),
}
EID_ERRORS: Words = {
    "email_taken": _("Det går inte att använda den adressen."),
    "invalid_token": _("Svaret från e-legitimationen gick inte att lita på."),
    "no_password": _("Välj ett lösenord först, annars kan du inte logga in efteråt."),
    "no_verified_email": _("Lägg till en e-postadress först, annars kan du inte logga in efteråt."),
    "disconnect_last": _("Den går inte att koppla bort."),
    "connected_other": _("E-legitimationen hör redan till ett annat konto."),
}

NOTICES: Words = {
    "account/messages/cannot_delete_primary_email.txt": _("Huvudadressen går inte att ta bort."),
    "account/messages/email_confirmation_failed.txt": _("Det går inte att bekräfta adressen."),
    "account/messages/email_confirmation_sent.txt": _("Vi har skickat ett brev med en länk."),
    "account/messages/email_confirmed.txt": _("Adressen är bekräftad."),
    "account/messages/email_deleted.txt": _("Adressen är borttagen."),
    "account/messages/password_changed.txt": _("Lösenordet är ändrat."),
    "account/messages/password_set.txt": _("Lösenordet är valt."),
    "account/messages/primary_email_set.txt": _("Huvudadressen är ändrad."),
    "account/messages/unverified_primary_email.txt": _("Bekräfta adressen först."),
    "mfa/messages/recovery_codes_generated.txt": _("Nya reservkoder är gjorda."),
    "mfa/messages/totp_activated.txt": _("Kodappen är tillagd."),
    "mfa/messages/totp_deactivated.txt": _("Kodappen är borttagen."),
    "mfa/messages/webauthn_added.txt": _("Passnyckeln är tillagd."),
    "mfa/messages/webauthn_removed.txt": _("Passnyckeln är borttagen."),
    "socialaccount/messages/account_connected.txt": _("E-legitimationen är kopplad till kontot."),
    "socialaccount/messages/account_connected_updated.txt": _("E-legitimationen är redan kopplad."),
    "socialaccount/messages/account_connected_other.txt": _(
        "Det gick inte. E-legitimationen hör till ett annat konto, eller så har kontot redan en."
    ),
    "socialaccount/messages/account_disconnected.txt": _("E-legitimationen är bortkopplad."),
}
"""Said on the next page. Logging in and out is not told of: the page shows it by itself."""
