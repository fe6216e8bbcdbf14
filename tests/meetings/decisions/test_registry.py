"""Writing a decision in the registry: begun at its item, refused where it contradicts itself."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Decision
from meetings.selectors.drafts import newest_of
from portal.ledger.models import Record
from tests.meetings.decisions import factories as make
from tests.meetings.decisions.factories import Committee
from tests.meetings.outlets.web.html import text_of
from tests.meetings.registry import factories as registry
from tests.meetings.registry.posting import admin_url, save, shown_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee() -> Committee:
    return make.committee()


@pytest.fixture
def client(committee: Committee) -> Client:
    return registry.client_of(registry.keeper(committee.organization))


def begin(client: Client, committee: Committee, how: str = "") -> Decision:
    place = reverse("registry:decisions", args=[committee.meeting.pk])
    response = client.post(place, {"item": committee.item.pk, "how": how})
    assert response.status_code == 302
    return Decision.objects.get()


def written(client: Client, decision: Decision) -> dict[str, Any]:
    """The form with the sentence and the outcome filled in."""
    filled = {"sentence": "Demonämnden sa ja", "outcome": "approved"}
    return shown_form(client, decision) | filled


def errors_of(response: Any) -> list[str]:
    """Every message of the form and the rows inside it."""
    return list(_errors(response.context["form"]))


def _errors(form: Any) -> Any:
    for messages in form.errors.values():
        yield from map(str, messages)
    for formset in form.formsets.values():
        yield from map(str, formset.non_form_errors())
        for row in formset.forms:
            yield from _errors(row)


def vote(choices: str) -> dict[str, str]:
    words = {"y": "yes", "n": "no", "a": "abstained"}
    return {f"votes-0-ballots-{at}-choice": words[letter] for at, letter in enumerate(choices)}


def test_a_decision_begins_with_the_items_title_and_the_members_of_the_day(
    client: Client, committee: Committee
) -> None:
    decision = begin(client, committee)
    assert (decision.title, decision.item) == ("Öppettider", committee.item.record_id)
    assert [each.person for each in decision.participants.all()] == committee.members
    assert list(decision.votes.all()) == []
    assert begin(client, committee) == decision


def test_the_page_of_decisions_leads_to_what_is_written(
    client: Client, committee: Committee
) -> None:
    place = reverse("registry:decisions", args=[committee.meeting.pk])
    assert "Skriv beslutet" in client.get(place).content.decode()
    decision = begin(client, committee)
    shown = client.get(place).content.decode()
    assert admin_url(decision, "edit") in shown
    assert "Skriv beslutet" not in shown


def test_the_item_is_chosen_by_number_and_title(client: Client, committee: Committee) -> None:
    decision = begin(client, committee)
    page = client.get(admin_url(decision, "edit")).content.decode()
    assert f'<option value="{committee.item.record_id}" selected>2 Öppettider</option>' in page


def test_a_named_vote_is_counted_from_the_choices(client: Client, committee: Committee) -> None:
    decision = begin(client, committee, "named")
    data = written(client, decision) | vote("yyyyynnna")
    assert save(client, decision, data).status_code == 302
    [stored] = newest_of(decision).votes.all()
    assert (stored.yes, stored.no, stored.abstained, stored.won) == (5, 3, 1, "yes")


def test_a_draft_may_lack_choices(client: Client, committee: Committee) -> None:
    decision = begin(client, committee, "named")
    assert save(client, decision, written(client, decision)).status_code == 302
    [stored] = newest_of(decision).votes.all()
    assert (stored.yes, stored.won) == (None, "")


def test_sums_that_are_not_the_names_are_refused_and_kept(
    client: Client, committee: Committee
) -> None:
    decision = begin(client, committee, "named")
    data = written(client, decision) | vote("yyyyynnna")
    data |= {"votes-0-yes": "6", "votes-0-no": "3", "votes-0-about": "Min text"}
    response = save(client, decision, data)
    assert response.status_code == 200
    assert errors_of(response) == [
        "Rösterna namn för namn är 5 ja, 3 nej, 1 avstår men summan säger 6 ja, 3 nej."
    ]
    page = response.content.decode()
    assert "Min text" in page
    assert "Demonämnden sa ja" in page


def test_a_secret_round_takes_no_names(client: Client, committee: Committee) -> None:
    decision = begin(client, committee, "named")
    data = written(client, decision) | {"votes-0-secret": "on", "votes-0-detail": "counts"}
    data |= {"votes-0-yes": "5", "votes-0-no": "4"}
    response = save(client, decision, data)
    assert errors_of(response) == [
        "En sluten omröstning har inga namn. Ta bort rösterna namn för namn."
    ]


def test_a_tie_needs_a_casting_vote_or_the_lot(client: Client, committee: Committee) -> None:
    decision = begin(client, committee, "named")
    data = written(client, decision) | vote("yyyynnnna")
    response = save(client, decision, data)
    assert errors_of(response) == [
        "Utfallet stämmer inte med antalet röster. Vid lika röster behövs utslagsröst eller lott."
    ]
    assert save(client, decision, data | {"votes-0-casting_vote": "no"}).status_code == 302
    [stored] = newest_of(decision).votes.all()
    assert (stored.won, stored.casting_vote) == ("no", "no")


def test_somebody_who_was_no_member_has_no_ballot(client: Client, committee: Committee) -> None:
    stranger = make.person("Gäst Demo")
    registry.put_live(stranger)
    decision = begin(client, committee, "named")
    data = written(client, decision) | vote("yyyyynnna")
    data["votes-0-ballots-0-person"] = str(stranger.pk)
    assert errors_of(save(client, decision, data)) == [
        "Gäst Demo hade inget uppdrag i organet den dagen och kan inte rösta."
    ]


def test_a_claimed_vote_that_is_missing_stops_the_way_to_an_act(
    client: Client, committee: Committee
) -> None:
    decision = begin(client, committee)
    data = written(client, decision) | {"method": "vote"}
    assert save(client, decision, data).status_code == 302
    data = written(client, decision) | {"method": "vote", "action-publish-act": "1"}
    assert errors_of(save(client, decision, data)) == [
        "Beslutet sägs vara fattat med omröstning. Lägg till huvudvoteringen."
    ]


def test_a_decision_is_published_by_the_act_pages(client: Client, committee: Committee) -> None:
    decision = begin(client, committee, "named")
    data = written(client, decision) | vote("yyyyynnna") | {"action-publish-act": "1"}
    response = save(client, decision, data)
    assert response.status_code == 302
    place = response.headers["Location"]
    form = client.get(place).context["form"]
    posted = {name: form[name].value() or "" for name in form.fields}
    assert client.post(place, posted).status_code == 302
    kinds = Record.objects.filter(kind__in=["decision", "vote"]).values_list("kind", flat=True)
    assert sorted(kinds) == ["decision", "vote"]


def test_a_published_round_keeps_its_identity_when_it_is_corrected(
    client: Client, committee: Committee
) -> None:
    decision = make.published(committee, make.named(committee, "yyyyynnna"))
    before = decision.votes.get().record_id
    data = shown_form(client, decision)
    data |= {"votes-0-ballots-0-choice": "no", "votes-0-yes": "4", "votes-0-no": "4"}
    data["votes-0-casting_vote"] = "yes"
    assert save(client, decision, data).status_code == 302
    make.put_live(decision, reason="Fel knapp.")
    assert decision.votes.get().record_id == before


def test_another_registry_has_no_way_in(committee: Committee) -> None:
    other = registry.client_of(registry.keeper(registry.organization("ks")))
    decision = make.decision(committee)
    place = reverse("registry:decisions", args=[committee.meeting.pk])
    assert other.get(place).status_code == 404
    assert other.post(place, {"item": committee.item.pk}).status_code == 404
    assert other.get(admin_url(decision, "edit")).status_code == 404


def test_an_item_of_another_meeting_is_not_found(client: Client, committee: Committee) -> None:
    elsewhere = registry.meeting(registry.organization("ks"))
    item: AgendaItem = registry.item(elsewhere)
    place = reverse("registry:decisions", args=[committee.meeting.pk])
    for asked in (str(item.pk), "", "x", "9" * 40):
        assert client.post(place, {"item": asked}).status_code == 404


def test_adding_leads_to_the_meetings(client: Client, committee: Committee) -> None:
    response = client.get(admin_url(Decision, "add"))
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("wagtailsnippets_meetings_meeting:list")


def test_the_preview_is_the_page_that_would_be_published(
    client: Client, committee: Committee
) -> None:
    decision = make.decision(committee, make.named(committee, "yyyyynnna"))
    shown = client.get(reverse("registry:preview", args=["decision", decision.pk]))
    assert "Rösterna föll 5–3." in text_of(shown)
    assert not Record.objects.filter(kind="decision").exists()


def test_a_draft_is_deleted_and_a_published_decision_is_not(
    client: Client, committee: Committee
) -> None:
    draft = make.decision(committee, make.named(committee, "yyyyynnna"))
    assert client.post(admin_url(draft, "delete")).status_code == 302
    assert not Decision.objects.exists()
    decision = make.published(committee, make.named(committee, "yyyyynnna"))
    client.post(admin_url(decision, "delete"))
    assert Decision.objects.get() == decision


def test_whoever_is_put_on_a_row_brings_their_party(client: Client, committee: Committee) -> None:
    substitute = make.person("Ersättare", "C")
    registry.put_live(substitute)
    registry.put_live(make.membership(substitute, committee.organization, role="substitute"))
    decision = begin(client, committee, "named")
    data = written(client, decision) | vote("yyyyynnna")
    data |= {
        "votes-0-ballots-0-person": str(substitute.pk),
        "votes-0-ballots-0-served_for": "Ledamot 1",
    }
    assert save(client, decision, data).status_code == 302
    [stored] = newest_of(decision).votes.all()
    first = stored.ballots.all()[0]
    assert (first.person, first.party, first.served_for) == (substitute, "C", "Ledamot 1")


def test_more_names_than_seats_are_refused(client: Client, committee: Committee) -> None:
    substitute = make.person("Ersättare", "C")
    registry.put_live(substitute)
    registry.put_live(make.membership(substitute, committee.organization, role="substitute"))
    decision = begin(client, committee, "named")
    data = written(client, decision) | vote("yyyyynnna")
    data |= {
        "votes-0-ballots-TOTAL_FORMS": "10",
        "votes-0-ballots-9-person": str(substitute.pk),
        "votes-0-ballots-9-choice": "yes",
        "votes-0-ballots-9-ORDER": "10",
    }
    assert errors_of(save(client, decision, data)) == [
        "Omröstningen har 10 röster men organet hade 9 platser den dagen."
    ]


def test_a_doubt_stands_on_the_page_before_publication_and_stops_nothing(
    client: Client, committee: Committee
) -> None:
    decision = make.decision(committee, make.vote(yes=7, no=6))
    page = client.get(f"/registrator/akt/publicera/decision/{decision.pk}/").content.decode()
    assert "7 ja, 6 nej är 13 röster" in page
    assert "Kontrollen stoppar" not in page
