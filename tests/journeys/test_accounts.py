"""One's own account in a real browser: passkeys, and every page of it for everybody."""

import pytest
from playwright.sync_api import Page

from tests.accounts import people
from tests.journeys.axe import violations
from tests.journeys.browsing import PASSWORD, Visits, give_password, log_in
from tests.journeys.city import City
from tests.journeys.looking import look_at

pytestmark = pytest.mark.browser

OUTSIDE = {
    "sign up": "/logga-in/ny/",
    "new password": "/logga-in/losenord/",
    "letter sent": "/logga-in/losenord/skickat/",
    "confirm": "/logga-in/bekrafta/",
    "dead link": "/logga-in/bekrafta/x/",
    "dead reset": "/logga-in/losenord/1-abc/",
    "reset done": "/logga-in/losenord/klart/",
    "closed account": "/logga-in/avstangt/",
    "e-ID failed": "/logga-in/e-legitimation/fel/",
    "e-ID cancelled": "/logga-in/e-legitimation/avbruten/",
    "sign up in English": "/en/logga-in/ny/",
}
INSIDE = {
    "account": "/konto/",
    "one's data": "/konto/uppgifter/",
    "log out": "/logga-ut/",
    "logins": "/konto/inloggningar/",
    "name": "/konto/namn/",
    "addresses": "/konto/e-post/",
    "password": "/konto/losenord/",
    "e-ID": "/konto/e-legitimation/",
    "second factor": "/konto/sakerhet/",
    "is it you": "/logga-in/igen/",
    "passkeys": "/konto/sakerhet/passnycklar/",
    "account in English": "/en/konto/",
}
WITH_A_PASSKEY = {
    "recovery codes": "/konto/sakerhet/reservkoder/",
    "new recovery codes": "/konto/sakerhet/reservkoder/nya/",
    "is it you by code": "/logga-in/igen/kod/",
    "is it you by passkey": "/logga-in/igen/passnyckel/",
}
OF_THE_REGISTRY = {
    "roles": "/registrator/behorigheter/",
    "new role": "/registrator/behorigheter/new/",
    "lost factor": "/registrator/andra-faktor/",
}
AFTER_PASSWORD = {
    "code app": "/konto/sakerhet/kodapp/",
    "new passkey": "/konto/sakerhet/passnycklar/ny/",
}


def newcomer(city: City, name: str, more: str = "") -> None:
    """An account of a test's own: whoever else logs in to this city is asked for no more."""
    make = f"from tests.accounts.people import *; user = account('{name}'); {more}"
    city.manage("shell", "--no-imports", "-c", make)


def come_in(page: Page, name: str) -> None:
    page.goto("/logga-in/")
    give_password(page, name, people.PASSWORD)


@pytest.fixture
def resident(visits: Visits) -> Page:
    """A visitor with a device that answers for passkeys."""
    newcomer(visits.city, "passkim")
    page = visits.new()
    come_in(page, "passkim")
    page.get_by_role("button", name="Logga ut").wait_for()
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    return page


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_page_outside_the_account_is_for_everybody(visits: Visits, name: str) -> None:
    page = visits.new()
    page.goto(OUTSIDE[name])
    look_at(page, f"account {name}")


def test_every_page_of_ones_account_is_for_everybody(visits: Visits) -> None:
    """In one login: the limits count how often one name is tried."""
    page = visits.logged_in("boende")
    for name, path in INSIDE.items():
        page.goto(path)
        look_at(page, f"account {name}")
    confirm_password(page, AFTER_PASSWORD["code app"])
    for name, path in AFTER_PASSWORD.items():
        page.goto(path)
        look_at(page, f"account {name}")


def test_a_passkey_logs_in_with_two_requests_after_the_login_page(resident: Page) -> None:
    confirm_password(resident, "/konto/sakerhet/passnycklar/ny/", people.PASSWORD)
    resident.get_by_role("button", name="Lägg till").click()
    resident.get_by_role("heading", name="Reservkoder").wait_for()
    look_at(resident, "account recovery codes")
    for name, path in WITH_A_PASSKEY.items():
        resident.goto(path)
        look_at(resident, f"account {name}")
    resident.goto("/konto/sakerhet/passnycklar/")
    for link in ("Byt namn Passnyckel 1", "Ta bort Passnyckel 1"):
        resident.get_by_role("link", name=link).click()
        look_at(resident, f"account {link}")
        resident.go_back()
    resident.set_viewport_size({"width": 1280, "height": 900})
    log_out(resident)
    resident.goto("/logga-in/")
    asked: list[str] = []
    resident.on(
        "request",
        lambda request: asked.append(f"{request.method} {request.url.split('/', 3)[3]}"),
    )
    resident.get_by_role("button", name="Logga in med passnyckel").click()
    resident.get_by_role("button", name="Logga ut").wait_for()
    pages = [each for each in asked if "static/" not in each and "stil/" not in each]
    assert pages == ["GET logga-in/passnyckel/", "POST logga-in/passnyckel/", "GET "]
    log_out(resident)
    come_in(resident, "passkim")
    resident.wait_for_url("**/logga-in/kod/**")
    look_at(resident, "account passkey at login")
    resident.get_by_role("button", name="Använd en passnyckel").click()
    resident.get_by_role("button", name="Logga ut").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_that_asks_for_a_code_is_for_everybody(visits: Visits, scheme: str) -> None:
    newcomer(visits.city, f"kodkim-{scheme}", "with_app(user)")
    page = visits.new(color_scheme=scheme)
    come_in(page, f"kodkim-{scheme}")
    page.wait_for_url("**/logga-in/kod/**")
    look_at(page, f"account code at login {scheme}")
    page.get_by_label("Kod").fill("000000")
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_role("alert").wait_for()
    look_at(page, f"account wrong code at login {scheme}")
    page.get_by_label("Kod").fill(people.code())
    page.get_by_role("button", name="Fortsätt").click()
    page.get_by_role("button", name="Logga ut").wait_for()


@pytest.mark.parametrize("java_script", [True, False])
def test_a_resident_logs_in_with_the_demos_e_id(visits: Visits, java_script: bool) -> None:
    """Through the strict policy of the login page to another origin and back."""
    issuer = visits.city.environment["EID_ISSUER"]
    page = visits.new(java_script_enabled=java_script)
    page.goto("/logga-in/")
    page.get_by_role("button", name="Logga in med demolegitimation").click()
    page.get_by_role("heading", name="Vem vill du vara?").wait_for()
    assert page.url.startswith(f"{issuer}/authorize?")
    page.get_by_role("button", name="Alva Påhittad").click()
    page.get_by_role("button", name="Logga ut").wait_for()
    page.goto("/konto/")
    assert page.get_by_text("e-legitimation", exact=True).is_visible()
    if java_script:
        page.goto("/konto/losenord/nytt/")
        look_at(page, "account first password")
    there = f"another host was asked: {issuer}/"
    visits.expected |= {fault for fault in visits.faults if fault.startswith(there)}


@pytest.mark.parametrize("name", OF_THE_REGISTRY)
def test_a_form_about_accounts_in_the_registry_is_for_everybody(visits: Visits, name: str) -> None:
    """What is ours of the page; Wagtail's own frame is Wagtail's."""
    page = visits.logged_in("admin")
    page.goto(OF_THE_REGISTRY[name])
    assert violations(page, "#main") == []


def test_without_javascript_everything_but_the_passkey_works(visits: Visits) -> None:
    page = visits.new(java_script_enabled=False)
    page.goto("/logga-in/")
    assert page.get_by_role("button", name="Logga in med passnyckel").is_hidden()
    log_in(page, "handlaggare")
    page.goto("/konto/namn/")
    page.get_by_label("Förnamn").fill("Bo")
    page.get_by_role("button", name="Spara").click()
    assert page.get_by_text("Namnet är sparat.").is_visible()


def log_out(page: Page) -> None:
    page.goto("/logga-ut/")
    page.get_by_role("main").get_by_role("button", name="Logga ut").click()


def confirm_password(page: Page, path: str, password: str = PASSWORD) -> None:
    page.goto(path)
    page.get_by_label("Lösenord", exact=True).fill(password)
    page.get_by_role("button", name="Fortsätt").click()
    page.wait_for_url(f"**{path}")
