"""The database keeps ballots to open rounds, and moments, results and rounds as they fell."""

from pathlib import Path

from portal.core.triggers import TriggerSet

TRIGGERS = TriggerSet(Path(__file__).with_name("sql"), table="live_liveevent")
