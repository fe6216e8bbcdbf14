"""A version for sha256sum, and its link of the chain."""

import html
import re
import subprocess
from typing import ClassVar

import pytest
from django.test import Client

from meetings.contents import CaseContent
from portal.ledger.contents import KINDS
from tests.meetings.outlets.factories import case, correct, organization, publish, withdraw

pytestmark = pytest.mark.django_db


def sha256sum(data: bytes) -> str:
    """The public tool, not our own code."""
    done = subprocess.run(["sha256sum"], input=data, capture_output=True, check=True)
    return done.stdout.decode().split()[0]


def test_the_content_has_the_hash_that_the_page_shows() -> None:
    publish(ks := organization(), matter := case(ks, title="Cykelväg längs ån"))
    page = Client().get(matter.path).content.decode()
    content = Client().get(f"/api/v1/records/{matter.id}/content").content
    assert f'data-sha256="{sha256sum(content)}"' in page


def test_an_older_version_has_its_own_bytes() -> None:
    publish(ks := organization(), matter := case(ks, title="Första"))
    correct(matter.model_copy(update={"title": "Andra"}))
    old = Client().get(f"/api/v1/records/{matter.id}/content", {"version": "1"}).content
    assert "Första" in old.decode()


@pytest.mark.parametrize("withdrawn", [False, True])
def test_the_commands_on_the_proof_page_give_what_they_say(withdrawn: bool) -> None:
    publish(ks := organization(), matter := case(ks))
    if withdrawn:
        withdraw(matter, reason="Fel, 'citat' och å.")
    page = html.unescape(Client().get(f"/post/{matter.id}/bevis/").content.decode())
    commands = re.findall(r"<code>(printf .*?)</code></pre>\s*<p[^>]*>= <code>(\w{64})", page, re.S)
    assert len(commands) == 3
    for command, wanted in commands:
        shell = subprocess.run(["sh", "-c", command], capture_output=True, check=True)
        assert shell.stdout.decode().split()[0] == wanted


def test_a_withdrawn_record_gives_no_bytes_and_no_salt() -> None:
    publish(ks := organization(), matter := case(ks))
    withdraw(matter)
    assert Client().get(f"/api/v1/records/{matter.id}/content").status_code == 410
    proof = Client().get(f"/api/v1/records/{matter.id}/proof").json()
    assert (proof["salt"], proof["sha256"]) == ("", "")


def test_what_one_may_not_read_has_no_proof() -> None:
    publish(ks := organization())
    publish(matter := case(ks), audience=f"members:{ks.id}")
    for part in ("content", "proof"):
        assert Client().get(f"/api/v1/records/{matter.id}/{part}").status_code == 404


def test_an_old_content_keeps_its_bytes_when_its_kind_gets_a_field(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Later(CaseContent):
        kind: ClassVar[str] = "case"
        weight: int = 0

    publish(ks := organization(), matter := case(ks))
    monkeypatch.setitem(KINDS, "case", Later)
    content = Client().get(f"/api/v1/records/{matter.id}/content").content
    whole = Client().get(f"/api/v1/records/{matter.id}").json()
    assert sha256sum(content) == whole["sha256"]
    assert "weight" not in whole["content"]
