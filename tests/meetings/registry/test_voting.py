"""Votes entered in a grid: by name, by party, as sums; counted, checked, and published."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Decision, PartyCount, Vote
from meetings.registry.addresses import voting_url
from meetings.selectors.drafts import newest_of
from tests.meetings.decisions import factories as make
from tests.meetings.decisions.factories import Committee
from tests.meetings.registry import factories as registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> Committee:
    return make.committee()


@pytest.fixture
def decision(committee: Committee) -> Decision:
    return make.decision(committee, preliminary=True)


@pytest.fixture
def client(committee: Committee) -> Client:
    return registry.client_of(registry.keeper(committee.organization))


def page(client: Client, decision: Decision) -> Any:
    return client.get(voting_url(decision))


def form(client: Client, decision: Decision) -> dict[str, Any]:
    """What the form holds of each round, as it was shown."""
    context = page(client, decision).context
    sent: dict[str, Any] = {"seen": context["seen"], "round": []}
    for row in context["rounds"]:
        sent["round"].append(row.key)
        sent[f"purpose|{row.key}"] = chosen(row.purposes)
        sent[f"detail|{row.key}"] = chosen(row.details)
        sent[f"tie|{row.key}"] = chosen(row.ties)
        for party in row.parties:
            sent |= {f"b|{row.key}|{each.pk}": chosen(each.choices) for each in party.people}
    return sent


def chosen(options: Any) -> str:
    found: str = next(each.value for each in options if each.is_chosen)
    return found


def begin(client: Client, decision: Decision, purpose: str = "main") -> str:
    """A round is added; its key."""
    sent = form(client, decision) | {"do": "add", "new": purpose}
    assert client.post(voting_url(decision), sent).status_code == 302
    keys: list[str] = form(client, decision)["round"]
    return keys[-1]


def votes(decision: Decision) -> list[Vote]:
    return list(newest_of(Decision.objects.get(pk=decision.pk)).votes.all())


def cast(key: str, committee: Committee, letters: str) -> dict[str, str]:
    words = {"y": "yes", "n": "no", "a": "abstained", "f": "absent", "-": ""}
    members = zip(committee.members, letters, strict=True)
    return {f"b|{key}|{who.pk}": words[letter] for who, letter in members}


def test_a_named_round_is_counted_and_decides_who_took_part(
    client: Client, committee: Committee, decision: Decision
) -> None:
    key = begin(client, decision)
    client.post(voting_url(decision), form(client, decision) | cast(key, committee, "yyynnnyaf"))
    [vote] = votes(decision)
    assert (vote.yes, vote.no, vote.abstained, vote.absent, vote.won) == (4, 3, 1, 1, "yes")
    kept = newest_of(Decision.objects.get(pk=decision.pk))
    assert (kept.method, kept.participants.all().count()) == ("vote", 8)
    make.put_live(decision)
    assert "4–3" in Client().get(decision.path()).content.decode()


def test_one_choice_for_the_whole_party_without_a_script(
    client: Client, committee: Committee, decision: Decision
) -> None:
    key = begin(client, decision)
    sent = form(client, decision) | cast(key, committee, "n--------")
    client.post(voting_url(decision), sent | {f"all|{key}|S": "yes", f"all|{key}|M": "no"})
    [vote] = votes(decision)
    assert (vote.yes, vote.no, vote.won) == (2, 3, "no")


def test_parties_alone_are_summed_and_shown_to_readers(client: Client, decision: Decision) -> None:
    key = begin(client, decision)
    sent = form(client, decision) | {f"detail|{key}": "counts"}
    sent |= {f"n|{key}|S|yes": "3", f"n|{key}|M|no": "2", f"n|{key}|V|absent": "1"}
    client.post(voting_url(decision), sent)
    [vote] = votes(decision)
    assert (vote.yes, vote.no, vote.absent, vote.won) == (3, 2, 1, "yes")
    make.put_live(decision)
    stood = Client().get(decision.path()).content.decode()
    assert re.search(r">\s*V\s*<", stood)
    assert not PartyCount.objects.filter(party="KD").exists()


def test_sums_alone(client: Client, decision: Decision) -> None:
    key = begin(client, decision)
    sent = form(client, decision) | {f"detail|{key}": "counts"}
    client.post(voting_url(decision), sent | {f"t|{key}|yes": "4", f"t|{key}|no": "5"})
    [vote] = votes(decision)
    assert (vote.yes, vote.no, vote.abstained, vote.won) == (4, 5, None, "no")


def test_a_tie_asks_how_it_was_broken_and_keeps_the_grid(
    client: Client, committee: Committee, decision: Decision
) -> None:
    key = begin(client, decision)
    sent = form(client, decision) | cast(key, committee, "yyyynnnna")
    answer = client.post(voting_url(decision), sent)
    [shown] = answer.context["rounds"]
    assert shown.faults == ["Lika många ja och nej. Ange utslagsröst eller lott."]
    assert [p.choices for p in shown.parties[0].people if chosen(p.choices) == ""] == []
    assert votes(decision)[0].yes is None
    client.post(voting_url(decision), sent | {f"tie|{key}": "lot_no"})
    [vote] = votes(decision)
    assert (vote.won, vote.by_lot, vote.casting_vote) == ("no", True, "")


def test_more_votes_than_seats_and_names_behind_closed_ballots_are_refused(
    client: Client, committee: Committee, decision: Decision
) -> None:
    substitute = make.person("Ersättare", "S")
    seat = make.membership(substitute, committee.organization, role="substitute")
    registry.put_live(substitute)
    registry.put_live(seat)
    key = begin(client, decision)
    full = form(client, decision) | cast(key, committee, "yyyyynnnn")
    over = client.post(voting_url(decision), full | {f"b|{key}|{substitute.pk}": "yes"})
    assert over.context["rounds"][0].faults == [
        "Omröstningen har 10 röster men organet hade 9 platser den dagen."
    ]
    closed = client.post(voting_url(decision), full | {f"secret|{key}": "1"})
    assert closed.context["rounds"][0].faults == [
        "En sluten omröstning har inga namn. Välj ”bara antal”."
    ]
    served = full | cast(key, committee, "-yyyynnnn")
    served |= {f"b|{key}|{substitute.pk}": "yes", f"f|{key}|{substitute.pk}": "Ledamot 1"}
    assert client.post(voting_url(decision), served).status_code == 302
    told = {each.person: each.served_for for each in votes(decision)[0].ballots.all()}
    assert told[substitute] == "Ledamot 1"


def test_counter_proposals_come_before_the_main_question(
    client: Client, decision: Decision
) -> None:
    main = begin(client, decision)
    begin(client, decision, "counter_proposal")
    assert [vote.purpose for vote in votes(decision)] == ["counter_proposal", "main"]
    client.post(voting_url(decision), form(client, decision) | {"do": f"remove|{main}"})
    assert [vote.purpose for vote in votes(decision)] == ["counter_proposal"]


def test_a_grid_that_is_out_of_date_is_kept_on_the_page(
    client: Client, committee: Committee, decision: Decision
) -> None:
    key = begin(client, decision)
    stale = form(client, decision) | cast(key, committee, "yyyyyyyyy")
    client.post(voting_url(decision), form(client, decision) | cast(key, committee, "nnnnnnnnn"))
    answer = client.post(voting_url(decision), stale)
    assert "Någon annan har sparat beslutet." in answer.content.decode()
    [shown] = answer.context["rounds"]
    assert chosen(shown.parties[0].people[0].choices) == "yes"
    assert votes(decision)[0].no == 9


def test_a_round_of_another_decision_is_not_taken(
    client: Client, committee: Committee, decision: Decision
) -> None:
    other = make.published(committee, make.vote(), paragraph="§ 13")
    foreign = other.votes.get().record_id
    sent = form(client, decision) | {"round": [str(foreign)], f"detail|{foreign}": "counts"}
    client.post(voting_url(decision), sent)
    [vote] = votes(decision)
    assert vote.record_id != foreign


def test_the_database_holds_the_parties_to_the_sums(committee: Committee) -> None:
    vote = make.vote(yes=5, no=4)
    vote.parties.add(PartyCount(party="S", yes=5, no=3))
    wrong = make.decision(committee, vote, paragraph="§ 14")
    with pytest.raises(IntegrityError, match="not those of the parties"), transaction.atomic():
        Decision.objects.filter(pk=wrong.pk).update(sealed=True)
    made = make.vote(yes=5, no=4)
    made.parties.add(PartyCount(party="S", yes=5), PartyCount(party="M", no=4))
    right = make.published(committee, made, paragraph="§ 15")
    with pytest.raises(IntegrityError, match="sealed"), transaction.atomic():
        PartyCount.objects.filter(vote__decision=right).delete()


def test_the_grid_costs_the_same_however_many_vote(
    client: Client, committee: Committee, decision: Decision
) -> None:
    key = begin(client, decision)
    client.post(voting_url(decision), form(client, decision) | cast(key, committee, "yynnyynny"))
    with CaptureQueriesContext(connection) as few:
        page(client, decision)
    more = [make.person(f"Till {n}", "S") for n in range(5)]
    seats = [make.membership(each, committee.organization) for each in more]
    registry.put_live(*more)
    registry.put_live(*seats)
    sent = form(client, decision) | {f"b|{key}|{each.pk}": "yes" for each in more}
    client.post(voting_url(decision), sent)
    with CaptureQueriesContext(connection) as many:
        page(client, decision)
    assert len(many) == len(few)
