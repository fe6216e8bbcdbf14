"""Our own server keeps every rule; a real town's does not, and every deviation is counted."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django.live_server_helper import LiveServer

from meetings.conformance.findings import Findings
from meetings.conformance.walking import Walk
from tests.contracts import city

TOWN = Path(__file__).resolve().parents[4] / "shared/data/huertgenwald/cache_huertgenwald.tar.zst"


def test_our_own_server_has_no_deviations(live_server: LiveServer, settings: LazySettings) -> None:
    """With records of every kind in every state, withdrawn ones and members' ones among them."""
    settings.SITE_URL = live_server.url
    city.build(pages=False)  # OParl knows none, and an emptied database has no first page
    findings = Findings()
    Walk(findings).system(f"{live_server.url}/oparl/v1.1/system")
    assert findings.as_json()["deviations"] == []
    assert {kind for kind, count in findings.objects.items() if count} == {
        "System",
        "Body",
        "LegislativeTerm",
        "Organization",
        "Person",
        "Membership",
        "Meeting",
        "AgendaItem",
        "Paper",
        "Consultation",
        "File",
        "Location",
    }


@pytest.mark.skipif(not TOWN.exists(), reason="the real town is not at hand")
def test_a_real_towns_deviations_are_found_and_counted() -> None:
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("oparl", "check", str(TOWN), "--json", stdout=out)
    said = json.loads(out.getvalue())
    found = {
        (each["rule"], each["type"], each["field"]): each["count"] for each in said["deviations"]
    }
    assert {kind: said["objects"][kind] for kind in ("Meeting", "AgendaItem", "Paper", "File")} == {
        "Meeting": 346,
        "AgendaItem": 5106,
        "Paper": 2097,
        "File": 6947,
    }
    assert found["missing_field", "AgendaItem", "order"] == 5106
    assert found["missing_field", "Body", "legislativeTerm"] == 1
    assert found["unknown_field", "File", "body"] == 6947
    assert found["unknown_field", "Meeting", "body"] == 346
    for kind in ("File", "AgendaItem", "Consultation", "Membership", "Location"):
        missing = found["missing_time", kind, "created"]
        assert missing == found["missing_time", kind, "modified"] == said["objects"][kind]
