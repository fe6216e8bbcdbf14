"""WSGI: pages, behind gunicorn in a city."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
pages = get_wsgi_application()

from django.conf import settings  # noqa: E402  needs the settings module's name

from portal.config.page_cache.heads import heads_of_database  # noqa: E402  needs the apps
from portal.config.page_cache.wsgi import CachedPages  # noqa: E402  needs the apps
from portal.ledger.stirred import stirred  # noqa: E402  needs the apps

heads = heads_of_database()
stirred.watch(heads.current)
application = CachedPages(pages, heads, settings.PAGE_CACHE_BYTES)
