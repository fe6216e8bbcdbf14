"""Numbers for the city's own eyes, summed over all processes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from portal.config.operations import requests
from portal.config.operations.counters import (
    EXCEPTIONS,
    MICROSECONDS,
    REQUESTS,
    Counters,
    totals,
)
from portal.config.operations.metrics import gauge_lines
from portal.core.gauges import Gauge
from portal.ledger.relay import deliver_all
from tests.factories import publish_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Path:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(requests, "counters", Counters(tmp_path / "metrics"))
    return tmp_path / "metrics"


def value(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.M)
    assert found is not None, f"{name} is not in\n{text}"
    return float(found[1])


def scraped(client: Client) -> str:
    answered = client.get("/metrics")
    assert answered.status_code == 200
    return answered.content.decode()


def test_requests_are_counted_by_kind_and_outcome(client: Client, folder: Path) -> None:
    for address in ("/healthz", "/healthz", "/finns-inte/"):
        client.get(address)
    client.post("/healthz")
    text = scraped(client)
    assert value(text, 'radslag_requests_total{method="GET",status="2xx"}') == 2
    assert value(text, 'radslag_requests_total{method="GET",status="4xx"}') == 1
    assert value(text, 'radslag_requests_total{method="POST",status="4xx"}') == 1
    assert value(text, "radslag_request_duration_seconds_count") == 4


def test_an_exception_is_counted_and_a_missing_page_is_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(raise_request_exception=False)

    def fail(*_: object) -> None:
        raise RuntimeError("prov")

    client.get("/finns-inte/")
    monkeypatch.setattr("portal.ledger.selectors.Record.objects.readable_by", fail)
    assert client.get("/arenden/").status_code == 500
    assert totals(folder)[EXCEPTIONS] == 1


def test_what_ended_processes_counted_is_kept(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; "
        "from portal.config.operations.counters import Counters; "
        "Counters(Path(sys.argv[1])).count('GET', 200, 0.2)"
    )
    for _time in range(3):
        subprocess.run([sys.executable, "-c", program, str(folder)], check=True)
    Counters(folder).count("GET", 200, 0.3)
    sums = [totals(folder) for _time in range(2)]
    assert sums[0] == sums[1]
    assert (sum(sums[0][:REQUESTS]), sums[0][MICROSECONDS]) == (4, 900_000)
    assert sorted(each.name for each in folder.iterdir()) == sorted(
        ["ended", "lock", str(os.getpid())]
    )


def test_how_far_a_subscriber_is_behind(client: Client, folder: Path) -> None:
    publish_note()
    behind = 'radslag_relay_lag_entries{subscriber="audit"}'
    waited = 'radslag_relay_age_seconds{subscriber="audit"}'
    text = scraped(client)
    assert (value(text, "radslag_ledger_head"), value(text, behind)) == (1, 1)
    assert value(text, waited) >= 0
    deliver_all("prov")
    text = scraped(client)
    assert (value(text, behind), value(text, waited)) == (0, 0)
    assert value(text, 'radslag_relay_stopped{subscriber="audit"}') == 0


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("192.0.2.1", {}, 404),
        ("192.0.2.1", {"Authorization": "Bearer hemligt"}, 200),
        ("192.0.2.1", {"Authorization": "Bearer fel"}, 404),
        ("192.0.2.1", {"Authorization": "Bearer "}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 404),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}, 404),
        ("", {}, 404),
    ],
)
def test_only_those_whom_the_city_lets_see_them(
    settings: Settings, folder: Path, address: str, headers: dict[str, str], status: int
) -> None:
    settings.METRICS_TOKEN = "hemligt"
    assert Client().get("/metrics", REMOTE_ADDR=address, headers=headers).status_code == status


def test_no_token_opens_for_nobody(settings: Settings, folder: Path) -> None:
    settings.METRICS_TOKEN = ""
    headers = {"Authorization": "Bearer "}
    assert Client().get("/metrics", REMOTE_ADDR="192.0.2.1", headers=headers).status_code == 404


def test_behind_the_citys_proxy_the_readers_own_address_counts(
    settings: Settings, folder: Path
) -> None:
    settings.TRUSTED_PROXIES = 1
    for told, status in (("192.0.2.1", 404), ("127.0.0.1, 192.0.2.1", 404), ("127.0.0.1", 200)):
        answered = Client().get("/metrics", HTTP_X_FORWARDED_FOR=told)
        assert answered.status_code == status


def test_a_name_is_explained_once_and_labels_are_quoted() -> None:
    lines = gauge_lines([Gauge("a", "Vad.", 1, {"x": 'a"\n\\'}), Gauge("a", "Vad.", 2.5)])
    assert "".join(lines) == '# HELP a Vad.\n# TYPE a gauge\na{x="a\\"\\n\\\\"} 1\na 2.5\n'
