"""JSON Schemas of the contents, so that a stranger can read what the ledger holds."""

from typing import Any

from meetings.outlets.links import absolute
from portal.ledger.contents import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_link(kind: str) -> str:
    return f"/api/v1/schemas/{kind}.json"


def content_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of the contents of a kind. Raises KeyError."""
    made = KINDS[kind].model_json_schema(mode="serialization")
    made["properties"] = {"kind": {"const": kind, "type": "string"}, **made["properties"]}
    made["required"] = ["kind", *made.get("required", [])]
    return {"$schema": DIALECT, "$id": absolute(schema_link(kind)), **made}
