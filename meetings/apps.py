from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings import checks, receivers  # noqa: F401  # checks register themselves
        from meetings.gauges import measure
        from meetings.importing.command import register_importer
        from meetings.outlets.reconcile import register_outlets
        from meetings.outlets.search import register_search
        from meetings.outlets.search_names import register_names
        from meetings.outlets.web.shown import register_web
        from meetings.own_data import data_of, let_go
        from meetings.registry.policy import register_policies
        from meetings.retention import rules
        from meetings.selectors.keepers import names_of_organizations
        from meetings.services.bundle_work import begin_work
        from meetings.services.protection import names_protected
        from meetings.services.requests import act_on_request
        from meetings.services.scheduling import run_due
        from meetings.triggers import TRIGGERS
        from portal.accounts.ports import organization_names
        from portal.core.gauges import gauges
        from portal.core.personal_data import erase_my_data, my_data
        from portal.core.retention import retention_rules
        from portal.core.triggers import keep_installed
        from portal.ledger.ports import due_work, protected_names, publishable

        organization_names.fill(names_of_organizations)
        receivers.connect()
        register_policies()
        register_web()
        register_outlets()
        register_search()
        register_importer()
        register_names()
        publishable.fill(act_on_request)
        due_work.fill(run_due)
        due_work.fill(begin_work)
        protected_names.fill(names_protected)
        gauges.fill(measure)
        my_data.fill(data_of)
        erase_my_data.fill(let_go)
        retention_rules.fill(rules)
        keep_installed(TRIGGERS, self)
