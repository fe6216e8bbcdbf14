"""Addresses of threads. A comment's number never changes, so neither does its address."""

from django.urls import URLPattern, path

from streaming.threads.views import (
    moderating,
    public,
    reading,
    replaying,
    reporting,
    setting_rules,
    writing,
)

urlpatterns: list[URLPattern] = [
    path("samtal/", reading.thread_list, name="threads"),
    path("samtal/regler/", public.rules, name="thread-rules"),
    path("samtal/rapport/", public.report_page, name="thread-report"),
    path("samtal/rapport/rapport.json", public.report_data, name="thread-report-data"),
    path("samtal/mina/", reporting.own_comments, name="own-comments"),
    path("samtal/atgard/<int:measure>/", reporting.measure_page, name="measure"),
    path("samtal/granskning/", moderating.queue, name="moderation"),
    path("samtal/granskning/oppna/", moderating.open_by_address, name="open-thread"),
    path("samtal/granskning/regler/", setting_rules.rules_desk, name="thread-rules-desk"),
    path(
        "samtal/granskning/regler/<slug:scope>/", setting_rules.set_rules, name="set-thread-rules"
    ),
    path("samtal/granskning/<int:number>/", moderating.thread_settings, name="thread-settings"),
    path("samtal/granskning/<int:number>/<int:seq>/", moderating.handle, name="moderate"),
    path("samtal/granskning/avstangning/<int:ban>/", moderating.lift, name="lift-ban"),
    path("samtal/sammantrade/<uuid:meeting>/", replaying.said_page, name="said-during"),
    path(
        "samtal/sammantrade/<uuid:meeting>/kommentarer.json",
        replaying.said_data,
        name="said-during-data",
    ),
    path("samtal/<int:number>/", reading.thread_page, name="thread"),
    path("samtal/<int:number>/panel/", reading.thread_panel, name="thread-panel"),
    path("samtal/<int:number>/inspelning.json", reading.replay, name="thread-replay"),
    path("samtal/<int:number>/<int:seq>/", reading.comment_page, name="comment"),
    path("samtal/<int:number>/<int:seq>/svar/", reading.replies, name="replies"),
    path("samtal/<int:number>/<int:seq>/historik/", reading.history, name="comment-history"),
    path("samtal/<int:number>/<int:seq>/andra/", writing.edit, name="edit-comment"),
    path("samtal/<int:number>/<int:seq>/anmal/", reporting.report, name="report-comment"),
]
