"""The demo's records have the same identity in every copy, so loading twice changes nothing."""

from typing import TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from meetings.models import WorkingRecord

R = TypeVar("R", bound=WorkingRecord)


def demo_id(kind: str, key: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"radslag-demo:{kind}:{key}")


def known(model: type[R], kind: str, key: str) -> R | None:
    """The demo's record if it has been loaded before."""
    found: R | None = model._default_manager.filter(record_id=demo_id(kind, key)).first()
    return found
