from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.accounts import checks, receivers  # noqa: F401  they register themselves
        from portal.accounts.account_names import names_of_users
        from portal.accounts.acting import actor_of_name
        from portal.audit.ports import account_names
        from portal.ledger.ports import acting_user

        account_names.fill(names_of_users)
        acting_user.fill(actor_of_name)
