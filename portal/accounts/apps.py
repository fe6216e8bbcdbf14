from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.accounts.acting import actor_of_name
        from portal.ledger.ports import acting_user

        acting_user.fill(actor_of_name)
