"""The import of memberships from the command line: a report of every row, and then the act."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from django.utils.translation import gettext as _

from meetings.importing.memberships.columns import guessed, read_table
from meetings.importing.memberships.planning import Plan, What, plan_of
from meetings.importing.memberships.sheets import MOST_BYTES, UnreadableSheet, too_large
from meetings.importing.memberships.writing import write_memberships
from meetings.importing.report import Report
from meetings.models import Organization
from meetings.selectors.keepers import keeps_organization
from portal.accounts.models import User
from portal.core.errors import NotAllowed
from portal.core.ids import new_id
from portal.ledger.ports import acting_user

AS_SAID: Mapping[What, str] = {
    What.NEW: "läggs upp",
    What.CHANGED: "ändras",
    What.SAME: "lämnas som det är",
    What.DOUBTFUL: "läses in bara med --take och radens nummer, där det går",
    What.ERROR: "läses inte in",
}


def import_memberships(
    *, file: Path, username: str, is_dry: bool, taken: frozenset[int], report: Report
) -> dict[str, Any]:
    """Raises UnreadableSheet, NotAllowed, and what `write_memberships` raises."""
    table = read_table(file.name, _bytes(file))
    user = User.objects.filter(username=username, is_active=True).first()
    actor = next((each for each in acting_user.ask(username) if each), None)
    if user is None or actor is None:
        raise NotAllowed(_("%(name)s får inte publicera uppdrag.") % {"name": username})

    def keeps(organization: Organization) -> bool:
        return keeps_organization(user, organization.record_id)

    mapped = guessed(table.headings)
    plan = plan_of(table, mapped, keeps)
    _tell(plan, report)
    columns = {field.value: table.headings[at] for field, at in mapped.items()}
    if is_dry or not plan.written(taken):
        return {"dry_run": is_dry, "rows": 0, "columns": columns}
    done = write_memberships(
        table=table,
        mapped=mapped,
        keeps=keeps,
        digest=plan.digest,
        actor=actor,
        user=user,
        key=str(new_id()),
        taken=taken,
    )
    return {"dry_run": False, "rows": done.rows, "columns": columns}


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise too_large()
        return file.read_bytes()
    except OSError as error:
        words = _("%(file)s går inte att läsa: %(why)s")
        raise UnreadableSheet(words % {"file": file, "why": error.strerror}) from error


def _tell(plan: Plan, report: Report) -> None:
    report.objects["rad"] = len(plan.rows)
    for row in plan.rows:
        rule = cast(StrEnum, row.what)
        report.deviation(rule, f"rad {row.number}", row.facts.name, " ".join(row.told))
