from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings.demo.ports import demo_parts
        from portal.pages import receivers
        from portal.pages.demo import load_news
        from portal.pages.search import register_search

        receivers.connect()
        register_search()
        demo_parts.fill(load_news)
