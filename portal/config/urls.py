"""Every address of the portal."""

from django.urls import include, path
from wagtail.admin import urls as wagtail_admin_urls

urlpatterns = [
    path("registrator/", include(wagtail_admin_urls)),
    path("", include("portal.accounts.urls")),
]
