"""The life of a comment and of a thread: states, the sets that have names, and what may follow."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ThreadState(models.TextChoices):
    OPEN = "open", pgettext_lazy("thread", "Öppen")
    LOCKED = "locked", pgettext_lazy("thread", "Låst")


class CommentState(models.TextChoices):
    PENDING = "pending", _("väntar på granskning")
    VISIBLE = "visible", _("syns")
    HIDDEN = "hidden", _("dold")
    REMOVED = "removed", _("borttagen")
    RETRACTED = "retracted", _("borttagen av den som skrev")


class Stance(models.TextChoices):
    FOR = "for", _("För")
    AGAINST = "against", _("Emot")
    NEUTRAL = "neutral", _("Neutral")


class Mark(models.TextChoices):
    """Who speaks with a part of their own in the matter; seen beside the name."""

    NONE = "", ""
    OFFICIAL = "official", _("tjänsteperson")
    ELECTED = "elected", _("förtroendevald")
    PROPOSER = "proposer", _("förslagsställare")


class Review(models.TextChoices):
    """When a comment is read by a moderator."""

    BEFORE = "before", _("granskas innan de syns")
    AFTER = "after", _("syns direkt och granskas efteråt")


class MeasureKind(models.TextChoices):
    """What a moderator does. Each is written down, counted in public and told to whom it befell."""

    APPROVE = "approve", _("godkänd")
    REFUSE = "refuse", _("inte publicerad")
    HIDE = "hide", _("dold")
    REMOVE = "remove", _("borttagen")
    RESTORE = "restore", _("visas igen")
    DISMISS = "dismiss", _("anmälan ledde inte till åtgärd")
    LOCK = "lock", _("tråden låst")
    UNLOCK = "unlock", _("tråden öppnad")
    SLOW = "slow", _("långsamt läge")
    REVIEW = "review", _("granskningen ändrad")
    BAN = "ban", _("avstängd en tid")
    LIFT = "lift", _("avstängningen hävd")


class Sort(models.TextChoices):
    NEWEST = "newest", _("Nyast")
    OLDEST = "oldest", _("Äldst")
    ANSWERED = "answered", _("Flest svar")


C, M = CommentState, MeasureKind

UNSEEN = frozenset({C.PENDING, C.HIDDEN, C.REMOVED, C.RETRACTED})
"""Its words are shown to nobody but the author and the moderators."""

TOMBSTONES = frozenset({C.HIDDEN, C.REMOVED, C.RETRACTED})
"""Something stood here, and it is said why it does not any more."""

EDITABLE = frozenset({C.PENDING, C.VISIBLE})

OF_COMMENTS = frozenset({M.APPROVE, M.REFUSE, M.HIDE, M.REMOVE, M.RESTORE, M.DISMISS})
OF_THREADS = frozenset({M.LOCK, M.UNLOCK, M.SLOW, M.REVIEW})

AGAINST_SOMEBODY = frozenset({M.REFUSE, M.HIDE, M.REMOVE, M.BAN})
"""These need a rule that was broken, a reason in words, and the way to appeal."""


@dataclass(frozen=True)
class Transition:
    """From which states a measure leads to which."""

    before: frozenset[CommentState]
    after: CommentState | None


TRANSITIONS: Mapping[MeasureKind, Transition] = {
    M.APPROVE: Transition(frozenset({C.PENDING}), C.VISIBLE),
    M.REFUSE: Transition(frozenset({C.PENDING}), C.REMOVED),
    M.HIDE: Transition(frozenset({C.VISIBLE}), C.HIDDEN),
    M.REMOVE: Transition(frozenset({C.VISIBLE, C.HIDDEN}), C.REMOVED),
    M.RESTORE: Transition(frozenset({C.HIDDEN, C.REMOVED}), C.VISIBLE),
    M.DISMISS: Transition(frozenset(C), None),
}
"""The one table. What is not here cannot be done to a comment."""
