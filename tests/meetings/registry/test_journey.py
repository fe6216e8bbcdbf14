"""From an empty city to a corrected agenda, as a registrar does it in a browser."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.demo.papers import BUNDLE_2016
from meetings.demo.pdf import make_bundle
from meetings.models import Document, Meeting, Organization, RuleSet
from portal.accounts.models import User
from portal.ledger.models import Act, Record
from tests.meetings.registry import factories as make
from tests.meetings.registry.posting import admin_url, save, shown_form
from tests.meetings.registry.test_acts import confirm, page

pytestmark = pytest.mark.django_db

SEED = next(Path(__file__).parents[3].parent.glob("shared/data/seeds/002*.txt"), None)
CITY = {
    "ks": ("Kommunstyrelsen", "executive_board"),
    "slk": ("Stadsledningskontoret", "administration"),
    "intraservicenamnden": ("Nämnden för intraservice", "committee"),
    "intraservice": ("Intraservice", "administration"),
}


def bundles() -> list[Any]:
    """Our own papers as a PDF, and the real bundle where it is at hand."""
    missing = pytest.mark.skipif(SEED is None, reason="the real bundle is not at hand")
    return [pytest.param("own", id="own"), pytest.param("real", id="real", marks=missing)]


def bundle(which: str) -> BytesIO:
    if which == "own":
        file = BytesIO(make_bundle(BUNDLE_2016))
        file.name = "bunt.pdf"
        return file
    assert SEED is not None
    file = BytesIO(SEED.read_bytes())
    file.name = SEED.name
    return file


def set_up_city(admin: Client) -> None:
    """An administrator makes the organizations and publishes each."""
    rules = RuleSet.objects.create(name="Nämnd")
    for short_name, (name, kind) in CITY.items():
        data = {
            "name": name,
            "short_name": short_name,
            "kind": kind,
            "rule_set": rules.pk,
            "valid_from": "2011-01-01",
        }
        assert admin.post(admin_url(Organization, "add"), data).status_code == 302
        confirm(admin, Organization.objects.get(short_name=short_name))


@pytest.mark.parametrize("which", bundles())
def test_a_bundle_reaches_the_public_and_is_mended_there(which: str) -> None:
    set_up_city(make.client_of(User.objects.create_superuser("admin", password="demo")))
    offices = Organization.objects.filter(short_name__in=["ks", "slk"])
    client = make.client_of(make.keeper(*offices))

    # One file is dropped and becomes six drafts, none of them public.
    dropped = client.post(reverse("registry:drop"), {"file": bundle(which)})
    assert dropped.status_code == 302
    split = client.get(dropped["Location"])
    assert len(split.context["papers"]) == 6
    assert any("Bilaga 3" in label for label in split.context["drop"].missing)
    assert not Record.objects.filter(kind="document").exists()
    agenda = Meeting.objects.get()

    # One field is mended.
    plan = Document.objects.get(kind="plan")
    data = shown_form(client, plan) | {"title": "Handlingsplan för e-samhället"}
    assert save(client, plan, data).status_code == 302

    # One act publishes the meeting, the item, the case, the papers and their diary lines.
    assert confirm(client, agenda).status_code == 302
    [act] = Act.objects.filter(entries__record__kind="meeting")
    kinds = list(act.entries.values_list("record__kind", flat=True))
    expected = {"case": 1, "document": 6, "meeting": 1, "agenda-item": 1}
    assert {kind: kinds.count(kind) for kind in expected} == expected
    reader = Client()
    assert "Handlingsplan för e-samhället" in text(reader, "/moten/ks/2016-10-19/2.2.2/")
    assert reader.get("/arenden/1451-14/").status_code == 200
    papers = Record.objects.filter(kind="document").order_by("public_number")
    for paper in papers:
        assert paper.sha256 in text(reader, paper.path)

    # One paper is corrected, and says why.
    report = Document.objects.filter(kind="official_report").earliest("number")
    data = shown_form(client, report) | {"title": "Handlingsplan, rättad rubrik"}
    save(client, report, data)
    confirm(client, report, manner="corrects", reason="Fel rubrik.")
    corrected = text(reader, f"/handlingar/{report.number}/")
    assert "Handlingsplan, rättad rubrik" in corrected
    assert "Fel rubrik." in corrected

    # Another is withdrawn: its address, its file and the agenda tell so.
    statement = Document.objects.filter(kind="statement").earliest("number")
    record = Record.objects.get(pk=statement.record_id)
    file = f"{record.path}v1/{statement.files.get().name}"
    assert reader.get(file).status_code == 200
    form = client.get(page(statement, "withdraw")).context["form"]
    said = {"key": form["key"].value(), "reason": "Lades in två gånger.", "ground": ""}
    client.post(page(statement, "withdraw"), said)
    gone = reader.get(record.path)
    assert gone.status_code == 410
    assert "Lades in två gånger." in gone.content.decode()
    assert reader.get(file).status_code == 410


def test_dropping_the_same_bundle_twice_shows_the_first_split() -> None:
    ks = make.organization()
    client = make.client_of(make.keeper(ks))
    url = reverse("registry:drop")
    first = client.post(url, {"file": bundle("own")})
    second = client.post(url, {"file": bundle("own")}, follow=True)
    assert second.redirect_chain[0][0] == first["Location"]
    assert "redan tagits in" in second.content.decode()
    assert Document.objects.count() == 6


def test_a_wrong_file_says_why_beside_the_field() -> None:
    client = make.client_of(make.keeper(make.organization()))
    wrong = BytesIO(b"%PDF-1.7 nothing")
    wrong.name = "bunt.pdf"
    response = client.post(reverse("registry:drop"), {"file": wrong})
    assert response.status_code == 200
    assert "trasig" in str(response.context["form"].errors["file"])
    assert not Document.objects.exists()


def test_anothers_split_is_not_shown() -> None:
    client = make.client_of(make.keeper(make.organization()))
    url = client.post(reverse("registry:drop"), {"file": bundle("own")})["Location"]
    other = make.client_of(make.keeper(make.organization("nf", "Nämnden"), username="annan"))
    assert other.get(url).status_code == 404


def text(reader: Client, path: str) -> str:
    response = reader.get(path)
    assert response.status_code == 200, path
    return response.getvalue().decode()
