from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "streaming.threads"
    label = "threads"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings.demo.ports import demo_parts
        from meetings.panels import meeting_panels, record_panels
        from portal.accounts.ports import account_pages
        from portal.core.personal_data import erase_my_data, my_data
        from portal.core.retention import retention_rules as retention
        from portal.core.triggers import keep_installed
        from portal.ledger.ports import due_work
        from proposals.ports import discussion
        from streaming.threads import contents  # noqa: F401  registers its kind
        from streaming.threads.demo.load import load_threads
        from streaming.threads.following import follow_record
        from streaming.threads.found import register_search
        from streaming.threads.outlet import register_threads
        from streaming.threads.own_data import data_of, let_go, retention_rules
        from streaming.threads.own_pages import own_pages
        from streaming.threads.placed import in_meeting, in_proposal, in_record
        from streaming.threads.services.gavels import lock_gavelled
        from streaming.threads.triggers import TRIGGERS

        keep_installed(TRIGGERS, self)
        register_threads()
        follow_record()
        due_work.fill(lock_gavelled)
        record_panels.fill(in_record)
        meeting_panels.fill(in_meeting)
        discussion.fill(in_proposal)
        account_pages.fill(own_pages)
        my_data.fill(data_of)
        erase_my_data.fill(let_go)
        retention.fill(retention_rules)
        register_search()
        demo_parts.fill(load_threads)
