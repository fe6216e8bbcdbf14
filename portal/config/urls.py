"""Every address of the portal. English pages stand under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtail_admin_urls

urlpatterns = [
    path("", include("portal.config.operations.urls")),
    path("registrator/", include(wagtail_admin_urls)),
    path("", include("portal.core.urls")),
    path("", include("meetings.outlets.datasets.urls")),
    path("", include("meetings.outlets.app.urls")),
    path("", include("streaming.video.urls")),
    path("api/", include("meetings.outlets.api.urls")),
    path("oparl/v1.1/", include("meetings.outlets.oparl.urls")),
    path("", include("meetings.outlets.feeds.urls")),
    path("", include("search.feed_urls")),
    path("", include("proposals.outlets.feed_urls")),
    *i18n_patterns(
        path("", include("portal.accounts.urls")),
        path("", include("portal.accounts.mydata.urls")),
        path("", include("portal.audit.urls")),
        path("", include("search.urls")),
        path("", include("streaming.threads.urls")),
        path("", include("meetings.outlets.diary.urls")),
        path("", include("meetings.outlets.room.urls")),
        path("", include("streaming.video.page_urls")),
        path("", include("proposals.office_urls")),
        path("", include("streaming.live.urls")),
        path("", include("proposals.outlets.urls")),
        path("", include("meetings.outlets.app.page_urls")),
        path("", include("meetings.outlets.web.urls")),
        path("", include("portal.pages.urls")),
        prefix_default_language=False,
    ),
]
