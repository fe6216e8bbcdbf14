"""All papers of a meeting in one file, on their way to its agenda. Never public."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.document import Document
from meetings.models.meeting import Meeting
from meetings.states import BUNDLES_AT_WORK, BundleState, DocumentKind
from portal.core.ids import new_id
from portal.ledger.models import StoredFile


class MeetingBundle(models.Model):
    """One dropped PDF. `done` counts what the present state has behind it (pages, papers).

    `told` is the meeting that the file speaks of where that is another one. Whoever works on it
    holds the lease; `tries` counts those who took it up and got nowhere.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="bundles")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(_("fil"), max_length=200)
    pages = models.PositiveIntegerField(default=0)
    with_ocr = models.BooleanField(_("tolka inskannade sidor"), default=False)
    state = models.CharField(
        _("läge"), max_length=12, choices=BundleState.choices, default=BundleState.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    told = models.CharField(max_length=300, blank=True)
    notices = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    failure = models.TextField(blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(auto_now_add=True)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    lease_owner = models.CharField(max_length=60, blank=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-taken_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "sha256"], name="bundle_dropped_once_on_a_meeting"
            )
        ]
        indexes = [
            models.Index(
                fields=["taken_at"],
                condition=models.Q(state__in=sorted(BUNDLES_AT_WORK)),
                name="bundles_at_work",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_at_work(self) -> bool:
        return self.state in BUNDLES_AT_WORK


class BundlePiece(models.Model):
    """One paper of a bundle: from its first page to where the next one begins.

    `shares` the first page with the end of the paper before. `read` is what else was read of it,
    `confidence` 0..1 for each field that nobody has mended.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bundle = models.ForeignKey(MeetingBundle, models.CASCADE, related_name="pieces")
    first = models.PositiveIntegerField()
    shares = models.BooleanField(default=False)
    kind = models.CharField(max_length=30, choices=DocumentKind.choices)
    title = models.CharField(max_length=300, blank=True)
    date = models.DateField(null=True)
    item = models.CharField(max_length=30, blank=True)
    case = models.CharField(max_length=60, blank=True)
    is_left_out = models.BooleanField(default=False)
    read = models.JSONField(default=dict)
    confidence = models.JSONField(default=dict)
    mended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["first"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "first"], name="one_piece_begins_on_a_page")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def day(self) -> str:
        return self.date.isoformat() if isinstance(self.date, datetime.date) else ""


class RecognisedPage(models.Model):
    """The words of a scanned page, as they were recognised; none where nothing could be."""

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="recognised")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="page_recognised_once")
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"
