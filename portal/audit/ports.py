"""What the apps above answer for the log."""

from collections.abc import Collection, Mapping

from portal.core.ports import Port

account_names: Port[[Collection[int]], Mapping[int, str]] = Port()
"""The names of users by id; one that is gone is absent."""
