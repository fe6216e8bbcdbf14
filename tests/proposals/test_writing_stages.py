"""Stages that answer with more than a field: what is there already, a picture, a name."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from proposals.models import Proposal
from proposals.rules import quarantine_end
from proposals.services.counting import close
from proposals.services.handling import publish_proposal
from proposals.states import ProposalState as S
from search.engines.choice import WHOOSH
from search.index.rebuilding import rebuild
from tests.proposals.factories import ROLE, collecting, draft, policy, resident
from tests.proposals.office_factories import logged_in, moderator

pytestmark = pytest.mark.django_db


def stage(proposal: Proposal, name: str) -> str:
    return f"/forslag/utkast/{proposal.record_id}/{name}/"


def owner(proposal: Proposal) -> Client:
    return logged_in(proposal.proposer)


def photo(name: str = "brygga.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue() if data is None else data)


def media_type(client: Client, address: str) -> str:
    answer = client.get(address)
    answer.getvalue()  # read to its end it is closed; `close()` would close the database too
    return str(answer.headers["Content-Type"])


def test_what_is_like_it_comes_first_and_can_be_supported_instead(settings: LazySettings) -> None:
    settings.SEARCH_ENGINE = WHOOSH
    rules = policy()
    there = collecting(under=rules)
    other = draft(under=rules, title="Lekplats i Lunden", text="En gunga till barnen.")
    rebuild()
    page = owner(like := draft(under=rules)).get(stage(like, "liknande")).content.decode()
    assert f'href="/forslag/{there.number}/"' in page
    assert "Stöd det här i stället" in page
    assert f'href="{stage(like, "text")}"' in page
    page = owner(other).get(stage(other, "liknande")).content.decode()
    assert "Vi hittade inget förslag som liknar ditt." in page


def test_a_picture_needs_words_and_is_shown_with_them() -> None:
    proposal = draft()
    client, address = owner(proposal), stage(proposal, "bild")
    refused = client.post(address, {"picture": photo(), "picture_text": "  "})
    proposal.refresh_from_db()
    assert (refused.status_code, proposal.picture) == (422, "")
    assert "Beskriv vad bilden visar" in refused.content.decode()
    alone = client.post(address, {"picture_text": "En tom brygga."})
    assert (alone.status_code, "Välj också bilden" in alone.content.decode()) == (422, True)
    given = {"picture": photo(), "picture_text": "En tom brygga."}
    assert client.post(address, given).status_code == 302
    assert 'alt="En tom brygga."' in client.get(stage(proposal, "granska")).content.decode()
    assert logged_in(resident("annan")).get(f"{address}visa/").status_code == 404
    client.post(stage(proposal, "granska"))
    proposal.refresh_from_db()
    shown = f"/forslag/{proposal.number}/bild.jpg"
    assert Client().get(shown).status_code == 404
    publish_proposal(proposal=proposal, by=resident("kansli"), role=ROLE)
    page = Client().get(f"/forslag/{proposal.number}/").content.decode()
    assert f'src="{shown}" alt="En tom brygga."' in " ".join(page.split())
    assert media_type(Client(), shown) == "image/jpeg"


@pytest.mark.parametrize(
    "wrong", [photo("brygga.pdf"), photo("brygga.jpg", b"<script>alert(1)</script>")]
)
def test_what_is_no_picture_is_told_of_and_the_words_are_kept(wrong: SimpleUploadedFile) -> None:
    proposal = draft()
    answer = owner(proposal).post(
        stage(proposal, "bild"), {"picture": wrong, "picture_text": "En tom brygga."}
    )
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.picture) == (422, "")
    assert 'value="En tom brygga."' in answer.content.decode()


@pytest.mark.parametrize("field", ["title", "text", "easy_summary", "address", "proposer_name"])
def test_a_personal_number_is_stopped_in_whatever_field_it_stands(field: str) -> None:
    words: dict[str, Any] = {field: "Ring 850412-1230."}
    proposal = draft(**words)
    answer = owner(proposal).post(stage(proposal, "granska"))
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state, proposal.number) == (422, S.DRAFT, None)
    assert "innehåller ett personnummer" in answer.content.decode()


def test_a_name_is_shown_or_not_as_the_policy_says() -> None:
    told = []
    for is_named in (True, False):  # what is published follows the version in force
        rules = policy(proposer_named=is_named)
        proposal = collecting(under=rules, proposer_name="Kim Exempel")
        page = Client().get(f"/forslag/{proposal.number}/").content.decode()
        told.append("Kim Exempel" in page)
    assert told == [True, False]


def test_who_decides_sees_the_picture_and_what_is_like_it_with_its_quarantine(
    settings: LazySettings,
) -> None:
    settings.SEARCH_ENGINE = WHOOSH
    rules = policy(quarantine_months=12)
    ended, waiting = collecting(under=rules), draft(under=rules)
    close(ended.pk)
    owner(waiting).post(
        stage(waiting, "bild"), {"picture": photo(), "picture_text": "En tom brygga."}
    )
    owner(waiting).post(stage(waiting, "granska"))
    waiting.refresh_from_db()
    rebuild()
    office, address = logged_in(moderator()), f"/forslag/kansli/{waiting.number}/"
    page = office.get(address).content.decode()
    assert f'<img src="{address}bild/" alt="En tom brygga.">' in page
    assert media_type(office, f"{address}bild/") == "image/jpeg"
    assert logged_in(resident()).get(f"{address}bild/").status_code == 404
    assert f'href="/forslag/{ended.number}/"' in page
    assert "samma förslag kan avvisas till" in page


@pytest.mark.parametrize(
    ("state", "closed", "months", "until"),
    [
        (S.EXPIRED, date(2026, 1, 31), 1, date(2026, 2, 28)),
        (S.DECIDED, date(2026, 11, 30), 14, date(2028, 1, 30)),
        (S.REACHED, None, 12, None),
        (S.WITHDRAWN, date(2026, 1, 31), 12, None),
        (S.EXPIRED, date(2026, 1, 31), 0, None),
    ],
)
def test_a_quarantine_is_counted_in_months_from_the_close(
    state: S, closed: date | None, months: int, until: date | None
) -> None:
    assert quarantine_end(state, closed, months) == until
