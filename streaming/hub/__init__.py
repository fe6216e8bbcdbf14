"""Ordered streams and their fan-out to many readers; knows no domain."""
