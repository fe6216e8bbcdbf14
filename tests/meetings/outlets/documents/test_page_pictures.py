"""Pictures of pages, numbered through all files of a document."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from tests.factories import pdf, stored
from tests.meetings.outlets.factories import document, publish, withdraw

pytestmark = pytest.mark.django_db

TWO_PAGES = pdf("Ett #pagebreak() Två")


def size(data: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(data)) as picture:
        return picture.size


def test_a_page_is_a_png_of_the_width_asked_for(client: Client) -> None:
    publish(document(17, files=(stored(TWO_PAGES, "a.pdf"),)))
    answered = client.get("/handlingar/17/v1/sida/2.png")
    assert answered.headers["Content-Type"] == "image/png"
    assert answered.headers["Cache-Control"] == "no-cache"
    assert size(answered.content)[0] == 960
    assert size(client.get("/handlingar/17/v1/sida/2.png?bredd=1400").content)[0] == 1440


def test_pages_are_numbered_through_the_files(client: Client) -> None:
    files = (stored(TWO_PAGES, "a.pdf"), stored(b"text", "b.txt"), stored(pdf("Tre"), "c.pdf"))
    publish(document(17, files=files))
    found = [client.get(f"/handlingar/17/v1/sida/{page}.png").status_code for page in range(5)]
    assert found == [404, 200, 200, 200, 404]
    tags = {client.get(f"/handlingar/17/v1/sida/{page}.png").headers["ETag"] for page in (1, 2, 3)}
    assert len(tags) == 3


def test_nothing_new_is_304_and_a_withdrawal_410(client: Client) -> None:
    paper = document(17, files=(stored(TWO_PAGES, "a.pdf"),))
    publish(paper)
    address = "/handlingar/17/v1/sida/1.png"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    withdraw(paper)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 410


@pytest.mark.parametrize("width", ["x", "-1", "", "99999999999999999999", "²"])
def test_a_width_that_is_none_gets_the_usual_one(client: Client, width: str) -> None:
    publish(document(17, files=(stored(TWO_PAGES, "a.pdf"),)))
    answered = client.get("/handlingar/17/v1/sida/1.png", {"bredd": width})
    assert size(answered.content)[0] == 960
