"""Organizations and parties are read as written, and get a short name for addresses."""

import pytest

from meetings.intake.organizations import find_bodies, find_offices, short_name
from meetings.intake.parties import parties_after_heading, parties_in


@pytest.mark.parametrize(
    "name",
    [
        "Kommunstyrelsen", "Kommunfullmäktige", "Regionstyrelsen", "Socialnämnden",
        "Kultur- och fritidsnämnden", "Bygg- och miljönämnden", "Tekniska nämnden",
        "Nämnden för intraservice", "Kommunstyrelsens arbetsutskott",
        "Stadsdelsnämnden Norra Älvstranden",
    ],
)  # fmt: skip
def test_deciding_body_is_found(name: str) -> None:
    assert [mention.name for mention in find_bodies(f"{name} 2019-03-05")] == [name]


@pytest.mark.parametrize(
    "name", ["Stadsledningskontoret", "Kultur- och fritidsförvaltningen", "Tekniska kontoret"]
)
def test_office_is_found(name: str) -> None:
    assert [mention.name for mention in find_offices(f"{name} Datum")] == [name]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Kommunstyrelsen", "ks"),
        ("KOMMUNSTYRELSEN", "ks"),
        ("Regionfullmäktige", "rf"),
        ("Kommunstyrelsens arbetsutskott", "ksau"),
        ("Bygg- och miljönämnden", "bygg-och-miljonamnden"),
    ],
)
def test_short_name_is_known_or_folded(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("(M), (L), (KD)", ("M", "L", "KD")),
        ("(S och V)", ("S", "V")),
        ("(MP, V, S)", ("MP", "V", "S")),
        ("Anna Påhittad (s) och Bo Dikt (mp)", ("S", "MP")),
        ("Sverigedemokraterna", ("SD",)),
        ("Moderaterna (M)", ("M",)),
        ("tunnelbanan (T) i staden", ("T",)),
        ("Göteborgs Stad (IT och HR)", ()),
        ("lagen (2013:801)", ()),
    ],
)
def test_parties_are_read_in_order(text: str, parties: tuple[str, ...]) -> None:
    assert parties_in(text) == parties


def test_bare_codes_after_a_heading_must_be_known_parties() -> None:
    assert parties_after_heading(" S, V och MP\nKommunstyrelsen") == ("S", "V", "MP")
    assert parties_after_heading(" IT och HR\nKommunstyrelsen") == ()
