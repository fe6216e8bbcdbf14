from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "portal.config"
    label = "config"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from portal.config import checks  # noqa: F401  registers itself
        from portal.config.databases import lift_limit

        connection_created.connect(lift_limit)
