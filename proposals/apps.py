from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    label = "proposals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings.demo.ports import demo_parts
        from portal.core.personal_data import erase_my_data, my_data, reasons_to_stay
        from portal.core.triggers import keep_installed
        from portal.ledger.ports import due_work
        from proposals import contents, receivers  # noqa: F401  contents registers its kind
        from proposals.demo.load import load_proposals
        from proposals.due import do_due
        from proposals.importing.command import register_importer
        from proposals.outlets.follow_panel import follow_panel
        from proposals.outlets.search import register_search
        from proposals.own_data import data_of, let_go, reasons_of
        from proposals.own_follows import follows_of, stop_all
        from proposals.ports import follow_panels
        from proposals.triggers import TRIGGERS

        keep_installed(TRIGGERS, self)
        due_work.fill(do_due)
        my_data.fill(data_of)
        erase_my_data.fill(let_go)
        reasons_to_stay.fill(reasons_of)
        demo_parts.fill(load_proposals)
        register_search()
        register_importer()
        receivers.register()
        follow_panels.fill(follow_panel)
        my_data.fill(follows_of)
        erase_my_data.fill(stop_all)
