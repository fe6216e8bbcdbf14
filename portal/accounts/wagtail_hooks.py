"""What accounts put into Wagtail's admin."""

from django.urls import URLPattern
from wagtail import hooks

from portal.accounts import registry_factor
from portal.accounts.registry import GrantViewSet


@hooks.register("register_admin_viewset")
def roles() -> GrantViewSet:
    return GrantViewSet()


@hooks.register("register_admin_urls")
def lost_factor_address() -> list[URLPattern]:
    return registry_factor.urlpatterns


@hooks.register("register_admin_menu_item")
def lost_factor_item() -> registry_factor.LostFactorItem:
    return registry_factor.menu_item()
