from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    label = "proposals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings.demo.ports import demo_parts
        from portal.core.triggers import keep_installed
        from portal.ledger.ports import due_work
        from proposals import contents  # noqa: F401  registers its kind
        from proposals.demo.load import load_proposals
        from proposals.due import do_due
        from proposals.importing.command import register_importer
        from proposals.outlets.search import register_search
        from proposals.triggers import TRIGGERS

        keep_installed(TRIGGERS, self)
        due_work.fill(do_due)
        demo_parts.fill(load_proposals)
        register_search()
        register_importer()
