"""The proposer's steps: draft, submit, take back."""

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
from proposals.rules import check_level, check_words
from proposals.services.steps import locked, take_step
from proposals.states import WRITING, Party, ProposalState, Step

PROPOSER = "proposer"


def begin(*, policy: Policy, proposer: User, title: str, helped: bool = False) -> Proposal:
    """A draft that nobody else sees. Raises TooWeak."""
    check_level(assurance_of(proposer), policy.known_terms.to_propose)
    proposal = Proposal(
        record_id=new_id(),
        policy=policy,
        proposer=proposer,
        proposer_name=proposer.get_full_name() or proposer.get_username(),
        written_with_help=helped,
        title=title,
        state_since=now(),
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
        if row.proposer_id != by.pk:
            raise NotYours
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


def submit(*, proposal: Proposal, by: User) -> Proposal:
    """Hand it to the office. It has its number from now on.

    Raises NotYours, Incomplete, HoldsPersonalNumber.
    """
    _check_owner(proposal, by)
    check_words(
        proposal.title,
        proposal.text,
        proposal.easy_summary,
        proposal.address,
        proposal.picture_text,
    )
    with transaction.atomic():
        number = proposal.number or next_public_number("proposal")
        return take_step(
            proposal=proposal,
            step=Step.SUBMIT,
            party=Party.PROPOSER,
            role=PROPOSER,
            user_id=by.pk,
            number=number,
            submitted_at=now(),
        )


def take_back(*, proposal: Proposal, by: User, reason: str = "") -> Proposal:
    """Withdraw it: until it is handed over, by its proposer."""
    _check_owner(proposal, by)
    return take_step(
        proposal=proposal,
        step=Step.WITHDRAW,
        party=Party.PROPOSER,
        role=PROPOSER,
        user_id=by.pk,
        reason=reason,
        closed_at=now() if proposal.published_at else None,
    )


def _check_owner(proposal: Proposal, by: User) -> None:
    if proposal.proposer_id != by.pk:
        raise NotYours


def html_of(text: str) -> str:
    """What people wrote as HTML that is safe to show."""
    return clean_html(_paragraphs(text))


def _paragraphs(text: str) -> str:
    """Plain text as HTML paragraphs; `clean_html` is what makes it safe."""
    blocks = (block.strip() for block in text.replace("\r\n", "\n").split("\n\n"))
    return "".join(f"<p>{_lines(block)}</p>" for block in blocks if block)


def _lines(block: str) -> str:
    return "<br>".join(escape(line) for line in block.split("\n"))
