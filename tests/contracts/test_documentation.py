"""The pages tell the truth: links lead somewhere, paths exist, recipes can be followed."""

import json
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.test import Client

from portal.core.canonical import canonical_bytes, sha256_hex
from portal.ledger.chain import GENESIS, chain_of, commitment_of, digest_of
from portal.ledger.models import Entry
from tests.meetings.outlets import factories as make

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
CODE_PATH = re.compile(
    r"`((?:portal|meetings|proposals|streaming|search|deploy|docs|tests|templates|static|locale"
    r"|requirements)/[\w./-]*)`"
)
COMMAND = re.compile(r"manage\.py ([a-z][a-z_-]+)")
TO_COME = {"search/engines/whoosh.py"}
"""Named where its library is accounted for, before the issue that builds it."""
ADR_LINES = 20


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_path_that_is_named_exists(page: Path) -> None:
    named = set(CODE_PATH.findall(page.read_text())) - TO_COME
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_that_is_named_exists(page: Path) -> None:
    unknown = set(COMMAND.findall(page.read_text())) - set(get_commands())
    assert unknown == set()


def test_decisions_are_numbered_without_gaps_and_short() -> None:
    found = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [each.name[:4] for each in found] == [f"{at:04}" for at in range(1, len(found) + 1)]
    assert [each.name for each in found if len(each.read_text().splitlines()) > ADR_LINES] == []


def recipe(number: int) -> str:
    """A shell block of docs/proof.md."""
    return re.findall(r"```sh\n(.*?)```", (ROOT / "docs/proof.md").read_text(), re.S)[number]


def run(script: str, directory: Path) -> list[str]:
    done = subprocess.run(
        ["bash", "-euc", script], cwd=directory, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


@pytest.mark.django_db
def test_the_recipe_for_a_content_gives_its_hash(tmp_path: Path) -> None:
    """With every character that JSON writes in its own way."""
    ks = make.organization(title='Nämnden för "å/ä\\ö" \x01\x7f\t\n<&> 🚊 \u2028')
    make.publish(ks)
    answer = Client().get(f"/api/v1/records/{ks.id}")
    (tmp_path / "record.json").write_bytes(answer.content)
    fetched = recipe(1).replace('curl -s "$SITE/api/v1/records/$ID"', "cat record.json")
    assert fetched != recipe(1)
    [computed] = run(fetched, tmp_path)
    assert computed.split()[0] == ks.sha256 == json.loads(answer.content)["sha256"]


def test_the_recipe_for_the_chain_is_that_of_the_code(tmp_path: Path) -> None:
    content = canonical_bytes({"kind": "note", "title": "Hej"})
    commitment = commitment_of("1" * 64, sha256_hex(content))
    entry = Entry(
        record_id="0b6f4b0e-6a55-4c36-9a7e-54a4f4d3c001",
        act_id="5f0c8c1e-2f51-4a0e-9d0a-6a2f0f4d7b11",
        version=1,
        verb="published",
        audience="public",
        actor_role="registrar",
        recorded_at=datetime(2016, 10, 14, 8, 2, tzinfo=UTC),
        commitment=commitment,
        nonce="2" * 64,
    )
    chain = chain_of(GENESIS, commitment, digest_of(entry))
    assert run(recipe(2), tmp_path) == [chain]
    assert f"```text\n{chain}\n```" in (ROOT / "docs/proof.md").read_text()
