"""Erasing by law: the words are gone from every store, the tombstone stays."""

import datetime
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from meetings.errors import ReasonMissing
from meetings.models import (
    AgendaItem,
    Document,
    DocumentFile,
    ItemPaper,
    Meeting,
    Organization,
    Registration,
    RuleSet,
)
from meetings.services.drafting import store_draft
from meetings.services.erasure import erase
from meetings.services.publishing import publish, publish_agenda
from portal.core.clock import city_zone
from portal.core.ids import new_id
from portal.ledger.changes import Actor
from portal.ledger.errors import WrongVerb
from portal.ledger.files import store_file
from portal.ledger.models import Entry
from portal.ledger.relay import deliver_all
from portal.ledger.states import Verb
from tests.dumps import dump

pytestmark = pytest.mark.django_db(transaction=True)

REGISTRAR = Actor(role="registrar")
WORDS = ("kastanjeviol", "silvertejp", "ankdammen", "humleblomma")
"""Words of the title, the file, the registration and a draft that was never published."""


@pytest.fixture
def ks() -> Organization:
    rules = RuleSet.objects.create(name="Nämnd")
    made = Organization.objects.create(
        name="Kommunstyrelsen",
        short_name="ks",
        kind="executive_board",
        rule_set=rules,
        valid_from=datetime.date(2011, 1, 1),
    )
    publish(records=[made], actor=REGISTRAR, key=str(new_id()))
    return made


@pytest.fixture
def document(ks: Organization) -> Document:
    made = Document(kind="letter", title="Brev om kastanjeviol", owner=ks)
    made.registrations = [
        Registration(
            organization=ks,
            number="1/26",
            serial=1,
            date=datetime.date(2026, 1, 1),
            direction="in",
            counterpart="Ankdammen AB",
        )
    ]
    made.files = [_file("silvertejp.txt", "Text om silvertejp.")]
    made.save()
    publish(records=[made], actor=REGISTRAR, key=str(new_id()))
    made.refresh_from_db()
    made.title = "Brev om humleblomma"
    made.files = [_file("humleblomma.txt", "Utkast om humleblomma.")]
    store_draft(made, None)
    return Document.objects.get(pk=made.pk)


def _file(name: str, text: str) -> DocumentFile:
    return DocumentFile(file=store_file(io.BytesIO(text.encode()), name), name=name)


def erased(document: Document) -> None:
    erase(
        record=document,
        actor=REGISTRAR,
        reason="Rätten till radering.",
        ground="Arkivnämndens beslut 7/26",
        key=str(new_id()),
    )
    deliver_all("test")


def stored_bytes(settings: LazySettings) -> Iterator[tuple[Path, bytes]]:
    for folder, _dirs, names in os.walk(settings.FILES_DIR):
        for name in names:
            path = Path(folder) / name
            yield path, path.read_bytes()


def test_the_words_stand_everywhere_before(document: Document, settings: LazySettings) -> None:
    """The test below would pass on an empty database; this one shows that it is not."""
    text = dump().casefold()
    assert [word for word in WORDS if word not in text] == []
    files = b"".join(data for _path, data in stored_bytes(settings))
    assert b"silvertejp" in files
    assert b"humleblomma" in files


def test_no_word_is_left_in_the_database_or_the_files(
    document: Document, settings: LazySettings
) -> None:
    erased(document)
    text = dump().casefold()
    assert [word for word in WORDS if word in text] == []
    for path, data in stored_bytes(settings):
        for word in WORDS:
            assert (path.name, word.encode() in data.lower()) == (path.name, False)


def test_the_tombstones_stay_with_reason_and_ground(document: Document) -> None:
    erased(document)
    for path in ("/handlingar/1/", "/diarium/ks/1-26-1/"):
        answer = Client().get(path)
        html = answer.content.decode()
        assert (path, answer.status_code) == (path, 410)
        assert "Rätten till radering." in html
        assert "Arkivnämndens beslut 7/26" in html


def test_an_erased_record_is_never_published_again(document: Document) -> None:
    erased(document)
    with pytest.raises(WrongVerb):
        publish(records=[Document.objects.get(pk=document.pk)], actor=REGISTRAR, key=str(new_id()))


def test_what_cites_it_stays_and_shows_its_tombstone(ks: Organization, document: Document) -> None:
    meeting = Meeting(organization=ks, start=datetime.datetime(2026, 5, 6, 10, tzinfo=city_zone()))
    item = AgendaItem(number="1", title="Brevet")
    item.papers.add(ItemPaper(document=document))
    meeting.items.add(item)
    meeting.save()
    publish_agenda(meeting=meeting, actor=REGISTRAR, key=str(new_id()))
    erased(document)
    html = Client().get("/moten/ks/2026-05-06/1/").content.decode()
    assert f'data-record="{document.record_id}"' in html
    assert "Rätten till radering." in html


def test_a_file_that_another_document_lists_is_kept(
    ks: Organization, document: Document, settings: LazySettings
) -> None:
    other = Document(kind="letter", title="Samma fil", owner=ks)
    other.files = [_file("annat.txt", "Text om silvertejp.")]
    other.save()
    publish(records=[other], actor=REGISTRAR, key=str(new_id()))
    erased(document)
    assert b"silvertejp" in b"".join(data for _path, data in stored_bytes(settings))


def test_erasing_names_the_decision_it_rests_on(document: Document) -> None:
    with pytest.raises(ReasonMissing):
        erase(record=document, actor=REGISTRAR, reason="Fel.", ground=" ", key=str(new_id()))
    assert Entry.objects.filter(verb=Verb.ERASED).count() == 0
