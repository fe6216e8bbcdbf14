"""A whole meeting as one PDF."""

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.contents import MeetingContent, OrganizationContent
from portal.core.pdf import read_pdf
from portal.ledger.contents import FileRef
from portal.ledger.readers import members_of
from portal.ledger.storage import object_path
from tests.factories import pdf, stored
from tests.meetings.outlets.factories import (
    correct,
    document,
    item,
    meeting,
    organization,
    publish,
    user_in,
    withdraw,
)

pytestmark = pytest.mark.django_db
BOUND = "/sammantradesrum/ks/2016-10-19/handlingar.pdf"


def paper(words: str) -> FileRef:
    return stored(pdf(words))


@pytest.fixture
def held(ks: OrganizationContent) -> MeetingContent:
    """Two items: one with an open and a confidential paper, one without papers."""
    made = meeting(ks)
    plan = document(17, of=ks, title="Öppen plan", files=(paper("Planens ord"),))
    secret = document(
        18, of=ks, title="Bilaga", provision="OSL 18:8", files=(paper("Det som är hemligt"),)
    )
    first = item(made, "2.1", title="E-samhället", documents=[plan, secret], proposal="Ja.\nNej.")
    publish(made, plan, first, item(made, "2.2", title="Övrigt"))
    publish(secret, audience=members_of(ks.id))
    return made


def bookmarks(data: bytes) -> list[tuple[int, str]]:
    with pypdfium2.PdfDocument(data) as opened:
        return [(mark.level, mark.get_title()) for mark in opened.get_toc()]


def words(data: bytes) -> str:
    return " ".join(page.text for page in read_pdf(data).pages)


@pytest.mark.usefixtures("held")
def test_every_item_and_paper_has_its_bookmark_and_every_page_is_there(
    client: Client, ks: OrganizationContent
) -> None:
    client.force_login(user_in(ks))
    answered = client.get(BOUND)
    assert answered.headers["Content-Type"] == "application/pdf"
    assert answered.headers["Cache-Control"] == "private, no-store"
    assert bookmarks(answered.content) == [
        (0, "2.1 E-samhället"),
        (1, "Öppen plan"),
        (1, "Bilaga"),
        (0, "2.2 Övrigt"),
    ]
    said = words(answered.content)
    for expected in ("Planens ord", "Det som är hemligt", "Sekretess. OSL 18:8", "Nej."):
        assert expected in said
    assert read_pdf(answered.content).is_tagged


@pytest.mark.usefixtures("held")
def test_it_is_sent_again_only_when_something_in_it_has_changed(
    client: Client, ks: OrganizationContent
) -> None:
    client.force_login(user_in(ks))
    tag = client.get(BOUND).headers["ETag"]
    assert client.get(BOUND, headers={"if-none-match": tag}).status_code == 304
    publish(document(99, of=ks, title="Ligger inte på dagordningen"))
    assert client.get(BOUND, headers={"if-none-match": tag}).status_code == 304
    correct(organization(id=ks.id, title="Kommunstyrelsen i Göteborg"))
    assert client.get(BOUND, headers={"if-none-match": tag}).status_code == 200


def test_a_withdrawn_paper_keeps_its_place_and_loses_its_pages(
    client: Client, ks: OrganizationContent
) -> None:
    made, plan = meeting(ks), document(17, of=ks, title="Plan", files=(paper("Planens ord"),))
    publish(made, plan, item(made, "2.1", documents=[plan]))
    client.force_login(user_in(ks))
    assert "Planens ord" in words(client.get(BOUND).content)
    withdraw(plan, reason="Fel handling.")
    said = words(client.get(BOUND).content)
    assert ("Planens ord" in said, "Fel handling." in said) == (False, True)


def test_a_file_that_cannot_be_bound_is_named_and_the_rest_is_bound(
    client: Client, ks: OrganizationContent
) -> None:
    made = meeting(ks)
    broken = document(17, of=ks, title="Trasig", files=(paper("Trasig"),))
    text = document(18, of=ks, title="Text", files=(stored(b"Ren text", "text.txt"),))
    sound = document(19, of=ks, title="Hel", files=(paper("Hela ord"),))
    publish(made, broken, text, sound, item(made, "2.1", documents=[broken, text, sound]))
    object_path(broken.files[0].file_sha256).write_bytes(b"%PDF-1.7 nothing")
    client.force_login(user_in(ks))
    said = words(client.get(BOUND).content)
    assert said.count("Filen går inte att binda in.") == 2
    assert "Hela ord" in said


def test_text_of_papers_is_never_markup(client: Client, ks: OrganizationContent) -> None:
    made = meeting(ks)
    publish(made, item(made, "2.1", title='#panic("x") *fet* "citat" \\ ÅÄÖ', proposal="#read(1)"))
    client.force_login(user_in(ks))
    said = words(client.get(BOUND).content)
    assert '#panic("x") *fet* "citat" \\ ÅÄÖ' in said
    assert "#read(1)" in said


def test_it_asks_as_often_for_two_papers_as_for_twenty(
    client: Client, ks: OrganizationContent
) -> None:
    client.force_login(user_in(ks))
    counts = set()
    for day, papers in ((5, 2), (6, 20)):
        held_on = ks.valid_from.replace(day=day)
        made = meeting(ks, held_on)
        documents = [
            document(day * 100 + n, of=ks, files=(stored(b"Ord", "a.txt"),)) for n in range(papers)
        ]
        publish(made, *documents, item(made, "1", documents=documents))
        address = f"/sammantradesrum/ks/{held_on}/handlingar.pdf"
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.add(len(asked))
    assert len(counts) == 1
