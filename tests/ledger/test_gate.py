"""The gate: a personal number reaches the public nowhere, and is repeated nowhere."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.ledger.contents import Content, FileRef
from portal.ledger.errors import GateStopped
from portal.ledger.gate import scan
from portal.ledger.models import Act, Entry
from portal.ledger.readers import members_of
from tests.factories import (
    act,
    change,
    note,
    pdf,
    publish,
    publish_note,
    stored,
    with_check_digit,
    withdraw,
)

pytestmark = pytest.mark.django_db
BIRTH = "850412"
NUMBER = with_check_digit("850412-999")
LAST = NUMBER[-4:]
COORDINATION = with_check_digit("850472-999")
WRONG = f"{BIRTH}-{LAST[:3]}{(int(LAST[3]) + 1) % 10}"


def stopped(*contents: Content) -> GateStopped:
    with pytest.raises(GateStopped) as caught:
        publish(*contents)
    assert not Act.objects.exists()
    return caught.value


def places(error: GateStopped) -> list[str]:
    return [finding.place for finding in error.findings]


@pytest.mark.parametrize(
    "written",
    [
        NUMBER,
        NUMBER.replace("-", ""),
        NUMBER.replace("-", "+"),
        f"19{NUMBER}",
        f"19{BIRTH}{LAST}",
        f"{BIRTH}\u00a0{LAST}",
        f"{BIRTH}-\n{LAST}",
        f"{BIRTH}\n{LAST}",
        f"{BIRTH} \u2013 {LAST}",
        COORDINATION,
        f"19{COORDINATION}",
    ],
)
def test_a_personal_number_stops_the_act(written: str) -> None:
    error = stopped(note(text=f"Sökande {written}, Storgatan 1"))
    assert places(error) == ["text"]
    assert "Storgatan" in error.findings[0].around


@pytest.mark.parametrize(
    "written",
    [WRONG, "556677-8899", "N137-0095/11", "1451/14", "SLK-2023-01047", "031-365 00 00", "2.2.2"],
)
def test_what_is_no_personal_number_passes(written: str) -> None:
    publish_note(text=f"Se {written} i bilagan")
    assert Act.objects.get().findings == []


def test_a_number_in_the_text_of_a_file_is_found_on_its_page() -> None:
    file = stored(pdf(f"Sida ett #pagebreak() Sökande {NUMBER}"), "ansökan.pdf")
    assert places(stopped(note(files=[file]))) == ["ansökan.pdf, sida 2"]


def test_a_number_that_the_page_breaks_in_two_is_found() -> None:
    file = stored(pdf(f"Sökande {BIRTH}-#linebreak(){LAST}"), "ansökan.pdf")
    assert places(stopped(note(files=[file]))) == ["ansökan.pdf, sida 1"]


def test_a_number_in_the_metadata_of_a_file_is_found() -> None:
    file = stored(pdf(author=f"Åsa {NUMBER}"), "a.pdf")
    found = places(stopped(note(files=[file])))
    assert found == ["a.pdf, metadata Author", "a.pdf, metadata dc:creator"]


def test_a_number_in_the_name_of_a_file_is_found_and_not_repeated() -> None:
    error = stopped(note(files=[stored(pdf(), f"{NUMBER}.pdf")]))
    assert places(error) == ["files 1.name"]
    assert NUMBER not in str(error)


def test_a_number_in_a_text_file_is_found() -> None:
    file = stored(f"Hej\r\n{NUMBER}".encode(), "brev.txt")
    assert places(stopped(note(files=[file]))) == ["brev.txt, sida 1"]


def test_a_number_in_the_public_reason_is_found() -> None:
    record = publish_note()
    with pytest.raises(GateStopped) as caught:
        withdraw(record, reason=f"Innehöll {NUMBER}.")
    assert places(caught.value) == ["reason"]


def test_no_finding_holds_a_number() -> None:
    other = with_check_digit("121212-121")
    error = stopped(note(title=f"Om {NUMBER}", text=f"{NUMBER} och {other} och {NUMBER}"))
    told = str(error) + str(error.findings)
    assert len(error.findings) == 4
    assert (BIRTH in told, other in told, LAST in told) == (False, False, False)
    assert error.findings[0].title == "Om ██████"


def test_overriding_needs_a_reason_that_is_kept_with_the_findings() -> None:
    content = note(text=NUMBER)
    with pytest.raises(GateStopped):
        act(change(content), override="  ")
    act(change(content), override="Testnummer från Skatteverket.")
    kept = Act.objects.get()
    assert kept.override == "Testnummer från Skatteverket."
    assert kept.findings == [{"record": str(content.id), "rule": "personal_number"}]


def test_what_is_not_for_the_public_is_not_stopped() -> None:
    publish(note(text=NUMBER), audience=members_of(uuid4()))
    assert Entry.objects.count() == 1


def test_widening_to_the_public_asks_the_gate() -> None:
    content = note(text=NUMBER)
    publish(content, audience=members_of(uuid4()))
    with pytest.raises(GateStopped):
        publish(content)


def test_hashes_and_ids_are_not_read_as_words() -> None:
    digits = f"a{BIRTH}{LAST}"
    file = stored(pdf()).model_copy(update={"file_sha256": digits + "b" * (64 - len(digits))})
    content = note(
        text=file.file_sha256, path=f"/anteckningar/1f6f0b6e-8f0f-4a5e-9c7d-19{BIRTH}{LAST}/"
    )
    publish(content)
    assert Act.objects.get().findings == []


@pytest.mark.parametrize(
    ("body", "flagged"),
    [
        ("#rect(width: 100%, height: 100%, fill: gray)", ["a.pdf, sida 1"]),
        ("Text #pagebreak() #rect(width: 100%, height: 100%)", ["a.pdf, sida 2"]),
        ("Text #pagebreak() #pagebreak() Text", []),
    ],
)
def test_a_page_that_nobody_could_read_is_flagged(body: str, flagged: list[str]) -> None:
    changes = [change(note(files=[stored(pdf(body), "a.pdf")]))]
    told = [(finding.rule, finding.stops, finding.place) for finding in scan(changes)]
    assert told == [("no_text", False, place) for place in flagged]
    act(*changes)
    assert [each["rule"] for each in Act.objects.get().findings] == ["no_text"] * len(flagged)


def test_a_picture_is_flagged_since_nobody_read_it(png: bytes) -> None:
    [finding] = scan([change(note(files=[stored(png, "karta.png")]))])
    assert (finding.rule, finding.stops, finding.place) == ("no_text", False, "karta.png")


def test_files_inside_a_file_are_flagged_since_nobody_read_them() -> None:
    attached = '#pdf.attach("lista.txt", bytes("hej"))\nText'
    [finding] = scan([change(note(files=[stored(pdf(attached), "a.pdf")]))])
    assert (finding.rule, finding.stops, finding.place) == (
        "attachments",
        False,
        "a.pdf, lista.txt",
    )


def test_files_are_read_in_the_same_number_of_queries() -> None:
    def queries(count: int) -> int:
        files = [stored(pdf(f"Sida {number}"), "a.pdf") for number in range(count)]
        changes = [change(note(files=[file])) for file in files]
        with CaptureQueriesContext(connection) as caught:
            scan(changes)
        return len(caught)

    assert queries(2) == queries(12) == 3


def test_a_file_listed_by_two_is_found_in_both() -> None:
    file: FileRef = stored(pdf(NUMBER), "a.pdf")
    assert len(stopped(note(files=[file]), note(files=[file])).findings) == 2
