"""The database itself keeps comments to open threads, in order and in two levels."""

from pathlib import Path

from portal.core.triggers import TriggerSet

TRIGGERS = TriggerSet(Path(__file__).with_name("sql"), table="threads_claim")
