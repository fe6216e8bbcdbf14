from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.ledger.ports import due_work
        from search import checks  # noqa: F401  # checks register themselves
        from search.index.feeding import register
        from search.index.keeping import keep
        from search.registry import register_policies

        register()
        register_policies()
        due_work.fill(keep)
