"""What can go wrong between us and the provider. Texts are for logs: no claim is ever in one."""

from allauth.socialaccount.providers.oauth2.client import OAuth2Error


class EidError(OAuth2Error):  # type: ignore[misc]  # allauth is untyped
    """The login ends here; `str(error)` is the reason in a word or two."""


class ProviderDown(EidError):
    """It did not answer, or not as a provider answers."""


class WrongToken(EidError):
    """The ID token is not one that we asked for, or not to be trusted."""
