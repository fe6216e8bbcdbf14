"""The database itself keeps every stream without holes and its frames as they were told."""

from pathlib import Path

from portal.core.triggers import TriggerSet

TRIGGERS = TriggerSet(Path(__file__).with_name("sql"), table="hub_frame")
