"""Rows for the office's templates: plain data, no rules."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Case, Organization
from portal.accounts.models import User
from portal.core.addresses import localized
from portal.core.clock import now, today
from proposals.addresses import office_path, proposal_path, rules_path
from proposals.forms import StepForm
from proposals.models import Invalidation, Proposal, ProposalEvent, ProposalHold, VoteCount
from proposals.registry.likenesses import Likeness, likenesses
from proposals.registry.taking import form_for
from proposals.selectors.office import Desk, clock_of, steps_open_to
from proposals.states import PUBLIC_STATES, TO_BE_JUDGED, ProposalState, RejectionCode, Step

ROLE_WORDS = {"portal": "portalen", "proposer": "förslagsställaren"}


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One proposal that waits, and for how long. `tone` is recent, near or over."""

    url: str
    number: int
    title: str
    state: str
    clock: str
    tone: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DeskSection:
    """A heading and its rows; `empty` is said where there is none."""

    name: str
    title: str
    rows: Sequence[DeskRow]
    empty: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, as the ledger says it."""

    step: str
    at: datetime.datetime
    role: str
    who: str
    reason: str
    code: str
    rules: str
    rules_url: str


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that may be taken now. `shown` where its form was just sent and is told why not."""

    step: Step
    form: StepForm
    is_open: bool


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """Everything on the page of one proposal."""

    proposal: Proposal
    state: str
    clock: DeskRow | None
    public_url: str
    votes: int | None
    needed: int
    case: str
    committee: str
    is_late: bool
    held_by: str
    is_held: bool
    steps: Sequence[OpenStep]
    taken: Sequence[Taken]
    likenesses: Sequence[Likeness]
    strikings: Sequence[Invalidation]


def desk_rows(desk: Desk) -> list[DeskSection]:
    """What waits first; what only has to be watched last."""
    held = _holders([each.pk for each in desk.judged])
    names = _names([each.committee for each in desk.answering])
    return [
        DeskSection(
            "granska", _("Att granska"), [_judged(each, held) for each in desk.judged],
            _("Inget väntar på granskning."),
        ),
        DeskSection(
            "overlamna", _("Att överlämna"), [_ready(each) for each in desk.ready],
            _("Inget förslag väntar på att bli överlämnat."),
        ),
        DeskSection(
            "svar", _("Väntar på svar"), [_awaited(each, names) for each in desk.answering],
            _("Ingen nämnd är skyldig ett svar."),
        ),
        DeskSection(
            "samlar", _("Samlar röster"), [_collecting(each) for each in desk.collecting],
            _("Inget förslag samlar röster."),
        ),
        DeskSection(
            "foljs", _("Beslutade, att följa upp"), [_row(each) for each in desk.decided],
            _("Inget är beslutat än."),
        ),
    ]  # fmt: skip


def shown_proposal(
    proposal: Proposal, user: User, step: Step | None, form: StepForm | None
) -> ShownProposal:
    hold = ProposalHold.objects.select_related("user").filter(proposal=proposal).first()
    is_held = bool(hold and hold.until > now() and hold.user_id != user.pk)
    count = VoteCount.objects.filter(proposal=proposal).first()
    is_public = proposal.state in PUBLIC_STATES
    return ShownProposal(
        proposal=proposal,
        state=str(ProposalState(proposal.state).label),
        clock=_judged(proposal, {}) if proposal.state in TO_BE_JUDGED else None,
        public_url=localized(proposal_path(proposal.number or 0)) if is_public else "",
        votes=count.total if count else None,
        needed=proposal.policy.known_terms.votes_needed,
        case=_case_number(proposal),
        committee=_name_of(proposal),
        is_late=bool(proposal.answer_due and proposal.answer_due < today()),
        held_by=_name(hold.user) if hold and is_held else "",
        is_held=is_held,
        steps=list(_open_steps(proposal, user, step, form)),
        taken=_history(proposal),
        likenesses=likenesses(proposal) if proposal.state in TO_BE_JUDGED else [],
        strikings=list(proposal.invalidations.all()),
    )


def _open_steps(
    proposal: Proposal, user: User, step: Step | None, form: StepForm | None
) -> Iterable[OpenStep]:
    for each in steps_open_to(user, proposal):
        is_it = each == step and form is not None
        shown = form if is_it and form is not None else form_for(each, proposal)
        yield OpenStep(each, shown, is_open=is_it)


def _history(proposal: Proposal) -> list[Taken]:
    events = list(proposal.events.select_related("policy"))
    people = User.objects.in_bulk([each.user_id for each in events if each.user_id])
    return [_taken(each, people) for each in events]


def _taken(event: ProposalEvent, people: dict[int, User]) -> Taken:
    code = RejectionCode(event.code).label if event.code in RejectionCode.values else event.code
    return Taken(
        step=str(Step(event.step).label),
        at=event.at,
        role=ROLE_WORDS.get(event.role, event.role),
        who=_name(people[event.user_id]) if event.user_id in people else "",
        reason=event.reason,
        code=str(code),
        rules=str(event.policy),
        rules_url=localized(rules_path(event.policy.slug, event.policy.version)),
    )


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()


def _judged(proposal: Proposal, held: dict[int, str]) -> DeskRow:
    clock = clock_of(proposal)
    said = ngettext("%(days)s dag", "%(days)s dagar", clock.days) % {"days": clock.days}
    if clock.left < 0:
        over = _("%(days)s över tiden") % {"days": -clock.left}
        said = f"{said}, {over}"
    holder = held.get(proposal.pk, "")
    note = _("framme hos %(who)s") % {"who": holder} if holder else ""
    return _row(proposal, clock=said, tone=clock.tone, note=note)


def _ready(proposal: Proposal) -> DeskRow:
    closed = proposal.closed_at
    assert closed is not None
    days = (now() - closed).days
    said = ngettext("%(days)s dag sedan det stängde", "%(days)s dagar sedan det stängde", days)
    return _row(proposal, clock=said % {"days": days}, tone="near" if days > 7 else "recent")


def _awaited(proposal: Proposal, names: dict[UUID, str]) -> DeskRow:
    name = names.get(proposal.committee, "") if proposal.committee else ""
    if proposal.answer_due is None:
        return _row(proposal, clock=_("ingen dag utlovad"), note=name)
    left = (proposal.answer_due - today()).days
    if left < 0:
        said = ngettext("%(days)s dag försenat", "%(days)s dagar försenat", -left)
        return _row(proposal, clock=said % {"days": -left}, tone="over", note=name)
    said = ngettext("%(days)s dag kvar", "%(days)s dagar kvar", left) % {"days": left}
    return _row(proposal, clock=said, note=name)


def _collecting(proposal: Proposal) -> DeskRow:
    closes = proposal.closes_at
    left = (closes - now()).days if closes else 0
    said = ngettext("%(days)s dag kvar", "%(days)s dagar kvar", left) % {"days": left}
    return _row(proposal, clock=said)


def _row(proposal: Proposal, clock: str = "", tone: str = "recent", note: str = "") -> DeskRow:
    return DeskRow(
        url=localized(office_path(proposal.number or 0)),
        number=proposal.number or 0,
        title=proposal.title,
        state=str(ProposalState(proposal.state).label),
        clock=clock,
        tone=tone,
        note=note,
    )


def _holders(proposals: list[int]) -> dict[int, str]:
    holds = ProposalHold.objects.filter(proposal__in=proposals, until__gt=now())
    return {each.pk: _name(each.user) for each in holds.select_related("user")}


def _case_number(proposal: Proposal) -> str:
    if proposal.case is None:
        return ""
    found = Case.objects.filter(record_id=proposal.case).values_list("number", flat=True)
    return found.first() or ""


def _name_of(proposal: Proposal) -> str:
    return next(iter(_names([proposal.committee]).values()), "")


def _names(committees: Iterable[UUID | None]) -> dict[UUID, str]:
    found = Organization.objects.filter(record_id__in=[each for each in committees if each])
    return dict(found.values_list("record_id", "name"))
