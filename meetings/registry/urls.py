"""Addresses of the registry's own pages, under /registrator/."""

from django.urls import URLPattern, path

from meetings.registry.acts import ActDone, PublishItemPage, PublishPage, WithdrawPage
from meetings.registry.bundles.page import BundlePage, save_pieces, state_of
from meetings.registry.bundles.pictures import page_picture
from meetings.registry.bundles.taking import BundlesPage, take_piece_of_bundle
from meetings.registry.decision_acts import PublishDecisionsPage, preview_decisions
from meetings.registry.decisions import MeetingDecisions
from meetings.registry.drops import DropPage, DroppedPage
from meetings.registry.members import MembersPage, OrganizationsPage
from meetings.registry.membership_import import MembershipImportPage
from meetings.registry.preview import preview_page
from meetings.registry.redact import RedactPage
from meetings.registry.register import RegisterPage
from meetings.registry.reviewing import review
from meetings.registry.scheduled import ScheduledPage
from meetings.registry.summons import SummonsPage
from meetings.registry.voting import VotingPage
from meetings.registry.workbench.files import take_files, take_piece
from meetings.registry.workbench.live import move, now_here, save_fields
from meetings.registry.workbench.page import WorkbenchPage

urlpatterns: list[URLPattern] = [
    path("akt/publicera/<slug:model>/<int:pk>/", PublishPage.as_view(), name="publish"),
    path(
        "akt/publicera/<int:pk>/punkt/<uuid:item>/",
        PublishItemPage.as_view(),
        name="publish-item",
    ),
    path("akt/maska/<int:pk>/", RedactPage.as_view(), name="redact"),
    path("akt/omdome/<slug:model>/<int:pk>/", review, name="review"),
    path("akt/aterta/<slug:model>/<int:pk>/", WithdrawPage.as_view(), name="withdraw"),
    path("akt/granska/<slug:model>/<int:pk>/", preview_page, name="preview"),
    path("akt/schemalagda/", ScheduledPage.as_view(), name="scheduled"),
    path(
        "akt/publicera/<int:pk>/beslut/",
        PublishDecisionsPage.as_view(),
        name="publish-decisions",
    ),
    path("akt/granska/<int:pk>/beslut/", preview_decisions, name="preview-decisions"),
    path("beslut/<int:pk>/", MeetingDecisions.as_view(), name="decisions"),
    path("ledamoter/", OrganizationsPage.as_view(), name="members-of"),
    path("ledamoter/inlasning/", MembershipImportPage.as_view(), name="membership-import"),
    path("ledamoter/<int:pk>/", MembersPage.as_view(), name="members"),
    path("omrostning/<int:pk>/", VotingPage.as_view(), name="voting"),
    path("kallelse/<int:pk>/", SummonsPage.as_view(), name="summons"),
    path("arbetsbord/<int:pk>/", WorkbenchPage.as_view(), name="workbench"),
    path("arbetsbord/<int:pk>/falt/", save_fields, name="workbench-edits"),
    path("arbetsbord/<int:pk>/flytta/", move, name="workbench-move"),
    path("arbetsbord/<int:pk>/nu/", now_here, name="workbench-now"),
    path("arbetsbord/<int:pk>/filer/", take_files, name="workbench-files"),
    path("arbetsbord/<int:pk>/filer/<uuid:upload>/", take_piece, name="workbench-piece"),
    path("arbetsbord/<int:pk>/buntar/", BundlesPage.as_view(), name="bundles"),
    path("arbetsbord/<int:pk>/buntar/<uuid:upload>/", take_piece_of_bundle, name="bundle-upload"),
    path("bunt/<uuid:bundle>/", BundlePage.as_view(), name="bundle"),
    path("bunt/<uuid:bundle>/falt/", save_pieces, name="bundle-edits"),
    path("bunt/<uuid:bundle>/lage/", state_of, name="bundle-state"),
    path("bunt/<uuid:bundle>/sida/<int:number>.png", page_picture, name="bundle-picture"),
    path("registrera/", RegisterPage.as_view(), name="register"),
    path("intag/", DropPage.as_view(), name="drop"),
    path("intag/<str:sha256>/<slug:owner>/", DroppedPage.as_view(), name="dropped"),
    path("akt/<uuid:act>/", ActDone.as_view(), name="act"),
]
