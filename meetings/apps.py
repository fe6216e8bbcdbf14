from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings import checks, receivers  # noqa: F401  # checks register themselves
        from meetings.outlets.reconcile import register_outlets
        from meetings.outlets.search import register_search
        from meetings.outlets.search_names import register_names
        from meetings.outlets.web.shown import register_web
        from meetings.registry.policy import register_policies
        from meetings.services.requests import act_on_request
        from meetings.services.scheduling import run_due
        from meetings.triggers import TRIGGERS
        from portal.core.triggers import keep_installed
        from portal.ledger.ports import due_work, publishable

        receivers.connect()
        register_policies()
        register_web()
        register_outlets()
        register_search()
        register_names()
        publishable.fill(act_on_request)
        due_work.fill(run_due)
        keep_installed(TRIGGERS, self)
