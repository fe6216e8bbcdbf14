"""ASGI: pages, and later sockets and event streams, in one process."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
application = get_asgi_application()

from portal.ledger.runner import start_in_process  # noqa: E402  needs the apps

start_in_process()
