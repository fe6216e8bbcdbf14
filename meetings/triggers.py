"""The database itself keeps the promises of decisions across rows (traps, Votes)."""

from pathlib import Path

from portal.core.triggers import TriggerSet

TRIGGERS = TriggerSet(Path(__file__).with_name("sql"), table="meetings_partycount")
