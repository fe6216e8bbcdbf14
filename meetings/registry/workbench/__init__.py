"""The agenda workbench: one screen for a meeting, its items and its papers."""
