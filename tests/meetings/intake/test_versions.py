"""A table of versions gives the newest version by its number, in either order of columns."""

from datetime import date

from meetings.intake import Version
from meetings.intake.versions import latest, read_versions


def test_rows_of_a_poured_table_are_read() -> None:
    text = "Versionshantering 2015-11-10 0.9 Skapas 2016-06-28 0.10 Beslut 2016.07.01 1.0 Klar"
    versions = read_versions(text)
    assert [row.number for row in versions] == ["0.9", "0.10", "1.0"]
    assert latest(versions) == Version("1.0", date(2016, 7, 1))


def test_ten_comes_after_nine() -> None:
    rows = (Version("0.10", None), Version("0.9", None))
    assert latest(rows) == Version("0.10", None)


def test_version_may_stand_before_its_date() -> None:
    text = "Dokumenthistorik\nVersion Datum\n1.0 2020-01-02\n1.1 2020-03-04\n"
    assert [row.number for row in read_versions(text)] == ["1.0", "1.1"]


def test_labelled_version_without_a_table_is_read() -> None:
    assert read_versions("Energiplan\nVersion 2.1, 2020-02-03") == (
        Version("2.1", date(2020, 2, 3)),
    )


def test_text_without_versions_has_none() -> None:
    assert read_versions("Utfärdat 2016-09-05, avsnitt 2.1") == ()
    assert latest(()) is None
