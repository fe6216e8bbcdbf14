from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    label = "proposals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings.demo.ports import demo_parts
        from meetings.panels import influence
        from portal.accounts.ports import account_pages
        from portal.core.personal_data import erase_my_data, my_data, reasons_to_stay
        from portal.core.retention import retention_rules as retention
        from portal.core.triggers import keep_installed
        from portal.ledger.ports import due_work
        from proposals import contents, receivers  # noqa: F401  contents registers its kind
        from proposals.demo.load import load_proposals
        from proposals.due import do_due
        from proposals.importing.command import register_importer
        from proposals.outlets import page  # noqa: F401  registers the page of its kind
        from proposals.outlets.account import own_pages
        from proposals.outlets.follow_panel import follow_panel
        from proposals.outlets.search import register_search
        from proposals.outlets.start import proposals_to_show
        from proposals.own_data import data_of, let_go, reasons_of
        from proposals.own_follows import follows_of, stop_all
        from proposals.ports import follow_panels
        from proposals.retention import retention_rules
        from proposals.triggers import TRIGGERS

        keep_installed(TRIGGERS, self)
        influence.fill(proposals_to_show)
        account_pages.fill(own_pages)
        due_work.fill(do_due)
        my_data.fill(data_of)
        erase_my_data.fill(let_go)
        reasons_to_stay.fill(reasons_of)
        demo_parts.fill(load_proposals)
        retention.fill(retention_rules)
        register_search()
        register_importer()
        receivers.register()
        follow_panels.fill(follow_panel)
        my_data.fill(follows_of)
        erase_my_data.fill(stop_all)
