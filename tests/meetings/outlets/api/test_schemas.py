"""What the API says of itself."""

import pytest
from django.test import Client

from portal.ledger.contents import KINDS


@pytest.mark.parametrize("kind", ["document", "meeting", "registration"])
def test_a_kind_has_a_json_schema(client: Client, kind: str) -> None:
    answered = client.get(f"/api/v1/schemas/{kind}.json")
    schema = answered.json()
    assert answered.headers["Content-Type"] == "application/schema+json; charset=utf-8"
    assert schema["$id"] == f"http://localhost:8000/api/v1/schemas/{kind}.json"
    assert schema["properties"]["kind"] == {"const": kind, "type": "string"}
    assert set(schema["properties"]) == {"kind", *KINDS[kind].model_fields}
    assert schema["additionalProperties"] is False


def test_an_unknown_kind_has_none(client: Client) -> None:
    assert client.get("/api/v1/schemas/nonsense.json").status_code == 404


def test_openapi_names_every_parameter(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    listed = described["paths"]["/api/v1/records"]["get"]["parameters"]
    assert [each["name"] for each in listed] == [
        "kind",
        "organization",
        "date",
        "reference",
        "page",
    ]
    followed = described["paths"]["/api/v1/changes"]["get"]["parameters"]
    assert [each["name"] for each in followed] == ["after", "limit", "format", "wait"]
    assert set(described["paths"]) == {
        "/api/v1/changes",
        "/api/v1/files/{sha256}",
        "/api/v1/records",
        "/api/v1/records/{record_id}",
        "/api/v1/records/{record_id}/content",
        "/api/v1/records/{record_id}/proof",
        "/api/v1/schemas/{kind}.json",
        "/api/v1/search",
        "/api/v1/search/suggest",
    }
