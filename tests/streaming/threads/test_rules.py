"""The rules of threads, as moderators and administrators set them and everybody reads them."""

from typing import Any

import pytest
from django.test import Client

from meetings.models import Organization
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.audit.models import AuditEvent
from portal.core.errors import NotAllowed
from streaming.threads.models import Thread, ThreadPolicy
from streaming.threads.selectors.policies import city_terms, terms_of
from streaming.threads.services.policies import take_into_force
from streaming.threads.terms import SHIPPED
from tests.meetings.outlets import factories as records
from tests.meetings.registry import factories as registry
from tests.streaming.threads import factories as make
from tests.streaming.threads.test_pages import client_of, page_of

pytestmark = pytest.mark.django_db
DESK = "/samtal/granskning/regler/"


@pytest.fixture
def administrator() -> User:
    thread = make.thread()
    return make.moderator(thread, "administratör", Role.ADMINISTRATOR)


def filled(client: Client, path: str, **changes: Any) -> dict[str, Any]:
    """The form as the page gives it, with these changes."""
    context = client.get(path).context
    form, rules = context["form"], context["rules"]
    sent = {name: form[name].value() for name in form.fields}
    sent |= {f"rules-{name}": rules.management_form[name].value() for name in FORMSET}
    for each in rules:
        sent |= {f"{each.prefix}-{name}": each[name].value() for name in each.fields}
    return {name: value for name, value in (sent | changes).items() if value is not None}


def known_to_the_office(thread: Thread) -> Thread:
    """Its organization stands in the registry too."""
    number = Organization.objects.count()
    registry.organization(f"o{number}", f"Organ {number}", record_id=thread.organization)
    return thread


FORMSET = ("TOTAL_FORMS", "INITIAL_FORMS")


def test_an_administrator_sets_the_citys_rules(administrator: User) -> None:
    client, path = client_of(administrator), f"{DESK}city/"
    sent = filled(
        client, path, longest=500, **{"rules-0-sv": "Hot", "rules-8-sv": "", "rules-8-en": ""}
    )
    last = len(SHIPPED.rules)
    sent |= {f"rules-{last}-sv": "Kedjebrev", f"rules-{last}-en": "Chain letters"}
    assert client.post(path, sent).headers["Location"] == "/samtal/regler/"
    terms = city_terms()
    codes = [rule.code for rule in terms.rules]
    assert (terms.longest, codes[0], codes[-1]) == (500, "threat", "chain-letters")
    assert "advertising" not in codes
    page = page_of(Client(), "/samtal/regler/")
    assert ("Kedjebrev" in page, "version 2" in page) == (True, True)
    assert "Reklam" in page_of(Client(), "/samtal/regler/?version=1")
    [event] = AuditEvent.objects.filter(kind="rules_changed")
    assert (event.actor, event.detail) == (administrator.pk, {"version": "2"})


def test_a_moderator_sets_the_organizations_own(administrator: User) -> None:
    thread, another = known_to_the_office(make.thread()), known_to_the_office(make.thread())
    desk = client_of(make.moderator(thread, "moderator"))
    path = f"{DESK}{thread.organization}/"
    assert path in page_of(desk, DESK)
    assert f"{DESK}city/" not in page_of(desk, DESK)
    assert desk.post(path, filled(desk, path, slow_seconds=30)).status_code == 302
    assert terms_of(thread.organization).slow_seconds == 30
    assert city_terms().slow_seconds == 0
    told = page_of(Client(), f"/samtal/regler/?organ={thread.organization}")
    assert "Det här gäller i samtal hos" in told
    for other in (f"{DESK}city/", f"{DESK}{another.organization}/", f"{DESK}x/"):
        assert desk.get(other).status_code == 404
    with pytest.raises(NotAllowed):
        take_into_force(terms=SHIPPED, by=User.objects.get(username="moderator"))


def test_what_was_read_too_long_ago_is_not_written_over(administrator: User) -> None:
    client, path = client_of(administrator), f"{DESK}city/"
    sent = filled(client, path, longest=500)
    take_into_force(terms=make.terms(longest=900))
    answered = client.post(path, sent)
    assert (answered.status_code, city_terms().longest) == (409, 900)
    assert "Någon annan sparade" in answered.content.decode()
    assert 'value="500"' in answered.content.decode()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"rate": "ofta"}, "Skriv till exempel 10/5m."),
        ({"longest": "1"}, "100"),
        ({"longest_ban_days": "1000"}, "365"),
        ({"rules-0-en": ""}, "båda språken"),
        ({"rules-9-sv": "Hot", "rules-9-en": "Threat"}, "heter likadant"),
        ({f"rules-{n}-{word}": "" for n in range(9) for word in ("sv", "en")}, "Minst en regel"),
        ({"rules-0-code": "../x"}, "rules-0-sv"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_lost(
    administrator: User, wrong: dict[str, str], told: str
) -> None:
    client, path = client_of(administrator), f"{DESK}city/"
    answered = client.post(path, filled(client, path, **wrong))
    assert answered.status_code == 400
    assert told in answered.content.decode()
    assert ThreadPolicy.objects.count() == 1


def test_a_moderator_opens_a_thread_by_its_records_address() -> None:
    thread = make.thread()
    board = records.organization("kf")
    own = records.case(board, "77/26")
    records.publish(board, own)
    desk = client_of(make.moderator(thread))

    def opened(address: str) -> str:
        return desk.post("/samtal/granskning/oppna/", {"address": address}).headers["Location"]

    assert opened(own.path) == "/samtal/granskning/"  # another organization's
    assert opened("/kakor/") == opened("/finns/inte/") == opened("") == "/samtal/granskning/"
    mine = client_of(make.moderator(make.thread(), "kf", organization=board.id))
    sent = mine.post("/samtal/granskning/oppna/", {"address": f"https://x.test/en{own.path}#s"})
    assert sent.headers["Location"] == f"/samtal/{thread.number + 2}/"


def test_only_who_moderates_is_led_back_to_the_queue(administrator: User) -> None:
    moderator = make.moderator(known_to_the_office(make.thread()))
    led = [
        'href="/samtal/granskning/"' in page_of(client_of(each), DESK)
        for each in (moderator, administrator)
    ]
    assert led == [True, False]
