"""`manage.py import proposals`: an export of an earlier system takes the steps of its life here."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from portal.ledger.models import Entry, Record
from proposals.contents import ProposalContent
from proposals.models import Proposal, ProposalEvent
from proposals.services.handling import follow_up
from proposals.services.policies import ship
from tests.factories import with_check_digit
from tests.meetings.registry import factories as registry
from tests.meetings.registry.factories import put_live
from tests.proposals.factories import OFFICE, resident

pytestmark = pytest.mark.django_db

MAP: dict[str, Any] = {
    "columns": {
        "id": "Id",
        "title": "Rubrik",
        "text": "Text",
        "proposer": "Namn",
        "submitted": "Inkom",
        "published": "Publicerad",
        "closes": "Slutdatum",
        "votes": "Röster",
        "state": "Status",
        "settled": "Beslutad",
        "reason": "Svar",
        "rejection": "Avvisad",
        "committee": "Nämnd",
        "case": "Diarienummer",
        "outcome": "Utfall",
    },
    "states": {
        "Pågår": "collecting",
        "Avslutad": "expired",
        "Väntar": "reached",
        "Beslutad": "decided",
        "Stoppad": "rejected",
        "Återkallad": "withdrawn",
    },
    "outcomes": {"Bifall": "granted"},
    "rejections": {"Fel avsändare": "not_the_city"},
}
BENCH = {
    "Id": "7",
    "Rubrik": "Bänkar vid Stenpiren",
    "Text": "Ställ fyra bänkar där.",
    "Namn": "Demo Boende",
    "Inkom": "2018-03-01",
    "Publicerad": "2018-03-05",
    "Slutdatum": "2018-06-03",
    "Röster": "41",
    "Status": "Avslutad",
}


def write(folder: Path, *rows: dict[str, str], encoding: str = "utf-8") -> Path:
    path = folder / "forslag.csv"
    names = list(dict.fromkeys([*MAP["columns"].values(), *(name for row in rows for name in row)]))
    out = StringIO()
    table = csv.DictWriter(out, names, delimiter=";")
    table.writeheader()
    table.writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def run(path: Path, *arguments: str, columns: dict[str, Any] | None = None) -> dict[str, Any]:
    ship(office=OFFICE)
    plan = path.with_name("map.json")
    plan.write_text(json.dumps(MAP if columns is None else columns))
    out = StringIO()
    call_command("import", "proposals", str(path), "--map", str(plan), "--json", *arguments,
                 stdout=out)  # fmt: skip
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def rules(answer: dict[str, Any]) -> set[str]:
    return {each["rule"] for each in answer["deviations"]}


def the_one() -> Proposal:
    return Proposal.objects.get()


def steps() -> list[str]:
    return list(ProposalEvent.objects.order_by("seq").values_list("step", flat=True))


def test_a_proposal_that_ran_out_of_time(tmp_path: Path) -> None:
    answer = run(write(tmp_path, BENCH))
    assert (answer["written"], answer["deviations"]) == ({"Proposal": 1}, [])
    assert steps() == ["submit", "publish", "expire"]
    head = Record.objects.get(pk=the_one().record_id)
    content = Entry.objects.get(seq=head.seq).content.typed()
    assert isinstance(content, ProposalContent)
    assert (content.state, content.proposer, content.number) == ("expired", "Demo Boende", 1)
    assert [(each.level, each.votes) for each in content.counts] == [("none", 41)]
    times = Entry.objects.filter(record=head).order_by("seq").values_list("source_time", flat=True)
    assert [str(each.date()) for each in times if each] == [
        "2018-03-01",
        "2018-03-05",
        "2018-06-03",
    ]


def test_again_writes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, BENCH)
    run(path)
    entries = Entry.objects.count()
    answer = run(path)
    assert (answer["written"], answer["unchanged"]) == ({"Proposal": 0}, 1)
    assert Entry.objects.count() == entries


def test_a_trial_saves_nothing_and_tells_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, BENCH, BENCH | {"Id": "8", "Status": "?"})
    told = run(path, "--dry-run")
    assert Proposal.objects.count() == Entry.objects.count() == 0
    assert told["dry_run"] is True
    said = run(path)
    assert (told["written"], told["deviations"]) == (said["written"], said["deviations"])


def test_what_the_city_has_answered_since_is_added(tmp_path: Path) -> None:
    ks = registry.organization("ks")
    put_live(ks, registry.case(ks, "0123/18"))
    waiting = BENCH | {"Status": "Väntar", "Röster": "201"}
    run(write(tmp_path, waiting))
    assert steps() == ["submit", "publish", "reach", "close"]
    answered = waiting | {
        "Status": "Beslutad", "Nämnd": "ks", "Diarienummer": "0123/18", "Beslutad": "2018-10-19",
        "Utfall": "Bifall", "Svar": "Bänkarna ställs dit.",
    }  # fmt: skip
    assert run(write(tmp_path, answered))["deviations"] == []
    assert steps()[4:] == ["hand_over", "decide"]
    assert (the_one().state, the_one().outcome) == ("decided", "granted")


def test_without_committee_and_case_it_waits(tmp_path: Path) -> None:
    row = BENCH | {"Status": "Beslutad", "Röster": "201", "Nämnd": "xx", "Diarienummer": "9/99"}
    assert rules(run(write(tmp_path, row))) >= {"no_committee", "no_case"}
    assert the_one().state == "reached"


def test_a_refusal_needs_its_code(tmp_path: Path) -> None:
    refused = BENCH | {"Status": "Stoppad", "Svar": "Det är statens väg."}
    assert rules(run(write(tmp_path, refused))) == {"missing_value"}
    assert Proposal.objects.count() == 0
    assert rules(run(write(tmp_path, refused | {"Avvisad": "Fel avsändare"}))) == set()
    assert the_one().rejection == "not_the_city"


def test_one_taken_back(tmp_path: Path) -> None:
    run(write(tmp_path, BENCH | {"Status": "Återkallad", "Beslutad": "2018-04-01"}))
    assert the_one().state == "withdrawn"


@pytest.mark.parametrize(
    ("changes", "rule", "taken"),
    [
        ({"Status": "Pågår"}, "still_open", 0),
        ({"Status": "Okänd"}, "unknown_state", 0),
        ({"Rubrik": ""}, "missing_value", 0),
        ({"Text": " "}, "missing_value", 0),
        ({"Inkom": "", "Publicerad": ""}, "missing_value", 0),
        ({"Rubrik": "x" * 500}, "too_long", 1),
        ({"Publicerad": "0000-01-01"}, "impossible_date", 1),
        ({"Slutdatum": "2018-01-01"}, "impossible_date", 1),
        ({"Slutdatum": "2999-01-01"}, "impossible_date", 1),
        ({"Röster": "många"}, "impossible_number", 1),
        ({"Status": "Väntar", "Röster": "3"}, "few_votes", 1),
        ({"Text": f"Ring {with_check_digit('850412-999')}"}, "personal_number", 0),
        ({"Extra": "x"}, "unknown_column", 1),
    ],
)
def test_a_dirty_row_is_told(
    tmp_path: Path, changes: dict[str, str], rule: str, taken: int
) -> None:
    answer = run(write(tmp_path, BENCH | changes))
    assert rule in rules(answer)
    assert Proposal.objects.count() == taken


def test_two_rows_of_one_id(tmp_path: Path) -> None:
    answer = run(write(tmp_path, BENCH, BENCH | {"Rubrik": "Annat"}))
    assert "duplicate_id" in rules(answer)
    assert the_one().title == BENCH["Rubrik"]


def test_an_export_of_an_old_office_computer(tmp_path: Path) -> None:
    answer = run(write(tmp_path, BENCH, encoding="cp1252"))
    assert "invalid_utf8" in rules(answer)
    assert the_one().title == "Bänkar vid Stenpiren"


def test_json_is_as_good_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "forslag.json"
    path.write_text(json.dumps({"antal": 1, "data": [BENCH | {"Röster": 41}, 7, None]}))
    answer = run(path)
    assert "not_an_object" in rules(answer)
    assert the_one().final_counts == {"none": 41}


def test_dates_in_the_form_of_the_map(tmp_path: Path) -> None:
    row = BENCH | {"Inkom": "1/3 2018", "Publicerad": "5/3 2018", "Slutdatum": "3/6 2018"}
    run(write(tmp_path, row), columns=MAP | {"dates": "%d/%m %Y"})
    closed = the_one().closed_at
    assert closed is not None
    assert str(closed.date()) == "2018-06-03"


def test_what_was_handled_here_is_left(tmp_path: Path) -> None:
    path = write(tmp_path, BENCH | {"Status": "Väntar", "Röster": "201"})
    run(path)
    Proposal.objects.update(state="decided")
    follow_up(proposal=the_one(), by=resident(), role="moderator", reason="Bänkarna står där.")
    before = steps()
    assert rules(run(path)) == {"edited_here"}
    assert steps() == before


def test_html_of_the_source_is_words(tmp_path: Path, client: Client) -> None:
    run(write(tmp_path, BENCH | {"Text": "<script>alert(1)</script> Bänk"}))
    assert "<script" not in the_one().html


@pytest.mark.parametrize(
    "columns",
    [
        {"columns": {"id": "Id"}, "states": {}},
        {"columns": {**MAP["columns"], "colour": "Färg"}, "states": {}},
        {"columns": MAP["columns"], "states": {"Utkast": "draft"}},
        {"columns": MAP["columns"], "states": {"x": "y"}},
        [],
    ],
)
def test_a_map_that_cannot_be_used_stops_it(tmp_path: Path, columns: Any) -> None:
    with pytest.raises(CommandError, match=r"map\.json"):
        run(write(tmp_path, BENCH), columns=columns)


@pytest.mark.parametrize("data", [b"", b"[", b'{"a": ' + b"[" * 100_000, b"\x00\xff\xfe"])
def test_a_file_that_is_no_export(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(data)
    try:
        answer = run(path)
    except CommandError:
        return
    assert answer["written"] == {}
    assert Proposal.objects.count() == 0
