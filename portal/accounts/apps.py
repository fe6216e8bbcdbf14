from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.accounts import checks, receivers  # noqa: F401  they register themselves
        from portal.accounts.account_names import names_of_users
        from portal.accounts.acting import actor_of_name
        from portal.accounts.mydata.own_pages import own_pages
        from portal.accounts.own_data import data_of, erase_login, reasons_of, retention_rules
        from portal.accounts.ports import account_pages
        from portal.accounts.registry import register_policy
        from portal.audit.ports import account_names
        from portal.core.personal_data import erase_my_data, my_data, reasons_to_stay
        from portal.core.retention import retention_rules as retention
        from portal.ledger.ports import acting_user

        account_names.fill(names_of_users)
        acting_user.fill(actor_of_name)
        account_pages.fill(own_pages)
        my_data.fill(data_of)
        erase_my_data.fill(erase_login)
        reasons_to_stay.fill(reasons_of)
        retention.fill(retention_rules)
        register_policy()
