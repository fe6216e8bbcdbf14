"""`manage.py intake`: the same intake, with JSON and an exit code for scripts."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from meetings.demo.papers import EXTRA_BUNDLE
from meetings.demo.pdf import make_bundle
from meetings.models import Document
from portal.ledger.models import Entry, StoredFile
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "bunt.pdf"
    path.write_bytes(make_bundle(EXTRA_BUNDLE))
    return path


@pytest.fixture(autouse=True)
def city() -> None:
    make.organization()
    make.organization("slk", "Stadsledningskontoret")


def run(path: Path, *options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("intake", str(path), "--json", *options, stdout=out)
    said: dict[str, Any] = json.loads(out.getvalue())
    return said


def test_it_answers_as_the_contract_says(bundle: Path) -> None:
    said = run(bundle)
    assert said["meeting"]["organization"] == "ks"
    assert said["meeting"]["date"] == "2016-11-09"
    assert said["item"] == "2.1.4"
    assert said["missing"] == ["Bilaga 3 Kostnadsberäkning"]
    first = said["documents"][0]
    assert (first["kind"], first["parties"], first["pages"]) == ("motion", ["V", "MP"], [1, 1])
    assert {"title", "date", "references", "own_reference", "span", "confidence"} <= first.keys()
    assert first["id"] == str(Document.objects.earliest("number").record_id)
    assert Entry.objects.count() == 0


def test_a_dry_run_keeps_nothing(bundle: Path) -> None:
    assert len(run(bundle, "--dry-run")["documents"]) == 4
    assert (Document.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_the_meeting_may_be_named(bundle: Path) -> None:
    run(bundle, "--meeting", "ks/2016-12-07")
    paper = Document.objects.earliest("number")
    assert paper.item_papers.get().item.meeting.path() == "/moten/ks/2016-12-07/"


def test_without_json_it_speaks_to_people(bundle: Path) -> None:
    out = StringIO()
    call_command("intake", str(bundle), stdout=out)
    assert out.getvalue().startswith("Kommunstyrelsen 2016-11-09, punkt 2.1.4\n")


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        (b"%PDF-1.7 nothing", [], "trasig"),
        (None, [], "går inte att läsa"),
        (make_bundle(EXTRA_BUNDLE), ["--meeting", "onsdag"], "inget sammanträde"),
        (make_bundle(EXTRA_BUNDLE), ["--meeting", "xx/2016-12-07"], "finns inte i registret"),
    ],
    ids=["broken", "absent", "no meeting", "no organization"],
)
def test_what_goes_wrong_is_said_and_nothing_is_kept(
    tmp_path: Path, content: bytes | None, options: list[str], said: str
) -> None:
    path = tmp_path / "bunt.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=said) as error:
        run(path, *options)
    assert error.value.returncode == 1
    assert StoredFile.objects.count() == 0
