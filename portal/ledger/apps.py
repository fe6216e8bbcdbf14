from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "portal.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.core.gauges import gauges
        from portal.core.triggers import keep_installed
        from portal.ledger import checks, subscribers  # noqa: F401  checks register themselves
        from portal.ledger.gauges import measure
        from portal.ledger.triggers import TRIGGERS

        subscribers.register()
        gauges.fill(measure)
        keep_installed(TRIGGERS, self)
