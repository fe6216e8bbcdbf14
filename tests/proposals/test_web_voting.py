"""Voting over HTTP: by login and by letter, and what is left behind."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.cache import cache
from django.test import Client

from portal.accounts.models import User
from portal.accounts.states import AssuranceLevel
from proposals.keys import key_of
from proposals.models import Proposal, ProposalVote
from proposals.selectors import votable
from proposals.services.counting import close, count_votes
from proposals.services.ending import destroy_due_keys
from proposals.services.handling import remove
from proposals.services.writing import take_back
from proposals.tags import receipt_of, tag_of
from tests.dumps import dump
from tests.proposals.factories import ROLE, collecting, policy, resident

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_seen_before() -> Iterator[None]:
    cache.clear()
    votable._seen.clear()
    yield
    votable._seen.clear()


def logged_in(user: User) -> Client:
    client = Client(enforce_csrf_checks=False)
    client.force_login(user)
    return client


def address(proposal: Proposal, rest: str = "rosta/") -> str:
    return f"/forslag/{proposal.number}/{rest}"


def link_in_letter() -> str:
    found = re.search(r"https?://[^/]+(/\S+/rosta/\S+/)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def test_one_press_is_one_vote_with_a_receipt_and_another_takes_it_back() -> None:
    proposal, voter = collecting(), resident()
    client = logged_in(voter)
    assert client.post(address(proposal)).status_code == 302
    receipt = receipt_of(tag_of(key_of(proposal.record_id), voter.counts_as))
    assert receipt in client.get(address(proposal)).content.decode()
    client.post(address(proposal))
    assert ProposalVote.objects.count() == 1
    client.post(address(proposal, "rosta/aterta/"))
    assert ProposalVote.objects.count() == 0


def test_a_post_without_a_login_votes_for_nobody() -> None:
    proposal = collecting()
    answer = Client().post(address(proposal))
    assert (answer.status_code, ProposalVote.objects.count()) == (200, 0)
    assert "Rösta med din e-postadress" in answer.content.decode()


def test_a_vote_from_another_site_is_refused() -> None:
    proposal, client = collecting(), Client(enforce_csrf_checks=True)
    client.force_login(resident())
    assert client.post(address(proposal)).status_code == 403
    assert ProposalVote.objects.count() == 0


def test_a_browser_may_post_from_the_pages_of_votes_and_tells_no_token() -> None:
    """With `no-referrer` a browser says `Origin: null`, and the form is refused."""
    answer = Client().get(address(collecting()))
    assert answer.headers["Referrer-Policy"] == "strict-origin"


def test_a_scanner_that_opens_every_link_does_not_vote() -> None:
    proposal = collecting()
    Client().post(address(proposal, "rosta/lank/"), {"address": "karin@example.test"})
    link, scanner = link_in_letter(), Client()
    answers = [scanner.get(link), scanner.head(link), scanner.options(link), scanner.get(link)]
    assert {each.status_code for each in answers} == {200}
    assert ProposalVote.objects.count() == 0
    assert not User.objects.filter(email="karin@example.test").exists()
    told = Client().post(link)
    assert (told.status_code, ProposalVote.objects.count()) == (200, 1)
    assert "Din röst är mottagen" in told.content.decode()


def test_a_link_takes_its_vote_back_and_is_then_used_up() -> None:
    proposal = collecting()
    Client().post(address(proposal, "rosta/lank/"), {"address": "karin@example.test"})
    link = link_in_letter()
    Client().post(link)
    Client().post(link, {"back": "1"})
    assert ProposalVote.objects.count() == 0
    again = Client().post(link)
    assert (again.status_code, ProposalVote.objects.count()) == (409, 0)
    assert "redan använd" in again.content.decode()


@pytest.mark.parametrize("token", ["hittat-pa", "gAAAAABk", "%C3%A5"])
def test_a_forged_link_says_so_and_votes_for_nobody(token: str) -> None:
    proposal = collecting()
    answer = Client().post(address(proposal, f"rosta/{token}/"))
    assert (answer.status_code, ProposalVote.objects.count()) == (410, 0)
    assert "gäller inte längre" in answer.content.decode()


def test_the_answer_to_an_address_is_the_same_whether_it_has_an_account() -> None:
    proposal = collecting(by=resident("karin"))
    bodies = [
        Client()
        .post(address(proposal, "rosta/lank/"), {"address": who})
        .content.decode()
        .replace(who, "")
        for who in ("karin@example.test", "okand@example.test")
    ]
    assert bodies[0] == bodies[1]
    assert len(mail.outbox) == 2


def test_what_is_no_address_is_told_beside_its_field() -> None:
    answer = Client().post(address(collecting(), "rosta/lank/"), {"address": "karin"})
    assert (answer.status_code, mail.outbox) == (422, [])
    assert 'value="karin"' in answer.content.decode()


def test_no_letter_where_the_policy_asks_for_an_e_id() -> None:
    proposal = collecting(under=policy(to_vote=AssuranceLevel.SUBSTANTIAL))
    page = Client().get(address(proposal)).content.decode()
    assert "kräver att du loggar in med e-legitimation" in page
    answer = Client().post(address(proposal, "rosta/lank/"), {"address": "k@example.test"})
    assert (answer.status_code, mail.outbox) == (409, [])
    weak = logged_in(resident()).post(address(proposal))
    assert (weak.status_code, ProposalVote.objects.count()) == (409, 0)


def test_nobody_votes_on_what_is_closed_taken_back_removed_or_unknown() -> None:
    office, client = resident("kansli"), logged_in(resident())
    under = policy()
    ended, back, gone = (collecting(under=under, by=resident()) for _each in range(3))
    close(ended.pk)
    assert back.proposer is not None
    take_back(proposal=back, by=back.proposer)
    remove(proposal=gone, by=office, role=ROLE, reason="Hot.")
    answers = [client.post(address(each)).status_code for each in (ended, back, gone)]
    assert (answers, client.post("/forslag/9999/rosta/").status_code) == ([409] * 3, 404)
    assert ProposalVote.objects.count() == 0


def test_voting_pauses_with_a_message_while_the_keys_are_away(keys_dir: Path) -> None:
    proposal, client = collecting(), logged_in(resident())
    keys_dir.rename(keys_dir.with_name("elsewhere"))
    assert "Röstningen har paus" in client.get(address(proposal, "")).content.decode()
    answer = client.post(address(proposal))
    assert (answer.status_code, ProposalVote.objects.count()) == (409, 0)
    assert "Försök igen om en stund" in answer.content.decode()
    keys_dir.with_name("elsewhere").rename(keys_dir)
    assert client.post(address(proposal)).status_code == 302


def test_the_count_on_the_page_is_that_of_the_last_second() -> None:
    proposal = collecting(under=policy(votes=200))
    logged_in(resident()).post(address(proposal))
    count_votes()
    answer = Client().get(address(proposal, ""))
    assert "<strong data-votes-total>1</strong> av 200 röster" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.cookies == {}


def test_a_voter_finds_the_receipt_in_the_published_list_and_a_stranger_none() -> None:
    proposal, voter = collecting(), resident()
    logged_in(voter).post(address(proposal))
    assert Client().get(address(proposal, "roster/")).status_code == 404
    receipt = receipt_of(tag_of(key_of(proposal.record_id), voter.counts_as))
    close(proposal.pk)
    found, lost, wrong = (
        Client().post(address(proposal, "roster/"), {"kvitto": asked}).content.decode()
        for asked in (receipt, "0" * 32, "kvitto")
    )
    assert "Din röst är räknad" in found
    assert "finns inte i listan" in lost
    assert "32 tecken" in wrong
    assert Client().get(address(proposal, "roster.txt")).content.decode() == f"{receipt}\n"


@pytest.mark.django_db(transaction=True)
def test_nothing_that_is_left_links_a_person_to_a_vote_given_over_http(
    keys_dir: Path, files_dir: Path, caplog: pytest.LogCaptureFixture, settings: LazySettings
) -> None:
    """Database, files and logs: the row of the vote names nobody, and no line names the vote."""
    settings.ACCESS_LOG = True
    logging.getLogger("portal.access").propagate = True
    proposal, voter = collecting(under=policy(merge_days=0, votes=99)), resident("karin")
    tag = tag_of(key_of(proposal.record_id), voter.counts_as).hex()
    client = logged_in(voter)
    with caplog.at_level("DEBUG"):
        client.post(address(proposal))
        receipt = re.search(
            r"[0-9a-f]{32}(?=</code>)", client.get(address(proposal)).content.decode()
        )
        Client().post(address(proposal, "rosta/lank/"), {"address": "nils@example.test"})
        link = link_in_letter()
        Client().post(link)
        count_votes()
    assert receipt is not None
    close(proposal.pk)
    destroy_due_keys()
    said = _without_queries(caplog.records)
    assert "/rosta/" not in said
    token = link.rstrip("/").rpartition("/")[2]
    for secret in (tag, receipt[0], token, "karin", "nils@example.test"):
        assert secret not in said
    rows = [line.casefold() for line in dump().splitlines()]
    with_vote = [row for row in rows if tag in row or receipt[0] in row]
    assert len(with_vote) == 1
    assert [name for name in ("karin", "nils") if name in with_vote[0]] == []
    assert [row for row in rows if token.casefold() in row] == []
    left = [*keys_dir.rglob("*"), *files_dir.rglob("*")]
    assert [path for path in left if path.is_file() and tag in path.read_bytes().hex()] == []


def _without_queries(lines: list[Any]) -> str:
    """What is logged where it is not debugged: Django tells its queries only with DEBUG."""
    kept = [each for each in lines if not each.name.startswith("django.db")]
    return "\n".join(each.getMessage() for each in kept)
