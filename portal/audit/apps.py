from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.audit import checks, subscribers  # noqa: F401  checks register themselves
        from portal.audit.retention import rules
        from portal.audit.triggers import TRIGGERS
        from portal.core.retention import retention_rules
        from portal.core.triggers import keep_installed

        subscribers.register()
        retention_rules.fill(rules)
        keep_installed(TRIGGERS, self)
