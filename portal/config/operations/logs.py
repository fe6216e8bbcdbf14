"""How log lines are written: for a person at a terminal, or as JSON for a collector of logs."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from portal.core.clock import local_iso
from portal.core.personal_numbers import without_personal_numbers

STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "request",
    "server_time",
}
"""Attributes of every record; what is beside them was handed in as `extra`."""

NEVER = frozenset({"user", "user_id", "username", "email", "address", "password"})
"""Facts about people that no line may carry, whoever logs them."""


class MaskingFilter(logging.Filter):
    """Masks personal numbers in whatever is logged (law.md E1)."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        masked = without_personal_numbers(said)
        if masked != said:
            record.msg, record.args = masked, None
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a line: `at`, `level`, `logger`, `message`, the facts, `exception`."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": local_iso(datetime.fromtimestamp(record.created, UTC)),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if _is_fact(name)}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _is_fact(name: str) -> bool:
    return name not in STANDARD and name not in NEVER
