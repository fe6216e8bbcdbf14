"""Recordings of meetings: their sessions and segments, what is withheld, captions.

The bytes lie in `VIDEO_DIR/held`; what is public is linked from `VIDEO_DIR/shown` and nothing
else is (streaming/video/showing.py).
"""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.core.ids import new_id
from streaming.video.states import RecordingState, TrackKind, WithholdingKind


class Recording(models.Model):
    """The pictures and sound of one meeting: live while it is held, and kept after it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.UUIDField(unique=True)
    """The meeting's record."""
    organization = models.UUIDField(db_index=True)
    """The organization that keeps the meeting: its registrars keep the recording."""
    path = models.CharField(max_length=200)
    """The meeting's page, without language prefix."""
    title = models.CharField(max_length=300)
    state = models.CharField(
        max_length=10, choices=RecordingState.choices, default=RecordingState.WAITING
    )
    key_digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the stream key, which is shown once and kept nowhere."""
    caption_digest = models.CharField(max_length=64, blank=True)
    """The same of the key by which captions are sent while the meeting runs."""
    delay = models.PositiveIntegerField(_("fördröjning"), default=0)
    """Seconds that everything is held back, so that it can be stopped in time."""
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("inspelning")
        verbose_name_plural = _("inspelningar")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RecordingState.ENDED, ended_at__isnull=False)
                | (~Q(state=RecordingState.ENDED) & Q(ended_at=None)),
                name="recording_ended_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Session(models.Model):
    """One connection of an encoder. A recording has one for each time the encoder came."""

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="sessions")
    number = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recording", "number"], name="session_number_once_in_a_recording"
            ),
            models.UniqueConstraint(
                fields=["recording"],
                condition=Q(ended_at=None),
                name="session_open_once_in_a_recording",
            ),
        ]


class Header(models.Model):
    """What a player needs before the segments of a session: sizes and codecs."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="headers")
    kind = models.CharField(max_length=10, choices=TrackKind.choices)
    name = models.CharField(max_length=60)
    codecs = models.CharField(max_length=100)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "kind"], name="header_once_for_a_kind"),
        ]


class Segment(models.Model):
    """Some seconds in one file. Its times are the server's."""

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="segments")
    header = models.ForeignKey(Header, models.CASCADE, related_name="segments")
    kind = models.CharField(max_length=10, choices=TrackKind.choices)
    name = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    """Counts the segments of its kind in its session."""
    begins = models.DateTimeField()
    received = models.DateTimeField()
    milliseconds = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField()
    was_public = models.BooleanField()
    """What the meeting said of itself when the segment came. A no is a no for ever."""
    place = models.PositiveIntegerField(null=True)
    """Its number in the playlist, given when it is first shown and never again."""
    era = models.PositiveIntegerField(default=0)
    """How many breaks in the stream there were before it, among what was shown."""
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recording", "name"], name="segment_name_once"),
            models.UniqueConstraint(
                fields=["recording", "kind", "place"], name="segment_place_once_in_a_playlist"
            ),
            models.CheckConstraint(condition=Q(milliseconds__gt=0), name="segment_lasts_some_time"),
        ]
        indexes = [models.Index(F("recording"), F("kind"), F("begins"), name="segment_in_order")]

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(milliseconds=self.milliseconds)


class Withholding(models.Model):
    """A passage that is not for everybody, who decided so and why. It can be lifted."""

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="withholdings")
    kind = models.CharField(max_length=10, choices=WithholdingKind.choices)
    begins = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300)
    actor = models.IntegerField(null=True)
    made_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    """When the originals were destroyed, where that was chosen."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends=None) | Q(ends__gt=F("begins")),
                name="withholding_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(ends=None, kind=WithholdingKind.STOPPED) | Q(ends__isnull=False),
                name="withholding_only_a_stop_lasts",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="withholding_has_a_reason"),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(lifted_at=None),
                name="withholding_erased_is_never_lifted",
            ),
        ]


class ChapterNudge(models.Model):
    """A chapter moved by hand: seconds later (or earlier) than the log of events says."""

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="nudges")
    moment = models.CharField(max_length=120)
    seconds = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["recording", "moment"], name="nudge_once_a_moment"),
            models.CheckConstraint(
                condition=Q(seconds__gte=-600, seconds__lte=600), name="nudge_within_ten_minutes"
            ),
        ]


class CaptionTrack(models.Model):
    """The captions of a recording in one language, and who made them."""

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="caption_tracks")
    language = models.CharField(max_length=10, default="sv")
    is_automatic = models.BooleanField(default=False)
    is_live = models.BooleanField(default=False)
    """Sent while the meeting ran; not the finished ones that law asks for (law.md G2)."""
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recording", "language", "is_live"], name="captions_once_in_a_language"
            ),
        ]


class Cue(models.Model):
    """One caption, at the server's time: it stays with its picture whatever is cut before it."""

    track = models.ForeignKey(CaptionTrack, models.CASCADE, related_name="cues")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    text = models.CharField(max_length=1000)

    class Meta:
        ordering = ["begins", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="cue_lasts_some_time"),
        ]
