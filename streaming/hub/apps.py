from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "streaming.hub"
    label = "hub"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.core.gauges import gauges
        from portal.core.triggers import keep_installed
        from streaming.hub.gauges import measure
        from streaming.hub.triggers import TRIGGERS

        keep_installed(TRIGGERS, self)
        gauges.fill(measure)
