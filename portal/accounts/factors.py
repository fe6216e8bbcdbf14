"""Second factors: what they are called, for which address they hold, and how they are kept."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.words import FACTOR_ERRORS


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """Names are ours; the address of a passkey is the city's, never what the request says."""

    error_messages = FACTOR_ERRORS

    def encrypt(self, text: str) -> str:
        """Secrets of apps and recovery codes: a copy of the database opens nothing."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return f"Rådslag {settings.CITY_NAME}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        host = urlsplit(settings.SITE_URL).hostname or "localhost"
        return {"id": host, "name": f"Rådslag, {settings.CITY_NAME}"}

    def generate_authenticator_name(self, user: User, type: str) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passnyckel %(number)s") % {"number": number}


def _box() -> MultiFernet:
    """Written with IDENTITY_KEY where there is one; what was written before still opens."""
    keys = [key for key in (settings.IDENTITY_KEY, settings.SECRET_KEY) if key]
    return MultiFernet([Fernet(urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str) -> bytes:
    return sha256(b"second factors:" + key.encode()).digest()
