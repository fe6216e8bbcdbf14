"""What each row would do, that a dry run writes nothing, and that all is one act."""

import datetime
import json
from io import BytesIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.importing.memberships.columns import guessed, read_table
from meetings.importing.memberships.planning import Plan, What, plan_of
from meetings.importing.memberships.sheets import MOST_BYTES
from meetings.models import CallingPlace, Membership, Organization, Person
from portal.accounts.roles import Role
from portal.ledger.models import Act, Entry
from tests.meetings.memberships.sheets import csv
from tests.meetings.registry.factories import client_of, keeper, organization

pytestmark = pytest.mark.django_db

PAGE = "/registrator/ledamoter/inlasning/"
HEADINGS = (
    *("Nummer", "Namn", "Parti", "Organ", "Roll", "Från", "Till"),
    *("Ordning", "Inträder för", "Kontakt"),
)
JANUARY = datetime.date(2026, 1, 15)


def line(name: str, **said: str) -> tuple[str, ...]:
    given = {"Parti": "S", "Organ": "ks", "Roll": "ledamot", "Från": "15/1 2026", "Namn": name}
    return tuple({**given, **said}.get(heading, "") for heading in HEADINGS)


def held(name: str, of: Organization, party: str = "S", **fields: Any) -> Membership:
    who = Person.objects.create(name=name, party=party, is_invented=True)
    given = {"role": Role.MEMBER, "party": party, "valid_from": JANUARY}
    return Membership.objects.create(person=who, organization=of, **{**given, **fields})


def planned(*rows: tuple[str, ...]) -> Plan:
    table = read_table("a.csv", csv(HEADINGS, *rows))
    return plan_of(table, guessed(table.headings), lambda where: where.short_name != "kf")


def said_of(*rows: tuple[str, ...]) -> list[tuple[What, str]]:
    return [(row.what, " ".join(row.told)) for row in planned(*rows).rows]


def test_every_row_is_told_what_would_happen() -> None:
    ks = organization()
    organization("kf", "Kommunfullmäktige")
    held("Alva Påhittad", ks)
    held("Bo Påhittad", ks, "M")
    found = said_of(
        line("Cia Ny"),
        line("Alva Påhittad"),
        line("Alva Påhittad", Från="15.1.2026"),
        line("Bo Påhittad", Parti="M", Till="2026-12-31"),
        line("Bo Påhittad", Parti="V"),
        line("Alva Påhitad"),
        line("Dan Ny", Parti="XYZ"),
        line("Eva Ny", Organ="Komunstyrelsen"),
        line("Fia Ny", Organ="Kommunfullmäktige"),
        line("Gun Ny", Roll="gäst", Från="i våras"),
        line("Alva Påhittad", Från="2026-03-01"),
        line("Cia Ny", Till="2026-12-31"),
    )
    kinds = [what for what, _told in found]
    assert kinds == [
        *(What.NEW, What.SAME, What.SAME, What.CHANGED, What.DOUBTFUL, What.DOUBTFUL),
        *(What.DOUBTFUL, What.ERROR, What.ERROR, What.ERROR, What.DOUBTFUL, What.ERROR),
    ]
    told = [told for _what, told in found]
    assert told[0] == "Personen läggs upp."
    assert told[2] == "Samma som rad 3."
    assert told[3] == "till och med: – blir 2026-12-31"
    assert "Skriv personens nummer, eller ny" in told[4]
    assert told[5].startswith("Liknar Alva Påhittad (S), nummer")
    assert "Partiet XYZ finns inte sedan tidigare" in told[6]
    assert told[7] == "Organet ”Komunstyrelsen” finns inte. Menas Kommunstyrelsen?"
    assert "Du sköter inte Kommunfullmäktige" in told[8]
    assert "Rollen ”gäst” finns inte" in told[9]
    assert "”i våras” är ingen dag" in told[9]
    assert "redan ledamot där från 2026-01-15" in told[10]
    assert told[11] == "Rad 2 säger annat om samma uppdrag. Behåll en av dem."


def test_a_number_tells_namesakes_apart() -> None:
    ks = organization()
    one = held("Alva Påhittad", ks).person
    rows = [line("Alva Påhittad", Parti="V", Nummer=each) for each in (str(one.number), "ny")]
    changed, new = planned(*rows).rows
    assert (changed.what, changed.person) == (What.CHANGED, one)
    assert (new.what, new.person) == (What.NEW, None)


def test_the_plan_costs_as_many_queries_for_sixty_rows_as_for_two() -> None:
    ks = organization()
    for at in range(30):
        held(f"Person {at}", ks)
    counts = []
    for size in (2, 60):
        with CaptureQueriesContext(connection) as queries:
            planned(*(line(f"Person {at}") for at in range(size)))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def post(client: Any, **said: Any) -> Any:
    return client.post(PAGE, said)


def file_of(*rows: tuple[str, ...]) -> BytesIO:
    file = BytesIO(csv(HEADINGS, *rows))
    file.name = "uppdrag.csv"
    return file


def carried(response: Any) -> dict[str, str]:
    return {
        "table": response.context["carried"],
        "digest": response.context["plan"].digest,
        "key": response.context["key"],
    }


def test_a_dry_run_writes_nothing_and_then_one_act_writes_all() -> None:
    ks = organization()
    client = client_of(keeper(ks))
    rows = [
        line("Alva Ny", Kontakt="alva@example.org"),
        line("Bo Ny", Parti="V", Roll="ersättare", Ordning="2", **{"Inträder för": "V, S"}),
        line("Cia Ny", Parti="XYZ"),
    ]
    shown = post(client, file=file_of(*rows))
    assert shown.status_code == 200
    assert (Person.objects.count(), Membership.objects.count(), Act.objects.count()) == (0, 0, 0)
    done = post(client, do="1", take="4", **carried(shown))
    assert done.headers["Location"] == f"/registrator/ledamoter/{ks.pk}/"
    act = Act.objects.get()
    kinds = Entry.objects.filter(act=act).values_list("record__kind", flat=True)
    assert sorted(kinds) == ["membership"] * 3 + ["person"] * 3
    calling = CallingPlace.objects.get()
    assert (calling.membership.person.name, calling.place, calling.parties) == ("Bo Ny", 2, "V, S")
    again = post(client, file=file_of(*rows))
    assert {row.what for row in again.context["plan"].rows} == {What.SAME}


def test_a_plan_that_has_changed_meanwhile_is_shown_anew_and_nothing_is_written() -> None:
    ks = organization()
    client = client_of(keeper(ks))
    shown = post(client, file=file_of(line("Alva Ny")))
    held("Alva Ny", ks)
    done = post(client, do="1", **carried(shown))
    assert done.status_code == 409
    assert Act.objects.count() == 0


def test_a_column_is_read_as_people_say_it_is() -> None:
    organization()
    client = client_of(keeper(Organization.objects.get()))
    rows = csv(("Vem", "Parti", "Organ", "Roll", "Från"), ("Alva Ny", "S", "ks", "led", "20260115"))
    file = BytesIO(rows)
    file.name = "a.csv"
    shown = post(client, file=file)
    assert [row.what for row in shown.context["plan"].rows] == [What.ERROR]
    fields = ("name", "party", "organization", "role", "valid_from")
    said = {f"column-{at}": field for at, field in enumerate(fields)}
    again = post(client, again="1", table=shown.context["carried"], **said)
    assert [row.what for row in again.context["plan"].rows] == [What.NEW]


def test_a_file_that_is_too_large_or_forged_is_refused() -> None:
    client = client_of(keeper(organization()))
    large = BytesIO(b"x" * (MOST_BYTES + 1))
    large.name = "a.csv"
    assert "större än 5 MB" in post(client, file=large).content.decode()
    assert "Välj filen igen" in post(client, table="forged", do="1").content.decode()


def test_the_command_tells_and_writes_the_same(tmp_path: Any, capsys: Any) -> None:
    ks = organization()
    keeper(ks)
    file = tmp_path / "a.csv"
    file.write_bytes(csv(HEADINGS, line("Alva Ny")))
    call = ("import", "memberships", str(file), "--as", "registrator", "--json")
    call_command(*call, "--dry-run")
    assert json.loads(capsys.readouterr().out)["rows"] == 0
    assert Person.objects.count() == 0
    call_command(*call)
    assert json.loads(capsys.readouterr().out)["rows"] == 1
    assert Membership.objects.get().live
