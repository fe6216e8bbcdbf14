from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LedgerConfig(AppConfig):
    name = "portal.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.ledger import checks, subscribers  # noqa: F401  checks register themselves

        subscribers.register()
        post_migrate.connect(_install_triggers, sender=self)


def _install_triggers(using: str, **_kwargs: Any) -> None:
    from portal.ledger.triggers import install

    install(using)
