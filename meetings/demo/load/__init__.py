"""Loads the demo city through the same services as the registry's screens."""
