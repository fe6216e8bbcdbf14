"""Writing over HTTP, stage by stage, and everything that people may write there."""

import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from portal.accounts.models import User
from portal.accounts.mydata.services import erase_account
from portal.accounts.roles import Role
from proposals import vote_links
from proposals.keys import key_of
from proposals.models import Proposal, ProposalVote
from proposals.rules import takes_votes
from proposals.selectors import votable
from proposals.services.handling import publish_proposal
from proposals.services.merging import merge
from proposals.services.policies import take_into_force
from proposals.services.writing import write
from proposals.states import ProposalState as S
from proposals.terms import GOTEBORGSFORSLAGET
from proposals.vote_links import seal
from tests.proposals.factories import OFFICE, ROLE, collecting, draft, policy, resident, submitted
from tests.proposals.office_factories import logged_in, with_role

pytestmark = pytest.mark.django_db

BEGINNING = {
    "title": "Bänkar vid Stenpiren",
    "subject": "parks",
    "proposer_name": "Karin Demo",
    "policy": "prov",
    "natural_person": "on",
}


@pytest.fixture(autouse=True)
def nothing_seen_before() -> None:
    cache.clear()
    votable._seen.clear()


def stage(proposal: Proposal, name: str) -> str:
    return f"/forslag/utkast/{proposal.record_id}/{name}/"


def written(client: Client, text: str, **more: str) -> tuple[int, str]:
    """Status and body of the answer to this text, in a draft of the client's own."""
    proposal = Proposal.objects.get(state=S.DRAFT)
    given = {"text": text, "version": str(proposal.version), **more}
    answer = client.post(stage(proposal, "text"), given)
    return answer.status_code, answer.content.decode()


def test_from_the_first_line_to_the_office_by_the_links_of_the_pages() -> None:
    policy()
    client = logged_in(resident("karin"))
    step = client.post("/forslag/nytt/", BEGINNING)
    assert step.status_code == 302
    proposal = Proposal.objects.get()
    assert urlsplit(step.headers["Location"]).path == stage(proposal, "liknande")
    told = [client.get(stage(proposal, "liknande")).status_code]
    for name, given in (
        ("text", {"text": "Ställ fyra bänkar där.", "easy_summary": "Fler bänkar."}),
        ("plats", {"address": "Stenpiren", "area": "Centrum"}),
        ("bild", {}),
    ):
        version = str(Proposal.objects.get().version)
        told.append(client.post(stage(proposal, name), {**given, "version": version}).status_code)
    assert told == [200, 302, 302, 302]
    preview = client.get(stage(proposal, "granska")).content.decode()
    shown = ("Fler bänkar.", "Stenpiren", "Karin Demo")
    assert [each for each in shown if each not in preview] == []
    assert client.post(stage(proposal, "granska")).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.number is not None) == (S.SUBMITTED, True)
    assert "granskas" in client.get("/forslag/mina/").content.decode().casefold()


def test_a_company_is_told_why_and_where_to_turn() -> None:
    policy()
    said = {name: value for name, value in BEGINNING.items() if name != "natural_person"}
    answer = logged_in(resident()).post("/forslag/nytt/", said)
    assert (answer.status_code, Proposal.objects.count()) == (422, 0)
    page = answer.content.decode()
    assert "Företag och föreningar kan skriva till" in page
    assert 'value="Bänkar vid Stenpiren"' in page


def test_script_is_words_wherever_it_is_written() -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    proposal = draft(
        title=attack,
        text=attack,
        easy_summary=attack,
        address=attack,
        proposer_name=attack,
    )
    assert proposal.proposer is not None
    writer = logged_in(proposal.proposer)
    preview = writer.get(stage(proposal, "granska")).content.decode()
    writer.post(stage(proposal, "granska"))
    proposal.refresh_from_db()
    publish_proposal(proposal=proposal, by=resident("kansli"), role=ROLE)
    pages = [
        preview,
        *(
            Client().get(address).content.decode()
            for address in (f"/forslag/{proposal.number}/", "/forslag/", "/forslag/atom.xml")
        ),
    ]
    assert [page for page in pages if "<script>alert" in page or "<img src=x" in page] == []
    assert all("alert(1)" in page for page in pages[1:3])


def test_arabic_goes_all_the_way_and_is_read_from_the_right() -> None:
    proposal = draft(title="مقاعد على الرصيف", text="نريد أربعة مقاعد")
    assert proposal.proposer is not None
    logged_in(proposal.proposer).post(stage(proposal, "granska"))
    proposal.refresh_from_db()
    publish_proposal(proposal=proposal, by=resident("kansli"), role=ROLE)
    page = Client().get(f"/forslag/{proposal.number}/").content.decode()
    assert "نريد أربعة مقاعد" in page
    assert '<h1 lang="sv" dir="auto">مقاعد على الرصيف</h1>' in page


@pytest.mark.parametrize("text", ["", " \n\t ", "å" * 500_000])
def test_empty_and_far_too_long_texts_are_told_of_and_change_nothing(text: str) -> None:
    proposal = draft()
    assert proposal.proposer is not None
    status, page = written(logged_in(proposal.proposer), text, easy_summary="Behåll mig.")
    proposal.refresh_from_db()
    assert (status, proposal.text) == (422, "Ställ fyra bänkar där.")
    assert "field-error" in page
    assert "Behåll mig." in page


def test_a_personal_number_stops_the_handing_in_with_words_and_the_draft_stays() -> None:
    proposal = draft(text="Ring 850412-1230 om bänkarna.")
    assert proposal.proposer is not None
    answer = logged_in(proposal.proposer).post(stage(proposal, "granska"))
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state) == (422, S.DRAFT)
    assert "innehåller ett personnummer" in answer.content.decode()


def test_nobody_reads_or_changes_the_draft_of_another() -> None:
    proposal, other = draft(), logged_in(resident("annan"))
    for name in ("rubrik", "liknande", "text", "plats", "bild", "granska", "kasta"):
        assert other.post(stage(proposal, name), {"text": "Mitt."}).status_code == 404
    proposal.refresh_from_db()
    assert (proposal.text, proposal.state) == ("Ställ fyra bänkar där.", S.DRAFT)


def test_nobody_takes_back_or_appeals_the_proposal_of_another() -> None:
    proposal, other = submitted(), logged_in(resident("annan"))
    other.post("/forslag/mina/", {"number": str(proposal.number)})
    appeal = other.post(f"/forslag/{proposal.number}/omprovning/", {"reason": "Läs igen."})
    proposal.refresh_from_db()
    assert (appeal.status_code, proposal.state) == (404, S.SUBMITTED)
    assert proposal.proposer is not None
    logged_in(proposal.proposer).post("/forslag/mina/", {"number": str(proposal.number)})
    proposal.refresh_from_db()
    assert proposal.state == S.WITHDRAWN


def test_a_clerk_helps_with_the_same_trail_and_a_resident_cannot_pretend_to() -> None:
    policy()
    clerk, helped = with_role(Role.CLERK), resident("karin")
    given = {**BEGINNING, "resident_address": helped.email, "has_seen": "on"}
    assert logged_in(clerk).post("/forslag/nytt/?hjalp=1", given).status_code == 302
    proposal = Proposal.objects.get()
    assert (proposal.proposer, proposal.helper) == (helped, clerk)
    proposal = write(proposal=proposal, by=clerk, text="Ställ fyra bänkar där.")
    logged_in(clerk).post(stage(proposal, "granska"))
    event = proposal.events.get()
    assert (event.step, event.role, event.user_id) == ("submit", "clerk", clerk.pk)
    proposal.refresh_from_db()
    seen = logged_in(with_role(Role.MODERATOR)).get(f"/forslag/kansli/{proposal.number}/")
    assert "skrivet med hjälp av stadens personal" in seen.content.decode()
    assert clerk.username in seen.content.decode()
    logged_in(resident("annan")).post("/forslag/nytt/?hjalp=1", given)
    own = Proposal.objects.get(state=S.DRAFT)
    assert own.proposer is not None
    assert (own.written_with_help, own.proposer.username) == (False, "annan")


def test_the_account_that_goes_leaves_the_proposal_and_takes_the_draft() -> None:
    rules, owner = policy(), resident("karin")
    sent, begun = submitted(by=owner, under=rules), draft(by=owner, under=rules)
    sent = publish_proposal(proposal=sent, by=resident("kansli"), role=ROLE)
    erase_account(user_id=owner.pk)
    assert not User.objects.filter(pk=owner.pk).exists()
    assert not Proposal.objects.filter(pk=begun.pk).exists()
    sent.refresh_from_db()
    assert (sent.proposer_id, sent.state) == (None, S.COLLECTING)
    page = Client().get(f"/forslag/{sent.number}/").content.decode()
    assert sent.proposer_name in page
    assert "karin@example.test" not in page


def test_a_running_proposal_keeps_its_rules_and_says_which() -> None:
    proposal = collecting()
    take_into_force(slug="prov", terms=GOTEBORGSFORSLAGET, office=OFFICE)
    page = Client().get(f"/forslag/{proposal.number}/").content.decode()
    assert "av 2 röster" in page
    assert "/forslag/regler/prov/1/" in page
    later = collecting(by=resident("annan"), under=proposal.policy)
    assert later.policy.version == 2


def test_the_closing_second_takes_no_vote_and_the_moment_before_does() -> None:
    proposal = collecting()
    assert proposal.closes_at is not None
    moment = datetime.timedelta(microseconds=1)
    assert takes_votes(proposal, proposal.closes_at - moment)
    assert not takes_votes(proposal, proposal.closes_at)


def test_a_vote_on_what_was_merged_and_a_link_that_is_too_old_are_refused_with_words(
    monkeypatch: pytest.MonkeyPatch, keys_dir: Path
) -> None:
    rules = policy()
    gone, stands = (collecting(under=rules, by=resident(name)) for name in ("en", "tva"))
    token = seal(key_of(stands.record_id), "nils@example.test")
    merge(proposal=gone, into=stands, by=resident("kansli"), role=ROLE, reason="Samma.")
    voter = logged_in(resident("karin"))
    assert voter.post(f"/forslag/{gone.number}/rosta/").status_code == 409
    monkeypatch.setattr(vote_links, "LIFETIME", datetime.timedelta(seconds=-1))
    old = Client().post(f"/forslag/{stands.number}/rosta/{token}/")
    assert (old.status_code, ProposalVote.objects.count()) == (410, 0)
    assert "gäller inte längre" in old.content.decode()
