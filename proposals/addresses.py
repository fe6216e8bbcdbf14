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


def follow_path(number: int) -> str:
    return f"{proposal_path(number)}folj/"


def confirm_follow_path(token: str) -> str:
    return f"/forslag/folj/{token}/"


def stop_follow_path(token: str) -> str:
    return f"/forslag/folj/{token}/sluta/"


def appeal_path(number: int) -> str:
    return f"{proposal_path(number)}omprovning/"


def office_path(number: int) -> str:
    """Where the office handles it."""
    return f"/forslag/kansli/{number}/"


def rejected_path() -> str:
    return "/forslag/avvisade/"


def late_path() -> str:
    return "/forslag/sena/"


def report_path() -> str:
    return "/forslag/rapport/"
