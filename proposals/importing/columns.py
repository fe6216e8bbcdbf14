"""The map from the columns of an export to what a proposal is here."""

import json
from pathlib import Path

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, ValidationError

from portal.core.errors import DomainError
from proposals.states import ProposalOutcome, ProposalState, RejectionCode

FIELDS = (
    "id", "title", "text", "proposer", "address", "area", "submitted", "published", "closes",
    "reached", "votes", "state", "settled", "reason", "rejection", "committee", "case",
    "answer_due", "outcome",
)  # fmt: skip
NEEDED = ("id", "title", "text", "state")

S = ProposalState
TAKEN = frozenset(
    {S.EXPIRED, S.REACHED, S.HANDED_OVER, S.DECIDED, S.REJECTED, S.WITHDRAWN, S.COLLECTING}
)
"""The states that an export may be mapped to."""


class BadMap(DomainError):
    """The column map cannot be used; the message says why."""


class ColumnMap(BaseModel):
    """`columns`: our field to the name of the column. `states`, `outcomes` and `rejections`: the
    source's word to ours. `dates`: the form of dates that are not ISO 8601, as in `%d/%m %Y`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: dict[str, str]
    states: dict[str, ProposalState]
    outcomes: dict[str, ProposalOutcome] = {}
    rejections: dict[str, RejectionCode] = {}
    dates: str = ""
    delimiter: str = ""

    def column(self, field: str) -> str:
        return self.columns.get(field, "")


def read_map(path: Path) -> ColumnMap:
    """Raises BadMap."""
    try:
        found = ColumnMap.model_validate(json.loads(path.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise BadMap(f"{path}: {place}: {first['msg']}") from error
    except (OSError, ValueError) as error:
        raise BadMap(
            _("%(path)s går inte att läsa: %(why)s.") % {"path": path, "why": error}
        ) from error
    _check(found, path)
    return found


def _check(found: ColumnMap, path: Path) -> None:
    strange = sorted(set(found.columns) - set(FIELDS))
    missing = [field for field in NEEDED if not found.column(field)]
    not_taken = sorted(state for state in found.states.values() if state not in TAKEN)
    if strange or missing or not_taken:
        said = {
            "path": path,
            "strange": ", ".join(strange) or "–",
            "missing": ", ".join(missing) or "–",
            "states": ", ".join(not_taken) or "–",
            "fields": ", ".join(FIELDS),
        }
        raise BadMap(
            _(
                "%(path)s: okända fält: %(strange)s; fält som behövs: %(missing)s; lägen som inte "
                "kan hämtas: %(states)s. Fälten är: %(fields)s."
            )
            % said
        )
