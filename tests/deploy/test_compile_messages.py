"""Translations compiled without msgfmt are what gettext reads."""

import gettext
from io import BytesIO
from pathlib import Path

import pytest

from deploy.setup.compile_messages import (
    WrongCatalogue,
    binary,
    compile_stale,
    read_catalogue,
)

CATALOGUE = r"""# Made for this test.
#, fuzzy
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#: templates/meeting.html:3
msgid "Ärende"
msgstr "Case"

msgctxt "verb"
msgid "Ärende"
msgstr "File"

msgid "%(n)s handling"
msgid_plural "%(n)s handlingar"
msgstr[0] "%(n)s document"
msgstr[1] "%(n)s documents"

msgid "Två "
"rader\n"
msgstr "Two "
"\"lines\"\n"

#, fuzzy
msgid "Gissat"
msgstr "Guessed"

msgid "Ej översatt"
msgstr ""

#~ msgid "Borttagen"
#~ msgstr "Removed"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def test_gettext_reads_what_was_compiled(source: Path) -> None:
    compiled = gettext.GNUTranslations(BytesIO(binary(read_catalogue(source))))
    assert compiled.gettext("Ärende") == "Case"
    assert compiled.pgettext("verb", "Ärende") == "File"
    assert compiled.gettext("Två rader\n") == 'Two "lines"\n'
    forms = ("%(n)s handling", "%(n)s handlingar")
    assert [compiled.ngettext(*forms, n) for n in (1, 2)] == ["%(n)s document", "%(n)s documents"]


def test_fuzzy_empty_and_obsolete_entries_stay_untranslated(source: Path) -> None:
    compiled = gettext.GNUTranslations(BytesIO(binary(read_catalogue(source))))
    untranslated = ["Gissat", "Ej översatt", "Borttagen"]
    assert [compiled.gettext(text) for text in untranslated] == untranslated


def test_compiling_again_writes_only_when_the_source_is_newer(source: Path, tmp_path: Path) -> None:
    target = source.with_suffix(".mo")
    compile_stale(tmp_path)
    target.write_bytes(b"kept")
    compile_stale(tmp_path)
    assert target.read_bytes() == b"kept"


def test_a_line_that_is_no_text_is_named(source: Path) -> None:
    source.write_text('msgid "a"\nmsgstr oops\n', encoding="utf-8")
    with pytest.raises(WrongCatalogue) as refused:
        read_catalogue(source)
    assert str(refused.value) == f"{source}:2: not a quoted text: oops"
