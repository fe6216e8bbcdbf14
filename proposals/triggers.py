"""The database itself keeps votes to open proposals, and events and policies as they were."""

from pathlib import Path

from portal.core.triggers import TriggerSet

TRIGGERS = TriggerSet(Path(__file__).with_name("sql"), table="proposals_votecount")
