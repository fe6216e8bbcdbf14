from django.apps import AppConfig


class VideoConfig(AppConfig):
    name = "streaming.video"
    label = "video"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings.panels import item_panels, meeting_panels
        from streaming.video.panels import picture_of_item, picture_of_meeting

        meeting_panels.fill(picture_of_meeting)
        item_panels.fill(picture_of_item)
