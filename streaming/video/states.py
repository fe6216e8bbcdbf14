"""The states of a recording, and what can be withheld of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordingState(models.TextChoices):
    """A recording waits for its encoder, is being made, and ends once."""

    WAITING = "waiting", _("väntar på bild")
    LIVE = "live", _("sänds")
    ENDED = "ended", _("avslutad")


NEXT: dict[RecordingState, frozenset[RecordingState]] = {
    RecordingState.WAITING: frozenset({RecordingState.LIVE, RecordingState.ENDED}),
    RecordingState.LIVE: frozenset({RecordingState.ENDED}),
    RecordingState.ENDED: frozenset(),
}


class TrackKind(models.TextChoices):
    """What a segment holds."""

    PICTURE = "picture", _("bild och ljud")
    SOUND = "sound", _("bara ljud")


class WithholdingKind(models.TextChoices):
    """Why a passage is not for everybody."""

    STOPPED = "stopped", _("sändningen stoppad")
    CUT = "cut", _("klippt")
    MUTED = "muted", _("tystad")


HIDING = frozenset({WithholdingKind.STOPPED, WithholdingKind.CUT})
"""What takes pictures and sound away; the muted is seen and not heard."""
