from django.apps import AppConfig


class VideoConfig(AppConfig):
    name = "streaming.video"
    label = "video"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings.moments import picture_second
        from meetings.panels import decision_panels, item_panels, meeting_panels
        from portal.core.kept_folders import kept_folders
        from search.ports import stream_sources
        from search.query.ports import kind_names
        from streaming.video.found import CaptionSource, names_of_kinds
        from streaming.video.panels import picture_of_decision, picture_of_item, picture_of_meeting
        from streaming.video.selectors import second_at
        from streaming.video.storage import held_recordings

        kept_folders.fill(held_recordings)
        stream_sources.fill(CaptionSource)
        kind_names.fill(names_of_kinds)
        picture_second.fill(second_at)
        meeting_panels.fill(picture_of_meeting)
        item_panels.fill(picture_of_item)
        decision_panels.fill(picture_of_decision)
