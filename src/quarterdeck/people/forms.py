"""What the sign-in library may do here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):
    """Accounts are made by the administrator, never by visitors."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False
