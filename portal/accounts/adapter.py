"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts are given by the city until residents may register (another issue)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
