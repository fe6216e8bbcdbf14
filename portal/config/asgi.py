"""ASGI: pages, sockets and event streams in one process."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
pages = get_asgi_application()

from django.conf import settings  # noqa: E402  needs the settings module's name

from meetings.outlets.api.following import Changes  # noqa: E402  needs the apps
from portal.config.page_cache.asgi import CachedPages  # noqa: E402  needs the apps
from portal.config.page_cache.heads import heads_of_database, newest_entry  # noqa: E402
from portal.ledger.runner import start_in_process  # noqa: E402  needs the apps
from portal.ledger.stirred import stirred  # noqa: E402  needs the apps
from streaming.hub.endpoints import Streams  # noqa: E402  needs the apps

heads = heads_of_database()
stirred.watch(heads.current)
cached = CachedPages(pages, heads, settings.PAGE_CACHE_BYTES)
application = Streams(Changes(cached, lambda: newest_entry(heads)))
start_in_process()
