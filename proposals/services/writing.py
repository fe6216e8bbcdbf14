"""The proposer's steps: draft, submit, take back. A clerk may write together with a resident."""

from typing import Any

from django.db import transaction
from django.utils.html import escape

from portal.accounts.models import User
from portal.accounts.selectors import assurance_of
from portal.core.clock import now
from portal.core.html import clean_html
from portal.core.ids import new_id
from portal.ledger.services import next_public_number
from proposals.errors import ChangedMeanwhile, NotYours, WrongStep
from proposals.models import Policy, Proposal
from proposals.rules import check_level, check_voter, check_words
from proposals.services.steps import locked, take_step
from proposals.states import WRITING, Party, ProposalState, Step

PROPOSER = "proposer"
CLERK = "clerk"


def begin(
    *, policy: Policy, proposer: User, title: str, helper: User | None = None, **fields: Any
) -> Proposal:
    """A draft that nobody else sees. Raises AccountClosed, TooWeak.

    A helper is a clerk who has the proposer before them and has seen who it is, which stands in
    for the login that the policy asks for.
    """
    check_voter(proposer)
    if helper is None:
        check_level(assurance_of(proposer), policy.known_terms.to_propose)
    name = fields.pop("proposer_name", "") or proposer.get_full_name() or proposer.get_username()
    proposal = Proposal(
        record_id=new_id(),
        policy=policy,
        proposer=proposer,
        proposer_name=name,
        helper=helper,
        written_with_help=helper is not None,
        title=title,
        state_since=now(),
        **fields,
    )
    proposal.full_clean()
    proposal.save()
    return proposal


def write(
    *, proposal: Proposal, by: User, expected_version: int | None = None, **fields: Any
) -> Proposal:
    """Change the text while it is being written. Raises NotYours, WrongStep, ChangedMeanwhile."""
    with transaction.atomic():
        row = locked(proposal.pk)
        _check_writer(row, by)
        if row.state not in WRITING:
            raise WrongStep("ändras", str(ProposalState(row.state).label))
        if expected_version not in (None, row.version):
            raise ChangedMeanwhile
        for name, value in fields.items():
            setattr(row, name, value)
        row.html = html_of(row.text)
        row.version += 1
        row.full_clean()
        row.save()
    return row


def submit(*, proposal: Proposal, by: User, expected_version: int | None = None) -> Proposal:
    """Hand it to the office. It has its number from now on.

    Raises NotYours, Incomplete, HoldsPersonalNumber, ChangedMeanwhile.
    """
    _check_writer(proposal, by)
    check_words(
        proposal.title,
        proposal.text,
        proposal.easy_summary,
        proposal.address,
        proposal.area,
        proposal.picture_text,
        proposal.proposer_name,
    )
    with transaction.atomic():
        number = proposal.number or next_public_number("proposal")
        return take_step(
            proposal=proposal,
            step=Step.SUBMIT,
            party=Party.PROPOSER,
            role=_role(proposal, by),
            user_id=by.pk,
            expected_version=expected_version,
            number=number,
            submitted_at=now(),
        )


def take_back(*, proposal: Proposal, by: User, reason: str = "") -> Proposal:
    """Withdraw it: until it is handed over, by its proposer."""
    _check_writer(proposal, by)
    return take_step(
        proposal=proposal,
        step=Step.WITHDRAW,
        party=Party.PROPOSER,
        role=_role(proposal, by),
        user_id=by.pk,
        reason=reason,
        closed_at=now() if proposal.published_at else None,
    )


def throw_away(*, proposal: Proposal, by: User) -> None:
    """A draft that was never handed in leaves nothing. Raises NotYours, WrongStep."""
    with transaction.atomic():
        row = locked(proposal.pk)
        _check_writer(row, by)
        if row.state != ProposalState.DRAFT:
            raise WrongStep("kastas", str(ProposalState(row.state).label))
        row.delete()


def _check_writer(proposal: Proposal, by: User) -> None:
    """The proposer, or the clerk who helps with this very proposal."""
    if by.pk not in (proposal.proposer_id, proposal.helper_id):
        raise NotYours


def _role(proposal: Proposal, by: User) -> str:
    return PROPOSER if proposal.proposer_id == by.pk else CLERK


def html_of(text: str) -> str:
    """What people wrote as HTML that is safe to show."""
    return clean_html(_paragraphs(text))


def _paragraphs(text: str) -> str:
    """Plain text as HTML paragraphs; `clean_html` is what makes it safe."""
    blocks = (block.strip() for block in text.replace("\r\n", "\n").split("\n\n"))
    return "".join(f"<p>{_lines(block)}</p>" for block in blocks if block)


def _lines(block: str) -> str:
    return "<br>".join(escape(line) for line in block.split("\n"))
