from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings import receivers
        from meetings.outlets.web.shown import register_web
        from meetings.registry.policy import register_policies

        receivers.connect()
        register_policies()
        register_web()
