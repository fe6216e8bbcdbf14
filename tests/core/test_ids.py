"""Identities, the address form of words, and the order in which people count."""

import pytest

from portal.core.ids import natural_key, new_id, slug


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("1451/14", "1451-14"),
        ("N137-0095/11", "n137-0095-11"),
        ("SLK-2023-01047", "slk-2023-01047"),
        ("2.2.2", "2-2-2"),
        ("Nämnden för intraservice", "namnden-for-intraservice"),
        ("  Åsa   Öberg – Ærø, Straße  ", "asa-oberg-aero-strasse"),
        ("A\u030asa", "asa"),
        ("§ 136", "136"),
        ("日本", ""),
    ],
)
def test_the_address_form(text: str, address: str) -> None:
    assert slug(text) == address


def test_people_count_before_they_spell() -> None:
    given = ["2.10", "2.2.2", "10", "2.2", "9", "2.2.10", "1 a", "1"]
    counted = ["1", "1 a", "2.2", "2.2.2", "2.2.10", "2.10", "9", "10"]
    assert sorted(given, key=natural_key) == counted


def test_no_two_ids_are_the_same() -> None:
    assert len({new_id() for _ in range(1_000)}) == 1_000
