"""The registration screen: the line stands at once, the number is the next, nothing is lost."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.errors import NumberTaken, WrongFiling
from meetings.models import Case, DiaryCounter, DiarySeries, Document, Organization, Registration
from meetings.services.deletion import check_deletable
from meetings.services.registering import Filing, register
from meetings.states import Direction
from portal.accounts.models import User
from portal.core.ids import new_id
from portal.ledger.changes import Actor
from portal.ledger.errors import GateStopped
from portal.ledger.models import Entry, Record, StoredFile
from tests.factories import pdf, with_check_digit
from tests.meetings.registry import factories as make
from tests.meetings.registry.posting import admin_url

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 2)


@pytest.fixture
def ks() -> Organization:
    made = make.organization(number_pattern=r"\d{4}/\d{2}")
    make.put_live(made)
    return made


@pytest.fixture
def user(ks: Organization) -> User:
    return make.keeper(ks)


@pytest.fixture
def client(user: User) -> Client:
    return make.client_of(user)


def filed(of: Organization, user: User, key: str = "", **fields: Any) -> Registration:
    given: dict[str, Any] = {"direction": Direction.IN, "date": DAY, "matter": "Skrivelse om bro"}
    filing = Filing(organization=of, **given | fields)
    actor = Actor(role="registrar", user_id=user.pk)
    return register(filing=filing, user=user, actor=actor, key=key or str(new_id())).line


def posted(client: Client, of: Organization, **said: Any) -> Any:
    """The form filled in as the least that a registrar writes."""
    shown = client.get(reverse("registry:register")).context["form"]
    least = {
        "key": shown["key"].value(),
        "organization": of.pk,
        "direction": "in",
        "date": "2026-03-02",
        "counterpart": "Trafikverket",
        "matter": "Remiss om bro",
        "kind": "letter",
        "belongs": "new",
        "addressed_to": "public",
        "shows": "draft",
    }
    return client.post(reverse("registry:register"), least | said)


def test_the_line_stands_in_the_diary_at_once(client: Client, ks: Organization) -> None:
    response = posted(client, ks)
    assert response.status_code == 302
    shown = Client().get("/diarium/").content.decode()
    for said in ("0001/26-1", "Trafikverket", "Remiss om bro", "2026-03-02"):
        assert said in shown
    assert "Diarieförd som 0001/26-1" in client.get(response["Location"]).content.decode()


def test_the_document_stays_a_draft_and_its_case_too(client: Client, ks: Organization) -> None:
    posted(client, ks)
    document, case = Document.objects.get(), Case.objects.get()
    assert (document.live, case.live, case.number, document.case) == (False, False, "0001/26", case)
    kinds = Record.objects.exclude(kind="organization").values_list("kind", flat=True)
    assert list(kinds) == ["registration"]


def test_the_document_is_published_in_the_same_act_if_one_says_so(
    client: Client, ks: Organization
) -> None:
    posted(client, ks, shows="shown")
    entries = Entry.objects.exclude(record__kind="organization")
    assert {each.record.kind for each in entries} == {"case", "document", "registration"}
    assert entries.values("act").distinct().count() == 1
    assert Document.objects.get().live


def test_what_is_published_later_leaves_the_line_as_it_was(ks: Organization, user: User) -> None:
    line = filed(ks, user, opens_case=True)
    make.put_live(line.document.case, line.document)
    assert Record.objects.get(pk=line.record_id).version == 1


def test_a_secret_one_shows_number_and_date_only(client: Client, ks: Organization) -> None:
    posted(client, ks, addressed_to="members", provision="OSL 18:8", matter="Hemlig bro")
    shown = Client().get("/diarium/").content.decode()
    assert "0001/26-1" in shown
    assert "Hemlig bro" not in shown
    assert "Trafikverket" not in shown


def test_secrecy_without_its_provision_is_refused(client: Client, ks: Organization) -> None:
    response = posted(client, ks, addressed_to="members", matter="Hemlig bro")
    assert "Ange den bestämmelse som sekretessen vilar på." in response.content.decode()
    assert response.context["form"]["matter"].value() == "Hemlig bro"
    assert not Record.objects.filter(kind="registration").exists()


@pytest.mark.parametrize(("direction", "word"), [("out", "Utgående"), ("drawn_up", "Upprättad")])
def test_sent_and_drawn_up_papers_are_registered_too(
    client: Client, ks: Organization, direction: str, word: str
) -> None:
    posted(client, ks, direction=direction)
    assert word in Client().get("/diarium/").content.decode()


def test_numbers_follow_each_other_by_authority_and_year(ks: Organization, user: User) -> None:
    other = make.organization("bn", "Byggnadsnämnden")
    DiarySeries.objects.create(organization=other, form="BN-ÅÅÅÅ-###")
    neighbour = make.keeper(other, username="annan")
    last_year = datetime.date(2025, 12, 30)
    given = [
        filed(ks, user).number,
        filed(ks, user).number,
        filed(other, neighbour).number,
        filed(ks, user, date=last_year).number,
        filed(ks, user).number,
    ]
    assert given == ["0001/26", "0002/26", "BN-2026-001", "0001/25", "0003/26"]


def test_a_case_of_the_diary_gives_its_number_and_the_next_serial(
    ks: Organization, user: User
) -> None:
    case = make.case(ks, "1451/14")
    make.register(make.document(ks), ks, "1451/14", 1)
    line = filed(ks, user, case=case)
    assert (line.number, line.serial, line.document.case) == ("1451/14", 2, case)
    assert not DiaryCounter.objects.exists()


def test_a_case_of_another_authority_gets_a_number_of_ones_own(
    ks: Organization, user: User
) -> None:
    other = make.organization("slk", "Stadsledningskontoret")
    case = make.case(other, "1451/14")
    make.put_live(other, case)
    assert filed(ks, user, case=case).number == "0001/26"


def test_a_number_typed_by_hand_that_exists_is_told(client: Client, ks: Organization) -> None:
    make.case(ks, "0007/26", title="Bron")
    response = posted(client, ks, number="0007/26")
    said = response.context["form"].errors["number"][0]
    assert said == (
        "Nummer 0007/26 finns redan hos Kommunstyrelsen. Det är ärendet ”Bron”. "
        "Välj det ärendet, eller skriv ett annat nummer."
    )
    assert not Document.objects.exists()


def test_the_series_passes_over_numbers_typed_ahead_of_it(ks: Organization, user: User) -> None:
    filed(ks, user, number="0002/26")
    assert [filed(ks, user).number for _time in range(2)] == ["0001/26", "0003/26"]
    with pytest.raises(NumberTaken):
        filed(ks, user, number="0003/26")


def test_what_the_gate_stops_uses_up_no_number(ks: Organization, user: User) -> None:
    with pytest.raises(GateStopped):
        filed(ks, user, matter=f"Om {with_check_digit('850412-999')}")
    assert not Document.objects.exists()
    assert filed(ks, user).number == "0001/26"


def test_a_number_of_another_form_opens_no_case(client: Client, ks: Organization) -> None:
    response = posted(client, ks, number="KS 7")
    assert "har inte den form som Kommunstyrelsen brukar" in response.content.decode()
    assert not Case.objects.exists()


def test_two_clicks_are_one_line(client: Client, ks: Organization) -> None:
    first = posted(client, ks, key="samma")
    second = posted(client, ks, key="samma")
    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 1


def letter(name: str = "brev.pdf", text: str = "Ett brev") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(text))


def test_files_are_kept_and_named(client: Client, ks: Organization) -> None:
    posted(client, ks, uploads=[letter(), letter("bilaga.pdf", "En bilaga")])
    assert [each.name for each in Document.objects.get().files.all()] == ["brev.pdf", "bilaga.pdf"]


def test_the_same_file_chosen_twice_is_one(client: Client, ks: Organization) -> None:
    posted(client, ks, uploads=[letter(), letter("kopia.pdf")])
    assert [each.name for each in Document.objects.get().files.all()] == ["brev.pdf"]


def test_a_file_that_is_registered_already_is_noticed(client: Client, ks: Organization) -> None:
    posted(client, ks, uploads=[letter()])
    response = posted(client, ks, uploads=[letter("igen.pdf")], matter="Samma brev igen")
    shown = response.content.decode()
    number = Document.objects.get().number
    assert f"igen.pdf är handling {number}, ”Remiss om bro”" in shown
    assert Document.objects.count() == 1
    form = response.context["form"]
    again = posted(
        client, ks, matter="Samma brev igen", anyway="on", stored=[t for t, _n in form.tokens()]
    )
    assert again.status_code == 302
    assert Document.objects.filter(files__file=StoredFile.objects.get()).count() == 2


def test_a_file_is_not_sent_twice_for_the_sake_of_another_field(
    client: Client, ks: Organization
) -> None:
    refused = posted(client, ks, uploads=[letter()], date="2999-01-01")
    assert "Datumet har inte varit än" in refused.content.decode()
    tokens = [token for token, _name in refused.context["form"].tokens()]
    posted(client, ks, stored=tokens)
    assert [each.name for each in Document.objects.get().files.all()] == ["brev.pdf"]


def test_a_case_is_found_by_words_and_told_apart(client: Client, ks: Organization) -> None:
    make.case(ks, "0010/26", title="Bro över älven")
    make.case(ks, "0011/26", title="Bro vid hamnen")
    several = posted(client, ks, belongs="known", case="bro")
    assert [each.number for each in several.context["form"].pick] == ["0010/26", "0011/26"]
    assert posted(client, ks, belongs="known", case="bro hamnen").status_code == 302
    assert Registration.objects.get().number == "0011/26"
    nothing = posted(client, ks, belongs="known", case="tunnel")
    assert "Inget ärende har numret eller orden ”tunnel”." in nothing.content.decode()


def test_an_authority_that_had_ceased_takes_nothing_in(ks: Organization, user: User) -> None:
    Organization.objects.filter(pk=ks.pk).update(valid_to=datetime.date(2025, 12, 31))
    ks.refresh_from_db()
    with pytest.raises(WrongFiling, match="Välj den myndighet som tog över"):
        filed(ks, user)


def test_nobody_registers_for_another_authority(client: Client, ks: Organization) -> None:
    other = make.organization("bn", "Byggnadsnämnden")
    assert posted(client, other).context["form"].errors["organization"]
    assert (
        make.client_of(User.objects.create_user("boende", password="demo"))
        .get(reverse("registry:register"))
        .status_code
        == 302
    )


def test_a_document_whose_line_stands_is_withdrawn_and_not_deleted(
    client: Client, ks: Organization, user: User
) -> None:
    line = filed(ks, user)
    with pytest.raises(Exception, match="står i diariet"):
        check_deletable(line.document)
    page = reverse("registry:withdraw", args=["document", line.document.pk])
    assert client.get(page).status_code == 200
    client.post(page, {"key": "aterta", "reason": "Fel diarium."})
    assert Record.objects.get(pk=line.record_id).verb == "withdrawn"
    assert "Fel diarium." in Client().get("/diarium/").content.decode()
    assert client.get(admin_url(line.document, "edit")).status_code == 200
