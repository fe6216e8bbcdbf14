"""Where proposals stand."""

from uuid import UUID


def proposal_path(number: int) -> str:
    return f"/forslag/{number}/"


def vote_path(number: int) -> str:
    return f"{proposal_path(number)}rosta/"


def vote_link_path(number: int, token: str) -> str:
    return f"{vote_path(number)}{token}/"


def rules_path(slug: str, version: int) -> str:
    """Which rules apply: one version of a policy."""
    return f"/forslag/regler/{slug}/{version}/"


def draft_path(record: UUID, stage: str) -> str:
    """A stage of a proposal that is being written; only its writers know of it."""
    return f"/forslag/utkast/{record}/{stage}/"
