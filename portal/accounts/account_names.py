"""What the audit log calls those who acted."""

from collections.abc import Collection

from portal.accounts.models import User


def names_of_users(ids: Collection[int]) -> dict[int, str]:
    """Full names, or user names where none is known, by id."""
    found = User.objects.in_bulk(ids)
    return {pk: user.get_full_name() or user.get_username() for pk, user in found.items()}
