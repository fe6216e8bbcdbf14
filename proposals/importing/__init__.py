"""Proposals of an earlier system, from an export of it: `manage.py import proposals FILE`."""
