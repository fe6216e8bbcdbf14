"""The life of a proposal: its states, the sets that have names, and which step may follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("utkast")
    SUBMITTED = "submitted", _("granskas")
    RETURNED = "returned", _("åter för ändring")
    COLLECTING = "collecting", _("samlar röster")
    EXPIRED = "expired", _("nådde inte målet")
    REACHED = "reached", _("nådde målet")
    HANDED_OVER = "handed_over", _("överlämnat")
    ON_AGENDA = "on_agenda", _("på dagordningen")
    DECIDED = "decided", _("beslutat")
    FOLLOWED_UP = "followed_up", _("följs upp")
    REJECTED = "rejected", _("avvisat")
    APPEALED = "appealed", _("omprövas")
    WITHDRAWN = "withdrawn", _("återkallat")
    MERGED = "merged", _("sammanfört")
    REMOVED = "removed", _("borttaget")


class Step(models.TextChoices):
    """What happens to a proposal. Each is written down with role, reason and policy."""

    SUBMIT = "submit", _("skickas in")
    RETURN = "return", _("skickas åter")
    PUBLISH = "publish", _("publiceras")
    REJECT = "reject", _("avvisas")
    APPEAL = "appeal", _("begärs omprövat")
    REACH = "reach", _("når målet")
    CLOSE = "close", _("slutar samla röster")
    EXPIRE = "expire", _("går ut")
    INVALIDATE = "invalidate", _("röster stryks")
    RESUME = "resume", _("samlar röster igen")
    HAND_OVER = "hand_over", _("överlämnas")
    PLACE = "place", _("sätts på dagordningen")
    DECIDE = "decide", _("beslutas")
    FOLLOW_UP = "follow_up", _("följs upp")
    INHERIT = "inherit", _("tas över av ett annat organ")
    WITHDRAW = "withdraw", _("återkallas")
    MERGE = "merge", _("förs samman")
    REMOVE = "remove", _("tas bort")


class Party(Enum):
    """Who takes a step."""

    PROPOSER = "proposer"
    OFFICE = "office"
    PORTAL = "portal"


class RejectionCode(models.TextChoices):
    """Why a proposal is not published. Shown to everybody; the text beside it says more."""

    NOT_THE_CITY = "not_the_city", _("Staden bestämmer inte i frågan")
    SIMILAR = "similar", _("Ett liknande förslag finns eller har nyss behandlats")
    NOT_A_PERSON = "not_a_person", _("Bara privatpersoner får lägga förslag")
    ABOUT_A_PERSON = "about_a_person", _("Förslaget handlar om en enskild person")
    UNLAWFUL = "unlawful", _("Innehållet strider mot lag")
    UNCLEAR = "unclear", _("Det går inte att förstå vad som föreslås")
    ADVERTISING = "advertising", _("Förslaget är reklam")


class ProposalOutcome(models.TextChoices):
    """What was decided."""

    GRANTED = "granted", _("bifall")
    PARTLY = "partly", _("delvis bifall")
    DECLINED = "declined", _("avslag")
    ANSWERED = "answered", _("besvarat")
    INQUIRY = "inquiry", _("utreds vidare")


class Subject(models.TextChoices):
    """What a proposal is about, for those who look for proposals."""

    STREETS = "streets", _("Gator, torg och trafik")
    PARKS = "parks", _("Parker och natur")
    CULTURE = "culture", _("Kultur och bibliotek")
    SPORT = "sport", _("Idrott och fritid")
    SCHOOL = "school", _("Förskola och skola")
    CARE = "care", _("Omsorg och äldre")
    BUILDING = "building", _("Bostäder och byggande")
    CLIMATE = "climate", _("Miljö, klimat och avfall")
    OTHER = "other", _("Annat")


S = ProposalState

WRITING = frozenset({S.DRAFT, S.RETURNED})
"""The proposer may change the text."""

UNSEEN = frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED})
"""Nobody but the proposer and the office knows of it."""

VOTABLE = frozenset({S.COLLECTING, S.REACHED})
"""Votes may be given while collecting is not closed. The database asks the same."""

TO_BE_JUDGED = frozenset({S.SUBMITTED, S.APPEALED})
"""The office says whether it is published; after an appeal, once more."""

UNTOLD = frozenset({RejectionCode.ABOUT_A_PERSON, RejectionCode.UNLAWFUL})
"""Refusals after which the proposal's own words are shown to nobody."""

TOLD_UNPUBLISHED = frozenset({S.REJECTED, S.APPEALED})
"""A refusal is public though the proposal never was."""

WITH_THE_CITY = frozenset({S.HANDED_OVER, S.ON_AGENDA, S.DECIDED, S.FOLLOWED_UP})
"""A committee answers for it."""

AWAITED = frozenset({S.HANDED_OVER, S.ON_AGENDA})
"""Handed over and not decided: late when the answer is due."""

HANDLED = WITH_THE_CITY | {S.REACHED, S.EXPIRED}
"""Once closed it has had its turn: a policy may know a quarantine for what is like it."""

PUBLIC_STATES = frozenset(S) - UNSEEN


@dataclass(frozen=True)
class Transition:
    """From which states a step leads to which, and who may take it. After None it stays."""

    before: frozenset[ProposalState]
    after: ProposalState | None
    by: frozenset[Party]


def _step(before: frozenset[ProposalState], after: ProposalState | None, *by: Party) -> Transition:
    return Transition(before, after, frozenset(by))


TRANSITIONS: Mapping[Step, Transition] = {
    Step.SUBMIT: _step(WRITING, S.SUBMITTED, Party.PROPOSER),
    Step.RETURN: _step(frozenset({S.SUBMITTED}), S.RETURNED, Party.OFFICE),
    Step.PUBLISH: _step(TO_BE_JUDGED, S.COLLECTING, Party.OFFICE),
    Step.REJECT: _step(TO_BE_JUDGED, S.REJECTED, Party.OFFICE),
    Step.APPEAL: _step(frozenset({S.REJECTED}), S.APPEALED, Party.PROPOSER),
    Step.REACH: _step(frozenset({S.COLLECTING}), S.REACHED, Party.PORTAL),
    Step.CLOSE: _step(frozenset({S.REACHED}), S.REACHED, Party.PORTAL),
    Step.EXPIRE: _step(VOTABLE, S.EXPIRED, Party.PORTAL),
    Step.INVALIDATE: _step(VOTABLE, None, Party.OFFICE),
    Step.RESUME: _step(frozenset({S.REACHED}), S.COLLECTING, Party.PORTAL),
    Step.HAND_OVER: _step(frozenset({S.REACHED}), S.HANDED_OVER, Party.OFFICE),
    Step.PLACE: _step(AWAITED, S.ON_AGENDA, Party.OFFICE, Party.PORTAL),
    Step.DECIDE: _step(AWAITED, S.DECIDED, Party.OFFICE, Party.PORTAL),
    Step.FOLLOW_UP: _step(frozenset({S.DECIDED, S.FOLLOWED_UP}), S.FOLLOWED_UP, Party.OFFICE),
    Step.INHERIT: _step(WITH_THE_CITY, None, Party.PORTAL),
    Step.WITHDRAW: _step(UNSEEN | {S.COLLECTING, S.REACHED}, S.WITHDRAWN, Party.PROPOSER),
    Step.MERGE: _step(frozenset({S.SUBMITTED, S.COLLECTING}), S.MERGED, Party.OFFICE),
    Step.REMOVE: _step(PUBLIC_STATES - {S.REMOVED}, S.REMOVED, Party.OFFICE),
}
"""The one table. Every step is allowed here and nowhere else."""
