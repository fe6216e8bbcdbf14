"""The database itself keeps the log append-only, whoever writes to it."""

from pathlib import Path

from portal.core.triggers import TriggerSet

TRIGGERS = TriggerSet(Path(__file__).with_name("sql"), table="audit_auditevent")
