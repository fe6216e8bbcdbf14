from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "streaming.threads"
    label = "threads"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.core.triggers import keep_installed
        from streaming.threads import contents  # noqa: F401  registers its kind
        from streaming.threads.triggers import TRIGGERS

        keep_installed(TRIGGERS, self)
