"""Handing out and erasing everything about one user, in all apps."""

from django.db import transaction

from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.core.errors import NotAllowed
from portal.core.personal_data import (
    DataSection,
    Erasure,
    erase_my_data,
    my_data,
    reasons_to_stay,
)


def sections_of(user_id: int) -> list[DataSection]:
    """What every app knows."""
    return [section for answer in my_data.ask(user_id) for section in answer]


def why_not(user_id: int) -> list[str]:
    """Why the account cannot be erased now; nothing when it can."""
    return [reason for answer in reasons_to_stay.ask(user_id) for reason in answer]


def hand_out(*, user_id: int) -> dict[str, object]:
    """Everything as data (article 15 and 20); that it was handed out is written in the log."""
    record_event(kind=EventKind.DATA_EXPORTED, actor=user_id, subject=f"user:{user_id}")
    return {
        section.name: {"title": section.title, "why": section.why, "rows": list(section.rows)}
        for section in sections_of(user_id)
    }


def erase_account(*, user_id: int) -> list[Erasure]:
    """Erase all that may be erased, in one transaction (article 17).

    Apps answer in the order of INSTALLED_APPS, from the top down, so that the login goes when
    nothing hangs on it any more. Raises NotAllowed with the reasons.
    """
    with transaction.atomic():
        if reasons := why_not(user_id):
            raise NotAllowed(" ".join(reasons))
        done = [erasure for answer in erase_my_data.ask(user_id) for erasure in answer]
        record_event(
            kind=EventKind.DATA_ERASED,
            subject=f"user:{user_id}",
            detail={"erased": str(sum(erasure.erased for erasure in done))},
        )
    return done
