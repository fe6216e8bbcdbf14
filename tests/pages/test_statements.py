"""The pages that the law asks for hold every field that it asks for, in both languages."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from portal.core.retention import terms

pytestmark = pytest.mark.django_db

ACCESSIBILITY = {
    "": [
        *("Exempelstad står bakom", "https://stad.se", "2018:1937", "delvis förenlig", "WCAG 2.1"),
        *("Inte förenligt med lagen", "1.1.1", "Oskäligt betungande", "9 §", "kontakt@stad.se"),
        *("digg.se/tdosanmalan", "Hur vi har granskat", "2026-10-01", "uppdaterades senast"),
    ],
    "/en": [
        *("Exempelstad is behind", "partially compliant", "Not compliant", "Disproportionate"),
        *("section 9", "kontakt@stad.se", "digg.se/tdosanmalan", "2026-10-01", "last updated"),
    ],
}
PRIVACY = {
    "": [
        *("personuppgiftsansvarig", "ombud@stad.se", "artikel 6.1", "Vem som får uppgifterna"),
        *("Hur länge", "utanför EU/EES", "Dina rättigheter", "artikel 15–21", "imy.se"),
        *("Skyddade personuppgifter", "/konto/uppgifter/", "profileras"),
    ],
    "/en": ["controller", "ombud@stad.se", "articles 15–21", "imy.se", "/en/konto/uppgifter/"],
}
COOKIES = {
    "": ["ingen kaka", "sessionid", "csrftoken", "9 kap. 28 §"],
    "/en": ["no cookie", "sessionid", "csrftoken", "9:28"],
}


@pytest.fixture(autouse=True)
def city(settings: Settings) -> None:
    settings.CITY_NAME, settings.SITE_URL = "Exempelstad", "https://stad.se"
    settings.CITY_CONTACT, settings.DATA_PROTECTION_CONTACT = "kontakt@stad.se", "ombud@stad.se"
    settings.ACCESSIBILITY_ASSESSED = "2026-10-01"


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("address", "fields"),
    [("/tillganglighet/", ACCESSIBILITY), ("/integritet/", PRIVACY), ("/kakor/", COOKIES)],
)
def test_every_field_is_there(
    client: Client, language: str, address: str, fields: dict[str, list[str]]
) -> None:
    answered = client.get(language + address)
    page = answered.content.decode()
    assert answered.status_code == 200
    assert [field for field in fields[language] if field not in page] == []


def test_the_terms_are_those_that_the_job_keeps(client: Client, settings: Settings) -> None:
    settings.RETENTION = "drops=77"
    page = client.get("/integritet/").content.decode()
    assert "högst 77 dagar" in page
    assert all(f"{term.days} dagar" in page for term in terms())


def test_what_the_city_has_not_said_is_not_made_up(client: Client, settings: Settings) -> None:
    settings.ACCESSIBILITY_ASSESSED = settings.DATA_PROTECTION_CONTACT = ""
    assert "granskning: uppgift saknas" in client.get("/tillganglighet/").content.decode()
    assert "Dataskyddsombud: uppgift saknas" in client.get("/integritet/").content.decode()


def test_every_page_leads_to_them(client: Client) -> None:
    page = client.get("/moten/").content.decode()
    for address in ("/tillganglighet/", "/integritet/", "/kakor/"):
        assert f'href="{address}"' in page
