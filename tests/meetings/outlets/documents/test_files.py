"""The files of a document: their headers, parts of them, and who gets them."""

import asyncio
from typing import Any

import pytest
from django.test import AsyncClient, Client

from meetings.contents import DocumentContent, OrganizationContent
from portal.ledger.readers import members_of
from portal.ledger.storage import destroy
from tests.factories import pdf, stored
from tests.meetings.outlets.factories import (
    correct,
    document,
    organization,
    publish,
    user_in,
    withdraw,
)

pytestmark = pytest.mark.django_db

NAME = 'Ärende "å" 50% #1.pdf'
ADDRESS = "/handlingar/17/v1/%C3%84rende%20%22%C3%A5%22%2050%25%20%231.pdf"
DATA = pdf("Hej")


@pytest.fixture
def paper() -> DocumentContent:
    """Document 17 with one public PDF under a difficult name."""
    made = document(17, files=(stored(DATA, NAME),))
    publish(made)
    return made


def body(answered: Any) -> bytes:
    data: bytes = answered.getvalue()
    return data


def test_a_file_answers_at_its_version_with_its_bytes(
    client: Client, paper: DocumentContent
) -> None:
    answered = client.get(ADDRESS)
    assert (answered.status_code, body(answered)) == (200, DATA)
    told = {name: answered.headers[name] for name in _HEADERS}
    assert told == _HEADERS | {"ETag": f'"{paper.files[0].file_sha256}"'}


_HEADERS = {
    "Accept-Ranges": "bytes",
    "Cache-Control": "no-cache",
    "Content-Disposition": "inline; filename*=utf-8''%C3%84rende%20%22%C3%A5%22%2050%25%20%231.pdf",
    "Content-Length": str(len(DATA)),
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
        "sandbox allow-downloads"
    ),
    "Content-Type": "application/pdf",
    "ETag": "",
    "X-Content-Type-Options": "nosniff",
}


def test_the_same_name_written_with_combining_marks_is_the_same_name(client: Client) -> None:
    publish(document(17, files=(stored(DATA, "å.pdf"),)))
    assert body(client.get("/handlingar/17/v1/a%CC%8A.pdf")) == DATA


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        ("Smörgås".encode(), "text/plain; charset=utf-8"),
        ("Smörgås".encode("cp1252"), "text/plain; charset=windows-1252"),
        ("Smörgås".encode("utf-16"), "text/plain; charset=utf-16"),
        (b"a" * 4095 + "å".encode(), "text/plain; charset=utf-8"),
    ],
)
def test_a_text_says_its_encoding(client: Client, data: bytes, media_type: str) -> None:
    publish(document(17, files=(stored(data, "text.txt"),)))
    answered = client.get("/handlingar/17/v1/text.txt")
    assert (answered.headers["Content-Type"], body(answered)) == (media_type, data)


@pytest.mark.usefixtures("paper")
def test_who_has_the_file_gets_304_until_it_is_withdrawn(
    client: Client, paper: DocumentContent
) -> None:
    tag = f'"{paper.files[0].file_sha256}"'
    again = client.get(ADDRESS, headers={"If-None-Match": tag})
    assert (again.status_code, again.headers["ETag"]) == (304, tag)
    assert again.headers["Cache-Control"] == "no-cache"
    withdraw(paper)
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 410


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    ("asked", "part", "said"),
    [
        ("bytes=0-3", DATA[:4], f"bytes 0-3/{len(DATA)}"),
        ("bytes=100-", DATA[100:], f"bytes 100-{len(DATA) - 1}/{len(DATA)}"),
        ("bytes=-5", DATA[-5:], f"bytes {len(DATA) - 5}-{len(DATA) - 1}/{len(DATA)}"),
        ("bytes=4-999999999", DATA[4:], f"bytes 4-{len(DATA) - 1}/{len(DATA)}"),
    ],
)
def test_a_part_of_a_file_is_sent_alone(client: Client, asked: str, part: bytes, said: str) -> None:
    answered = client.get(ADDRESS, headers={"Range": asked})
    assert (answered.status_code, body(answered)) == (206, part)
    assert answered.headers["Content-Range"] == said
    assert answered.headers["Content-Length"] == str(len(part))


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "items=1-2", "bytes=-", "bytes=9-3", ""])
def test_what_is_no_single_range_gets_the_whole(client: Client, asked: str) -> None:
    answered = client.get(ADDRESS, headers={"Range": asked})
    assert (answered.status_code, body(answered)) == (200, DATA)


@pytest.mark.usefixtures("paper")
def test_a_part_of_another_version_is_answered_with_the_whole(client: Client) -> None:
    asked = {"Range": "bytes=0-3", "If-Range": '"another"'}
    answered = client.get(ADDRESS, headers=asked)
    assert (answered.status_code, body(answered)) == (200, DATA)


@pytest.mark.usefixtures("paper")
def test_a_range_after_the_end_is_416(client: Client) -> None:
    answered = client.get(ADDRESS, headers={"Range": f"bytes={len(DATA)}-"})
    assert answered.status_code == 416
    assert answered.headers["Content-Range"] == f"bytes */{len(DATA)}"


@pytest.mark.django_db(transaction=True)
def test_an_asgi_server_gets_the_file_piece_by_piece() -> None:
    publish(document(17, files=(stored(DATA, "fil.pdf"),)))
    assert asyncio.run(_over_asgi()) == DATA


async def _over_asgi() -> bytes:
    answered: Any = await AsyncClient().get("/handlingar/17/v1/fil.pdf")
    assert answered.is_async
    return b"".join([chunk async for chunk in answered.streaming_content])


def test_a_withdrawn_file_answers_410_with_the_reason_as_a_page(
    client: Client, paper: DocumentContent
) -> None:
    withdraw(paper, reason="Fel bilaga.", ground="OSL 21:7")
    answered = client.get(ADDRESS)
    assert answered.status_code == 410
    assert "Fel bilaga." in answered.content.decode()
    assert answered.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_file_of_an_older_version_stays_until_a_withdrawal(
    client: Client, paper: DocumentContent
) -> None:
    other = pdf("Annat")
    newer = paper.model_copy(update={"files": (stored(other, "ny.pdf"),)})
    correct(newer)
    assert body(client.get(ADDRESS)) == DATA
    assert body(client.get("/handlingar/17/v2/ny.pdf")) == other
    assert client.get("/handlingar/17/v1/ny.pdf").status_code == 404
    withdraw(newer)
    publish(newer)
    assert client.get(ADDRESS).status_code == 410
    assert body(client.get("/handlingar/17/v4/ny.pdf")) == other


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    "address",
    [
        "/handlingar/18/v1/fil.pdf",
        "/handlingar/17/v2/fil.pdf",
        "/handlingar/17/v1/annan.pdf",
        "/handlingar/17/v1/..%2Ffil.pdf",
    ],
)
def test_what_is_not_there_is_404(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_file_whose_bytes_are_lost_is_404_and_logged(
    client: Client, paper: DocumentContent, caplog: pytest.LogCaptureFixture
) -> None:
    destroy(paper.files[0].file_sha256)
    assert client.get(ADDRESS).status_code == 404
    assert "finns inte i lagringen" in caplog.text


@pytest.fixture
def boards() -> tuple[OrganizationContent, OrganizationContent]:
    """KS, with a confidential document 17, and another organization."""
    ks, other = organization(), organization("intraservice")
    publish(ks, other)
    secret = document(17, of=ks, provision="OSL 18:8", files=(stored(DATA, "hemlig.pdf"),))
    publish(secret, audience=members_of(ks.id))
    return ks, other


@pytest.mark.parametrize(
    "address", ["hemlig.pdf", "sida/1.png", ""], ids=["file", "picture", "version"]
)
def test_a_confidential_paper_is_there_for_its_members_only(
    client: Client, boards: tuple[OrganizationContent, OrganizationContent], address: str
) -> None:
    ks, other = boards
    wanted = f"/handlingar/17/v1/{address}"
    assert client.get(wanted).status_code == 404
    client.force_login(user_in(other, username="annan"))
    assert client.get(wanted).status_code == 404
    client.force_login(user_in(ks))
    answered = client.get(wanted)
    assert (answered.status_code, len(answered.getvalue()) > 0) == (200, True)
    assert set(answered.headers["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_the_public_file_of_a_version_before_the_narrowing_is_gone(client: Client) -> None:
    ks = organization()
    paper = document(17, of=ks, files=(stored(DATA, "fil.pdf"),))
    publish(ks, paper)
    withdraw(paper)
    publish(paper, audience=members_of(ks.id))
    assert client.get("/handlingar/17/v1/fil.pdf").status_code == 404
    assert client.get("/handlingar/17/v1/sida/1.png").status_code == 404
