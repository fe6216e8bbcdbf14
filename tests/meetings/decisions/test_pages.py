"""What readers see of decisions and votes, on every page that tells of them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.addresses import vote_path
from meetings.decision_contents import Ballot, DecisionContent, PartyCount, VoteContent
from portal.core.ids import new_id
from tests.meetings.outlets import factories as make
from tests.meetings.outlets.web.html import main_of, text_of

pytestmark = pytest.mark.django_db


def vote(of: DecisionContent, order: int = 1, **fields: Any) -> VoteContent:
    """A round known as counts, 7–6, unless told otherwise."""
    given: dict[str, Any] = {
        "id": new_id(),
        "path": vote_path(of.path, order),
        "title": of.title,
        "organization": of.organization,
        "date": of.date,
        "decision": of.id,
        "order": order,
        "purpose": "main",
        "detail": "counts",
        "yes": 7,
        "no": 6,
        "won": "yes",
    }
    return VoteContent.model_validate(given | fields)


def named_vote(of: DecisionContent, **fields: Any) -> VoteContent:
    """Three of S vote, one against her party; one of M says no."""
    ballots = tuple(
        Ballot(person=new_id(), name=name, party=party, choice=choice, served_for=served_for)
        for name, party, choice, served_for in (
            ("Anna", "S", "yes", ""),
            ("Bo", "S", "yes", "Cilla"),
            ("Dag", "S", "no", ""),
            ("Eva", "M", "conflict", ""),
        )
    )
    parties = (PartyCount(party="S", yes=2, no=1), PartyCount(party="M", conflict=1))
    counts = {"yes": 2, "no": 1, "abstained": 0, "absent": 0, "not_taking_part": 0, "conflict": 1}
    given = {"detail": "named", "ballots": ballots, "parties": parties}
    return vote(of, **given | counts | fields)


class Held:
    """A published meeting of ks with one item and its case; `publish` adds a decision."""

    def __init__(self) -> None:
        self.ks = make.organization()
        self.case = make.case(self.ks)
        self.meeting = make.meeting(self.ks, state="finished")
        self.item = make.item(self.meeting, case=self.case, title="Handlingsplan")
        make.publish(self.ks, self.case, self.meeting, self.item)

    def decide(self, **fields: Any) -> DecisionContent:
        given = {"sentence": "Kommunstyrelsen sa ja", "method": "vote", "figures": "7–6"}
        return make.decision(self.item, **given | fields)


@pytest.fixture
def held() -> Held:
    return Held()


def test_the_sentence_comes_first_and_then_how_the_vote_fell(client: Client, held: Held) -> None:
    decision = held.decide(clauses=("Planen antas.",))
    main_round = vote(decision, yes_means="bifall till planen")
    make.publish(decision, main_round)
    page = text_of(client.get(decision.path))
    told = ["Kommunstyrelsen sa ja. Rösterna föll 7–6.", "Ja vann, 7–6."]
    told += ["bifall till planen", "Planen antas."]
    assert [each for each in told if each in page] == told
    assert sorted(told, key=page.index) == told
    assert "Nej betydde uppgift saknas" in page
    assert "Vem som röstade hur: uppgift saknas." in page


def test_figures_that_stand_in_the_sentence_are_not_said_twice(client: Client, held: Held) -> None:
    decision = held.decide(sentence="Kommunstyrelsen sa ja, 7–6")
    make.publish(decision, vote(decision))
    assert "Rösterna föll" not in text_of(client.get(decision.path))


def test_rounds_stand_in_order_and_the_deciding_one_is_seen_at_once(
    client: Client, held: Held
) -> None:
    decision = held.decide()
    first = vote(decision, purpose="counter_proposal", yes=3, no=10, won="no")
    make.publish(decision, vote(decision, 2), first)
    page = main_of(client.get(decision.path))
    assert page.index("Omröstning 1: vilket blir motförslag?") < page.index(
        '<h2 id="votering-2-rubrik">Omröstning 2: huvudfrågan</h2>'
    )
    assert page.index("Ja vann, 7–6.") < page.index("Nej vann, 10–3.")
    assert 'href="#votering-2"' in page


def test_a_named_round_shows_names_parties_and_who_departed(client: Client, held: Held) -> None:
    decision = held.decide(figures="2–1")
    make.publish(decision, named_vote(decision))
    page = text_of(client.get(decision.path))
    assert "Röstade inte som sitt parti Dag S Nej" in page
    assert "Ja 2 Anna S Bo S i stället för Cilla" in page
    assert "Nej 1 Dag S inte som sitt parti" in page
    assert "Jäv 1 Eva M" in page
    assert "Parti Ja Nej Avstår Jäv S 2 1 – – M – – – 1" in page


def test_a_tie_says_what_broke_it(client: Client, held: Held) -> None:
    decision = held.decide(figures="7–7")
    make.publish(decision, vote(decision, no=7, casting_vote="yes"))
    assert "Ja vann, 7–7. Ordförandens utslagsröst avgjorde." in text_of(client.get(decision.path))
    drawn = held.decide(number=2, figures="7–7", paragraph="§ 2", path="/beslut/2/")
    make.publish(drawn, vote(drawn, no=7, by_lot=True))
    assert "Ja vann, 7–7. Lotten avgjorde." in text_of(client.get(drawn.path))


def test_a_secret_round_says_that_there_are_no_names(client: Client, held: Held) -> None:
    decision = held.decide(method="secret", figures="5–4", outcome="elected")
    make.publish(decision, vote(decision, secret=True, yes=5, no=4))
    page = text_of(client.get(decision.path))
    assert "Sluten omröstning" in page
    assert "Vem som röstade hur finns inte någonstans." in page


def test_prose_is_shown_as_it_is(client: Client, held: Held) -> None:
    decision = held.decide(figures="")
    told = vote(decision, detail="prose", yes=None, no=None, won="", prose="Ordföranden räknade.")
    make.publish(decision, told)
    page = text_of(client.get(decision.path))
    assert "Ordföranden räknade." in page
    assert "Antalet röster: uppgift saknas." in page


def test_acclamation_says_that_nobody_counted(client: Client, held: Held) -> None:
    decision = held.decide(method="acclamation", figures="")
    make.publish(decision)
    assert "Inga röster räknades, så inga namn finns." in text_of(client.get(decision.path))


def test_a_method_that_nobody_knows_is_said_to_be_missing(client: Client, held: Held) -> None:
    decision = held.decide(method="", figures="")
    make.publish(decision)
    assert "Beslutssätt uppgift saknas" in text_of(client.get(decision.path))


def test_what_was_put_to_the_minutes(client: Client, held: Held) -> None:
    decision = held.decide(
        reservations=({"parties": ("SD",), "text": "Vi ville annat."},),
        notes=(
            {"note_kind": "statement", "parties": ("M", "L")},
            {"note_kind": "note", "names": "Anna", "text": "Bra."},
        ),
        took_part=({"person": new_id(), "name": "Anna", "party": "S"},),
        forwarded_to=held.ks.id,
        preliminary=True,
    )
    make.publish(decision)
    page = text_of(client.get(decision.path))
    told = ["Preliminärt", "Går vidare till Kommunstyrelsen", "SD Vi ville annat."]
    told += ["M L yttrande Texten: uppgift saknas.", "Anna protokollsanteckning Bra."]
    told += ["De som deltog i beslutet Anna S"]
    assert [each for each in told if each not in page] == []


def test_a_round_has_a_page_of_its_own(client: Client, held: Held) -> None:
    decision = held.decide()
    only = vote(decision)
    make.publish(decision, only)
    page = main_of(client.get(only.path))
    assert f'data-record="{only.id}"' in page
    assert f'href="{decision.path}"' in page


def test_a_withdrawn_round_keeps_its_place_with_the_reason(client: Client, held: Held) -> None:
    decision, round_ = held.decide(), None
    round_ = vote(decision, 2)
    make.publish(decision, vote(decision), round_)
    make.withdraw(round_, reason="Den hölls aldrig.")
    assert "Omröstning 2 Den hölls aldrig." in text_of(client.get(decision.path))
    assert client.get(round_.path).status_code == 410


def test_the_item_leads_with_the_decision_and_its_bar(client: Client, held: Held) -> None:
    decision = held.decide()
    make.publish(decision, vote(decision))
    answer = client.get(held.item.path)
    page, words = main_of(answer), text_of(answer)
    assert "Kommunstyrelsen sa ja. Rösterna föll 7–6." in words
    assert f'href="{decision.path}"' in page
    assert "Ja vann, 7–6." in words
    assert page.count('class="ballot"') == 13


@pytest.mark.parametrize("where", ["meeting", "case", "start"])
def test_lists_tell_the_decision_and_its_figures(client: Client, held: Held, where: str) -> None:
    decision = held.decide()
    make.publish(decision, vote(decision))
    paths = {"meeting": held.meeting.path, "case": held.case.path, "start": "/"}
    assert "Kommunstyrelsen sa ja. Rösterna föll 7–6." in text_of(client.get(paths[where]))


def test_the_decisions_of_a_meeting_in_short(client: Client, held: Held) -> None:
    later = make.item(held.meeting, "3", title="Senare")
    first = held.decide(
        paragraph="§ 4",
        notes=({"note_kind": "statement", "parties": ("M", "L", "KD")},),
        preliminary=True,
    )
    second = make.decision(later, 2, sentence="Frågan bordlades", paragraph="§ 1")
    make.publish(later, first, second, vote(first))
    page = text_of(client.get(f"{held.meeting.path}beslut/"))
    told = ["Preliminärt", "§ 4 Handlingsplan Kommunstyrelsen sa ja.", "bifall, votering 7–6"]
    told += ["Ärende 1451/14", "Yttrande M, L och KD", "§ 1 Senare Frågan bordlades."]
    assert sorted(told, key=page.index) == told
    assert f'href="{held.meeting.path}beslut/"' in main_of(client.get(held.meeting.path))


def test_a_meeting_without_decisions_says_what_will_come(client: Client, held: Held) -> None:
    page = text_of(client.get(f"{held.meeting.path}beslut/"))
    assert "Inga beslut är publicerade än" in page
    assert "beslut/" not in main_of(client.get(held.meeting.path))


def test_short_decisions_follow_their_meeting(client: Client, held: Held) -> None:
    assert client.get("/moten/ks/2016-10-20/beslut/").status_code == 404
    assert client.get("/moten/ks/inte-en-dag/beslut/").status_code == 404
    moved = held.meeting.model_copy(update={"path": "/moten/ks/2016-10-21/"})
    make.correct(moved)
    answer = client.get(f"{held.meeting.path}beslut/")
    assert (answer.status_code, answer["Location"]) == (301, f"{moved.path}beslut/")
    make.withdraw(moved)
    assert client.get(f"{moved.path}beslut/").status_code == 410


def test_a_withdrawn_decision_keeps_its_row(client: Client, held: Held) -> None:
    decision = held.decide()
    make.publish(decision)
    make.withdraw(decision, reason="Fel ärende.")
    for path in ("/beslut/", f"{held.meeting.path}beslut/"):
        page = main_of(client.get(path))
        assert f'data-record="{decision.id}"' in page
        assert "Beslut 1. Fel ärende." in page


def test_the_list_of_decisions_is_paged_by_key(client: Client, held: Held) -> None:
    decisions = [
        make.decision(held.item, number, title=f"Beslut nr {number}", paragraph=f"§ {number}")
        for number in range(1, 31)
    ]
    make.publish(*decisions)
    first = client.get("/beslut/")
    second = client.get(first.context["next_url"])
    seen = [row.record_id for page in (first, second) for row in page.context["decisions"]]
    assert sorted(seen) == sorted(each.id for each in decisions)
    assert second.context["next_url"] == ""


def test_a_persons_page_tells_named_votes_only(client: Client, held: Held) -> None:
    anna = make.person(1, title="Anna", party="S")
    decision = held.decide(title="Planen")
    ballot = Ballot(person=anna.id, name="Anna", party="S", choice="no", served_for="Cilla")
    named = named_vote(decision, about="Förslaget")
    named = named.model_copy(update={"ballots": (*named.ballots, ballot)})
    make.publish(anna, decision, named, vote(decision, 2))
    page = text_of(client.get(anna.path))
    assert "Planen Förslaget. Nej, i stället för Cilla" in page
    assert page.count("Planen") == 1


def test_members_decisions_are_for_members_only(client: Client, held: Held) -> None:
    decision = held.decide()
    make.publish(decision, vote(decision), audience=f"members:{held.ks.id}")
    for path in (decision.path, vote_path(decision.path, 1)):
        assert client.get(path).status_code == 404
    for path in ("/", "/beslut/", held.meeting.path, held.item.path, held.case.path):
        assert "Kommunstyrelsen sa ja" not in text_of(client.get(path))
    client.force_login(make.user_in(held.ks))
    assert "Kommunstyrelsen sa ja" in text_of(client.get(decision.path))


def test_the_api_and_the_feed_know_decisions(client: Client, held: Held) -> None:
    decision = held.decide()
    make.publish(decision, vote(decision))
    for kind in ("decision", "vote"):
        found = client.get(f"/api/v1/records?kind={kind}&organization=ks").json()["data"]
        assert [each["kind"] for each in found] == [kind]
        assert client.get(f"/api/v1/schemas/{kind}.json").status_code == 200
    feed = client.get("/organ/ks/atom.xml").content.decode()
    assert "Beslut: Handlingsplan" in feed
    assert "Kommunstyrelsen sa ja. Rösterna föll 7–6." in feed
    assert "votering-1" not in feed


@pytest.mark.parametrize("page", ["decision", "vote", "short", "list", "person"])
def test_queries_do_not_grow_with_rows(client: Client, held: Held, page: str) -> None:
    counts = []
    for rows in (3, 30):
        path = _many(held, rows)[page]
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 20


def _many(held: Held, rows: int) -> dict[str, str]:
    """A meeting with that many decisions; one of them with as many rounds and as many names."""
    people = [make.person(1000 * rows + number) for number in range(rows)]
    meeting = make.meeting(held.ks, ordinal=rows)
    items = [make.item(meeting, str(number), case=held.case) for number in range(1, rows + 1)]
    decisions = [make.decision(each, 1000 * rows + n) for n, each in enumerate(items)]
    ballots = tuple(
        Ballot(person=each.id, name=each.title, party="S", choice="yes") for each in people
    )
    votes = [
        named_vote(decisions[0], order=number, ballots=ballots, path=f"/beslut/{rows}/v-{number}/")
        for number in range(1, rows + 1)
    ]
    make.publish(*people, meeting, *items, *decisions, *votes)
    return {
        "decision": decisions[0].path,
        "vote": votes[0].path,
        "short": f"{meeting.path}beslut/",
        "list": "/beslut/",
        "person": people[0].path,
    }
