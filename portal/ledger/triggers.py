"""The database itself keeps the ledger append-only, whoever writes to it."""

from pathlib import Path

from portal.core.triggers import TriggerSet

TRIGGERS = TriggerSet(Path(__file__).with_name("sql"), table="ledger_fileuse")

install = TRIGGERS.install
missing = TRIGGERS.missing
names = TRIGGERS.names
