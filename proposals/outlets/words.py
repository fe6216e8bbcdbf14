"""States, steps and roles in words for readers, in the language of the request."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from proposals.contents import ProposalContent
from proposals.states import (
    TRANSITIONS,
    Party,
    ProposalOutcome,
    ProposalState,
    RejectionCode,
    Step,
    Subject,
)

DONE: Final[Mapping[Step, Promise]] = {
    Step.SUBMIT: gettext_lazy("Inskickat"),
    Step.RETURN: gettext_lazy("Skickat tillbaka för ändring"),
    Step.PUBLISH: gettext_lazy("Publicerat"),
    Step.REJECT: gettext_lazy("Publicerades inte"),
    Step.APPEAL: gettext_lazy("Begärt omprövat"),
    Step.REACH: gettext_lazy("Nådde målet"),
    Step.CLOSE: gettext_lazy("Slutade samla röster"),
    Step.EXPIRE: gettext_lazy("Tiden gick ut"),
    Step.INVALIDATE: gettext_lazy("Röster ströks"),
    Step.RESUME: gettext_lazy("Samlar röster igen"),
    Step.HAND_OVER: gettext_lazy("Överlämnat"),
    Step.PLACE: gettext_lazy("Satt på dagordningen"),
    Step.DECIDE: gettext_lazy("Beslutat"),
    Step.FOLLOW_UP: gettext_lazy("Uppföljning"),
    Step.INHERIT: gettext_lazy("Togs över av ett annat organ"),
    Step.WITHDRAW: gettext_lazy("Återkallat"),
    Step.MERGE: gettext_lazy("Sammanfört med ett annat förslag"),
    Step.REMOVE: gettext_lazy("Borttaget"),
}
ROLES: Final[Mapping[str, Promise]] = {
    "proposer": pgettext_lazy("role", "förslagsställaren"),
    "clerk": pgettext_lazy("role", "medborgarkontoret, tillsammans med förslagsställaren"),
    "moderator": pgettext_lazy("role", "förslagskansliet"),
    "portal": pgettext_lazy("role", "portalen, av sig själv"),
    "registrar": pgettext_lazy("role", "registratorn"),
    "administrator": pgettext_lazy("role", "administratören"),
    "secretary": pgettext_lazy("role", "nämndsekreteraren"),
}

CASE_OFFICER: Final = pgettext_lazy("role", "handläggaren")


def state_word(state: str) -> str:
    return str(capfirst(ProposalState(state).label))


def step_words(step: str) -> str:
    return str(DONE[Step(step)])


def role_words(role: str, step: str) -> str:
    """A clerk writes together with a proposer, and answers for a committee."""
    if role == "clerk" and Party.PROPOSER not in TRANSITIONS[Step(step)].by:
        return str(CASE_OFFICER)
    return str(ROLES.get(role, role))


def subject_word(subject: str) -> str:
    return str(Subject(subject).label) if subject else ""


def outcome_word(outcome: str) -> str:
    return str(ProposalOutcome(outcome).label) if outcome else ""


def reason_words(content: ProposalContent) -> str:
    """The coded reason of a refusal, and the text beside it."""
    coded = RejectionCode(content.code).label if content.code in RejectionCode.values else ""
    return " ".join(filter(None, [f"{coded}." if coded else "", content.reason]))


def votes_words(count: int) -> str:
    """`1 röst`, `142 röster`."""
    return _("1 röst") if count == 1 else _("%(count)s röster") % {"count": count}


def days_left_words(days: int) -> str:
    if days <= 0:
        return _("sista dagen är i dag")
    return _("1 dag kvar") if days == 1 else _("%(days)s dagar kvar") % {"days": days}
