"""A real town comes in whole, where the shared data lies beside the checkout."""

import json
from collections import Counter
from pathlib import Path

import pytest

from portal.ledger.models import Content as StoredContent
from tests.meetings.importing.acts import import_from, standing

ARCHIVE = Path(__file__).parents[4] / "shared/data/huertgenwald/cache_huertgenwald.tar.zst"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(
        not ARCHIVE.exists(), reason="the real town is not beside the checkout (../shared/data)"
    ),
]

DEVIATIONS = {
    ("missing_field", "AgendaItem", "order"): 5106,
    ("missing_field", "Body", "legislativeTerm"): 1,
    ("missing_times", "File", ""): 6947,
    ("missing_times", "AgendaItem", ""): 5106,
    ("missing_times", "Membership", ""): 533,
    ("unknown_field", "File", "body"): 6947,
    ("ends_before_start", "Meeting", ""): 1,
    ("deleted_unknown", "Meeting", ""): 21,
    ("deleted_unknown", "Paper", ""): 18,
}


def test_huertgenwald_imports_whole() -> None:
    report = import_from(str(ARCHIVE))
    assert standing() == {
        "meeting": 346,
        "agenda-item": 5106,
        "document": 2097,
        "case": 2097,
        "person": 49,
        "membership": 533,
        "organization": 22,
    }
    found = {
        (rule.value, kind, about): count for (rule, kind, about), count in report.deviations.items()
    }
    assert {key: found.get(key) for key in DEVIATIONS} == DEVIATIONS
    assert len(_files()) == 6947
    again = import_from(str(ARCHIVE))
    assert again.written == Counter()


def _files() -> set[str]:
    contents = StoredContent.objects.values_list("canonical", flat=True).iterator()
    return {file["id"] for text in contents for file in json.loads(text)["source"]["files"]}
