"""Every screen of the registry office: accessible, whole on a telephone, in light and dark."""

import json
from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, StorageState

from tests.journeys.browsing import Visits
from tests.journeys.city import City
from tests.journeys.looking import BOTH_SCHEMES, look_at

pytestmark = pytest.mark.browser

SCREENS = (
    *("today", "register", "workbench", "publish", "publish an item"),
    *("publish decisions", "withdraw", "redact", "scheduled", "an act that was done"),
    *("drop of an item", "what an item's file became", "bundles", "a bundle to mend"),
    *("decisions of a meeting", "votes by name", "votes by numbers", "summons"),
    *("organizations with members", "members", "spreadsheet"),
)

# Run beside the server: where each screen stands in the city as it is loaded. A draft of an agenda
# waits, and a bundle was dropped on it and read.
ADDRESSES = """
import io, json
from django.urls import reverse
from meetings.models import *
from meetings.registry.addresses import *
from meetings.services.agenda_items import add_item
from meetings.services.bundle_work import work
from meetings.services.bundles import take_bundle
from portal.accounts.models import User
from portal.ledger.models import Act
from tests.journeys.test_meeting_bundle import BUNDLE

user = User.objects.get(username="admin")
coming = Meeting.objects.filter(organization__short_name="demonamnden").order_by("-start").first()
add_item(meeting=coming, title="Ny punkt i utkastet", section="", user=user)
bundle, _repeated = take_bundle(
    meeting=coming, stream=io.BytesIO(BUNDLE["buffer"]), name="bunt.pdf", user=user
)
work()
held = Meeting.objects.get(organization__short_name="demonamnden", start__date="2024-04-18")
named, counted = (
    Decision.objects.filter(votes__detail=detail, meeting=held).first()
    for detail in ("named", "counts")
)
act = Act.objects.order_by("-pk").first()
drop = Drop.objects.select_related("owner").first()
paper = Document.objects.filter(live=True, owner=drop.owner).first()
print(json.dumps({
    "today": "/registrator/",
    "register": reverse("registry:register"),
    "workbench": workbench_url(coming),
    "publish": publish_url(coming),
    "publish an item": publish_item_url(coming.items.first()),
    "publish decisions": publish_decisions_url(held),
    "withdraw": withdraw_url(paper),
    "redact": reverse("registry:redact", args=[paper.pk]),
    "scheduled": reverse("registry:scheduled"),
    "an act that was done": reverse("registry:act", args=[act.pk]),
    "drop of an item": reverse("registry:drop"),
    "what an item's file became": reverse(
        "registry:dropped", args=[drop.sha256, drop.owner.short_name]
    ),
    "bundles": reverse("registry:bundles", args=[coming.pk]),
    "a bundle to mend": bundle_url(bundle),
    "decisions of a meeting": decisions_url(held),
    "votes by name": voting_url(named),
    "votes by numbers": voting_url(counted),
    "summons": reverse("registry:summons", args=[coming.pk]),
    "organizations with members": reverse("registry:members-of"),
    "members": reverse("registry:members", args=[held.organization_id]),
    "spreadsheet": reverse("registry:membership-import"),
}))
"""


@pytest.fixture(scope="module")
def addresses(city: City) -> Mapping[str, str]:
    told: dict[str, str] = json.loads(city.manage("shell", "-v", "0", "-c", ADDRESSES))
    return told


@pytest.fixture(scope="module")
def login(city: City, browser: Browser) -> StorageState:
    """One login for all screens."""
    page = Visits(browser, city).logged_in("admin")
    return page.context.storage_state()


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_for_everybody(
    visits: Visits, addresses: Mapping[str, str], login: StorageState, name: str
) -> None:
    page = visits.new(storage_state=login)
    answer = page.goto(addresses[name])
    assert answer is not None
    assert answer.status == 200
    look_at(page, f"registry {name}", within="#main", schemes=BOTH_SCHEMES)


def test_what_is_missing_is_for_everybody(visits: Visits) -> None:
    page = visits.new()
    page.goto("/organ/demonamnden/fullstandighet/?ar=2024")
    look_at(page, "completeness", schemes=BOTH_SCHEMES)
