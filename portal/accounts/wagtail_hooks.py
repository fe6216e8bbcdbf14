"""What accounts put into Wagtail's admin."""

from wagtail import hooks

from portal.accounts.registry import GrantViewSet


@hooks.register("register_admin_viewset")
def roles() -> GrantViewSet:
    return GrantViewSet()
