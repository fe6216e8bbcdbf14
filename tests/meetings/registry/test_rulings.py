"""A meeting's decisions on one screen: in one act as preliminary, later as they were verified."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import AgendaItem, Decision
from meetings.registry.addresses import decisions_url, publish_decisions_url
from meetings.selectors.drafts import newest_of
from portal.ledger.models import Act, Record
from tests.meetings.decisions import factories as decisions
from tests.meetings.decisions.factories import Committee
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> Committee:
    """Three items to decide, two of them with a proposal."""
    made = decisions.committee()
    meeting = made.meeting
    make.item(meeting, "3", title="Bänkar", proposal="1. Tolv bänkar köps.\n2. De ställs ut.")
    make.item(meeting, "4", title="Val av justerare", kind="election")
    AgendaItem.objects.filter(meeting=meeting, number="2").update(proposal="Parken öppnas.")
    return made


@pytest.fixture
def client(committee: Committee) -> Client:
    return make.client_of(make.keeper(committee.organization))


def key_of(committee: Committee, number: str) -> str:
    return str(AgendaItem.objects.get(meeting=committee.meeting, number=number).record_id)


def shown(client: Client, committee: Committee) -> dict[str, Any]:
    """What the form would send back as it was shown."""
    rows = client.get(decisions_url(committee.meeting)).context["rows"]
    sent: dict[str, Any] = {}
    for row in rows:
        chosen = next(each.value for each in row.outcomes if each.is_chosen)
        sent |= {
            f"seen|{row.key}": row.seen,
            f"o|{row.key}": chosen,
            f"s|{row.key}": row.sentence,
            f"p|{row.key}": row.paragraph,
            f"c|{row.key}": row.clauses,
            f"m|{row.key}": row.motions.text,
            f"y|{row.key}": row.statements.text,
            f"r|{row.key}": row.reservations.text,
        }
    return sent


def send(client: Client, committee: Committee, **changes: Any) -> Any:
    """`o_2="tabled"` sets the outcome of item 2; `do` presses a button."""
    sent = shown(client, committee)
    for name, value in changes.items():
        field, _bar, number = name.partition("_")
        sent[f"{field}|{key_of(committee, number)}" if number else field] = value
    return client.post(decisions_url(committee.meeting), sent)


def act(client: Client, committee: Committee) -> Act:
    """The page of the act, and its one button."""
    page = publish_decisions_url(committee.meeting)
    form = client.get(page).context["form"]
    said = {"key": form["key"].value(), "digest": form["digest"].value(), "manner": "adds"}
    answer = client.post(page, said)
    assert answer.status_code == 302
    return Act.objects.get(key=said["key"])


def drafts(committee: Committee) -> dict[str, Decision]:
    found = Decision.objects.filter(meeting=committee.meeting)
    return {each.title: newest_of(each) for each in found}


def test_yes_to_every_proposal_is_published_in_one_act(
    client: Client, committee: Committee
) -> None:
    send(client, committee, do="all")
    made = drafts(committee)
    assert set(made) == {"Öppettider", "Bänkar"}
    assert [each.text for each in made["Bänkar"].clauses.all()] == [
        "Tolv bänkar köps.",
        "De ställs ut.",
    ]
    assert made["Bänkar"].sentence == "Demonämnden sa ja till förslaget."
    done = act(client, committee)
    assert done.entries.count() == 2
    page = Client().get(f"{committee.meeting.path()}beslut/").content.decode()
    assert "Demonämnden sa ja till förslaget." in page
    assert "preliminärt" in page


def test_each_item_may_end_otherwise(client: Client, committee: Committee) -> None:
    answer = send(
        client,
        committee,
        o_2="tabled",
        o_3="amended",
        c_3="Tio bänkar köps.",
        o_4="elected",
        s_4="Demonämnden valde Anna.",
        p_4="§ 3",
    )
    assert answer.status_code == 302
    made = drafts(committee)
    assert (made["Öppettider"].outcome, list(made["Öppettider"].clauses.all())) == ("tabled", [])
    assert made["Bänkar"].outcome == "approved"
    assert made["Bänkar"].sentence == "Demonämnden sa ja till förslaget med ändringar."
    assert made["Val av justerare"].paragraph == "§ 3"
    kept = shown(client, committee)
    assert kept[f"o|{key_of(committee, '3')}"] == "amended"


def test_what_contradicts_itself_is_refused_where_it_stands(
    client: Client, committee: Committee
) -> None:
    answer = send(client, committee, o_2="approved", o_3="amended", o_4="elected", m_4="Bifall")
    faults = {row.number: row.fault for row in answer.context["rows"] if row.fault}
    assert faults == {
        "3": "Skriv hur beslutet ändrades: texten är den som föreslogs.",
        "4": "Skriv beslutet i en mening: vem eller vad valdes?",
    }
    assert ">Bifall</textarea>" in answer.content.decode()
    assert set(drafts(committee)) == {"Öppettider"}


def test_motions_and_statements_go_out_with_the_act(client: Client, committee: Committee) -> None:
    send(client, committee, o_2="approved", m_2="S, V: Bifall.\nM: Avslag.", y_2="KD: Vi väntar.",
         r_2="M: Kostnaden är okänd.")  # fmt: skip
    act(client, committee)
    decision = drafts(committee)["Öppettider"]
    page = Client().get(decision.path()).content.decode()
    assert page.index("Avslag.") < page.index("Vi väntar.")
    assert "yrkande" in page
    send(client, committee, m_2="S, V: Bifall.")
    notes = drafts(committee)["Öppettider"].notes.all()
    assert [(note.kind, note.text) for note in notes] == [
        ("motion", "Bifall."),
        ("statement", "Vi väntar."),
    ]


def test_verified_minutes_replace_what_was_preliminary(
    client: Client, committee: Committee
) -> None:
    send(client, committee, do="all")
    act(client, committee)
    answer = send(client, committee, do="verified", p_2="§ 22")
    assert answer.url == publish_decisions_url(committee.meeting)
    act(client, committee)
    heads = Record.objects.filter(kind="decision")
    assert sorted(head.version for head in heads) == [2, 2]
    page = Client().get(f"{committee.meeting.path()}beslut/").content.decode()
    assert "preliminärt" not in page
    assert "§ 22" in page


def test_a_save_over_somebody_elses_is_refused(client: Client, committee: Committee) -> None:
    send(client, committee, o_2="approved")
    stale = shown(client, committee)
    send(client, committee, o_2="tabled")
    stale[f"s|{key_of(committee, '2')}"] = "Min egen mening"
    answer = client.post(decisions_url(committee.meeting), stale)
    assert "Någon annan har sparat det här beslutet" in answer.content.decode()
    assert "Min egen mening" in answer.content.decode()
    assert drafts(committee)["Öppettider"].outcome == "tabled"


def test_saving_what_was_shown_changes_nothing(client: Client, committee: Committee) -> None:
    send(client, committee, do="all")
    act(client, committee)
    send(client, committee, do="")
    assert not Decision.objects.filter(has_unpublished_changes=True).exists()


def test_the_screen_is_its_registrys(committee: Committee) -> None:
    other = make.organization("kf", "Kommunfullmäktige")
    stranger = make.client_of(make.keeper(other, username="annan"))
    assert stranger.get(decisions_url(committee.meeting)).status_code == 404
    assert stranger.get(publish_decisions_url(committee.meeting)).status_code == 404
    assert stranger.post(decisions_url(committee.meeting), {"do": "all"}).status_code == 404


def test_the_screen_costs_the_same_however_long_the_agenda(
    client: Client, committee: Committee
) -> None:
    send(client, committee, do="all")
    with CaptureQueriesContext(connection) as few:
        client.get(decisions_url(committee.meeting))
    for number in range(10, 16):
        make.item(committee.meeting, str(number), title=f"Mer {number}", proposal="Ja.")
    send(client, committee, do="all")
    with CaptureQueriesContext(connection) as many:
        client.get(decisions_url(committee.meeting))
    assert len(many) == len(few)
