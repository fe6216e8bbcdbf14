"""The table of permissions as people read it (docs/permissions.md)."""

from collections.abc import Iterator

from portal.accounts.permissions import RULES, Permission, Rule
from portal.accounts.roles import RESIDENT, Role

EVERYBODY = "anybody"
COLUMNS = (EVERYBODY, RESIDENT, *Role.values)
HERE, ANYWHERE, NO = "own", "all", "–"


def permission_table() -> str:
    """Markdown: a line for each permission, a column for each role."""
    head = ["permission", *(column.replace("_", " ") for column in COLUMNS), "while"]
    lines = [head, ["---"] * len(head), *_rows()]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _rows() -> Iterator[list[str]]:
    for permission in Permission:
        rule = RULES[permission]
        states = ", ".join(sorted(rule.states)) if rule.states else ""
        yield [permission.value, *(cell(rule, column) for column in COLUMNS), states]


def cell(rule: Rule, column: str) -> str:
    """`own`: in the organization where the role is held; `all`: in every organization."""
    if rule.for_all or (rule.for_residents and column != EVERYBODY):
        return ANYWHERE
    if column in rule.anywhere:
        return ANYWHERE
    return HERE if column in rule.roles else NO
