"""How the API answers (portal.accounts.json_answers), and the one media type of its own."""

from portal.accounts.json_answers import JSON, answer, open_to_all, preflight, refusal

__all__ = ["JSON", "SCHEMA_JSON", "answer", "open_to_all", "preflight", "refusal"]

SCHEMA_JSON = "application/schema+json; charset=utf-8"
