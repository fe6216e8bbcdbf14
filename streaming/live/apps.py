from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "streaming.live"
    label = "live"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings.moments import doors, moments
        from meetings.panels import meeting_panels
        from meetings.panels import running_meetings as running
        from portal.core.triggers import keep_installed
        from streaming.live.panels import live_panel, running_meetings
        from streaming.live.selectors.moments import doors_of_meeting, moments_of_meeting
        from streaming.live.triggers import TRIGGERS

        keep_installed(TRIGGERS, self)
        moments.fill(moments_of_meeting)
        doors.fill(doors_of_meeting)
        meeting_panels.fill(live_panel)
        running.fill(running_meetings)
