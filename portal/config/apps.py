import gc

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "portal.config"
    label = "config"

    def ready(self) -> None:
        from django.core.signals import got_request_exception
        from django.db.backends.signals import connection_created

        from portal.config import checks  # noqa: F401  registers itself
        from portal.config.databases import lift_limit
        from portal.config.operations.requests import count_exception

        connection_created.connect(lift_limit)
        got_request_exception.connect(count_exception)
        _collect_rarely()


def _collect_rarely() -> None:
    """What is loaded now stays: the collector need not walk it again and again.

    An act of 500 entries makes some 100 000 objects and no cycles; with Python's own
    thresholds a third of its time went to looking for them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
