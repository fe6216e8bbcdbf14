"""The life of a live meeting: its states, and when which command may be given."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class LiveState(models.TextChoices):
    CALLED = "called", _("inte öppnat än")
    OPEN = "open", _("pågår")
    PAUSED = "paused", _("paus")
    CLOSED = "closed", _("avslutat")


class ItemState(models.TextChoices):
    WAITING = "waiting", _("väntar")
    OPEN = "open", _("behandlas nu")
    HANDLED = "handled", _("behandlad")
    TABLED = "tabled", _("bordlagd")


class TurnState(models.TextChoices):
    WAITING = "waiting"
    SPEAKING = "speaking"
    DONE = "done"
    STRUCK = "struck"


class TurnKind(models.TextChoices):
    """Why somebody speaks. A reply goes before the list."""

    SPEECH = "speech", _("anförande")
    REPLY = "reply", _("replik")
    ORDER = "order", _("ordningsfråga")
    REPORT = "report", _("föredragning")


class RoundState(models.TextChoices):
    OPEN = "open"
    GAVELLED = "gavelled"


class AsideKind(models.TextChoices):
    """Why somebody who sits takes no part in an item (law.md B3)."""

    CONFLICT = "conflict", _("jäv")
    NOT_TAKING_PART = "not_taking_part", _("deltar ej")


class Tie(models.TextChoices):
    """What broke a tie (law.md B7)."""

    CASTING_YES = "casting_yes", _("utslagsröst ja")
    CASTING_NO = "casting_no", _("utslagsröst nej")
    LOT_YES = "lot_yes", _("lotten föll på ja")
    LOT_NO = "lot_no", _("lotten föll på nej")


RUNNING = frozenset({LiveState.OPEN, LiveState.PAUSED})
"""The meeting has begun and not ended."""

BEFORE_THE_END = frozenset({LiveState.CALLED, *RUNNING})


class Verb(StrEnum):
    """Every command of the control room."""

    OPEN = "open"
    PAUSE = "pause"
    RESUME = "resume"
    CLOSE = "close"
    SET_PUBLIC = "set_public"
    NOTICE = "notice"
    ARRIVE = "arrive"
    LEAVE = "leave"
    SERVE = "serve"
    END_SERVICE = "end_service"
    STAND_ASIDE = "stand_aside"
    STAND_IN = "stand_in"
    MOVE_ITEM = "move_item"
    SET_DOORS = "set_doors"
    OPEN_ITEM = "open_item"
    CLOSE_ITEM = "close_item"
    TABLE_ITEM = "table_item"
    QUEUE = "queue"
    STRIKE = "strike"
    START_SPEECH = "start_speech"
    END_SPEECH = "end_speech"
    MOVE_MOTION = "move_motion"
    WITHDRAW_MOTION = "withdraw_motion"
    SET_QUESTIONS = "set_questions"
    ACCLAIM = "acclaim"
    OPEN_ROUND = "open_round"
    CAST = "cast"
    GAVEL = "gavel"
    DRAW_LOT = "draw_lot"
    CORRECT_ROUND = "correct_round"
    VOID_ROUND = "void_round"
    DECIDE = "decide"
    RESERVE = "reserve"
    NOTE = "note"


@dataclass(frozen=True)
class Rule:
    """When a command may be given. `item` and `round`: whether one must be open (None: either).

    `exact`: refused when anything has changed since the page that gave it was shown. What only
    adds something (a speaker, an arrival) need not be.
    """

    before: frozenset[LiveState]
    after: LiveState | None = None
    item: bool | None = None
    round: bool | None = None
    exact: bool = True


S = LiveState
_OPEN = frozenset({S.OPEN})

TRANSITIONS: Mapping[Verb, Rule] = {
    Verb.OPEN: Rule(frozenset({S.CALLED}), S.OPEN),
    Verb.PAUSE: Rule(_OPEN, S.PAUSED, round=False),
    Verb.RESUME: Rule(frozenset({S.PAUSED}), S.OPEN),
    Verb.CLOSE: Rule(RUNNING, S.CLOSED, item=False, round=False),
    Verb.SET_PUBLIC: Rule(BEFORE_THE_END, round=False),
    Verb.NOTICE: Rule(BEFORE_THE_END, exact=False),
    Verb.ARRIVE: Rule(BEFORE_THE_END, exact=False),
    Verb.LEAVE: Rule(BEFORE_THE_END, exact=False),
    Verb.SERVE: Rule(BEFORE_THE_END, round=False, exact=False),
    Verb.END_SERVICE: Rule(BEFORE_THE_END, round=False, exact=False),
    Verb.STAND_ASIDE: Rule(_OPEN, item=True, round=False, exact=False),
    Verb.STAND_IN: Rule(_OPEN, item=True, round=False, exact=False),
    Verb.MOVE_ITEM: Rule(BEFORE_THE_END),
    Verb.SET_DOORS: Rule(BEFORE_THE_END, round=False),
    Verb.OPEN_ITEM: Rule(_OPEN, item=False, round=False),
    Verb.CLOSE_ITEM: Rule(_OPEN, item=True, round=False),
    Verb.TABLE_ITEM: Rule(_OPEN, item=True, round=False),
    Verb.QUEUE: Rule(RUNNING, item=True, exact=False),
    Verb.STRIKE: Rule(RUNNING, item=True, exact=False),
    Verb.START_SPEECH: Rule(_OPEN, item=True, round=False),
    Verb.END_SPEECH: Rule(_OPEN, item=True),
    Verb.MOVE_MOTION: Rule(RUNNING, item=True, round=False, exact=False),
    Verb.WITHDRAW_MOTION: Rule(RUNNING, item=True, round=False, exact=False),
    Verb.SET_QUESTIONS: Rule(RUNNING, item=True, round=False),
    Verb.ACCLAIM: Rule(_OPEN, item=True, round=False),
    Verb.OPEN_ROUND: Rule(_OPEN, item=True, round=False),
    Verb.CAST: Rule(_OPEN, item=True, round=True, exact=False),
    Verb.GAVEL: Rule(_OPEN, item=True, round=True),
    Verb.DRAW_LOT: Rule(_OPEN, item=True, round=False),
    Verb.CORRECT_ROUND: Rule(RUNNING, round=False),
    Verb.VOID_ROUND: Rule(RUNNING, round=False),
    Verb.DECIDE: Rule(_OPEN, item=True, round=False),
    Verb.RESERVE: Rule(RUNNING, exact=False),
    Verb.NOTE: Rule(RUNNING, exact=False),
}
"""The one table: what stands in no row cannot be done."""
