"""What the apps above answer for the ledger's commands."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from portal.core.ports import Port
from portal.ledger.changes import Actor
from portal.ledger.models import Act
from portal.ledger.states import Verb


@dataclass(frozen=True)
class ActRequest:
    """An act on working records, asked for by the ids of their records."""

    verb: Verb
    record_ids: tuple[UUID, ...]
    actor: Actor
    key: str
    reason: str = ""
    ground: str = ""
    override: str = ""


publishable: Port[[ActRequest], Act | None] = Port()
"""Do the act by the app's own service, as its screens would; None where the records are not
its own. It raises NotAllowed when the actor may not act for their organization."""

acting_user: Port[[str], Actor | None] = Port()
"""The actor that a user name stands for; None for one who may not publish."""

protected_names: Port[[], Collection[str]] = Port()
"""Names of people whose identity is protected: the gate lets none of them reach the public."""

due_work: Port[[], int] = Port()
"""Do what has waited for its moment; returns how much was done. Asked every second or so, in
any number of processes at once."""
