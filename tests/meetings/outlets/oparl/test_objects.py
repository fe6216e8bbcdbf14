"""What each object says, alone and embedded."""

import hashlib
from typing import Any

import pytest

from meetings.decision_contents import Ballot, Participant, VoteContent
from portal.core.ids import new_id
from tests.factories import stored
from tests.meetings.outlets import factories as make
from tests.meetings.outlets.oparl.harvest import ROOT, Json, body, get, listed

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"


def at(name: str, record: object) -> str:
    return f"{SITE}{ROOT}/{name}/{record}"


def picked(said: Json, *names: str) -> Json:
    return {name: said.get(name) for name in names}


def test_an_empty_city_has_a_system_and_a_body() -> None:
    system, city = get(f"{ROOT}/system"), body()
    assert system["oparlVersion"] == "https://schema.oparl.org/1.1/"
    assert city["legislativeTerm"] == []
    assert get(city["paper"])["data"] == []


def test_an_organization_names_its_members_and_what_came_after_it() -> None:
    heir, ks, who = make.organization("ny"), make.organization(), make.person()
    seat = make.membership(who, ks)
    make.publish(heir, ks.model_copy(update={"successors": (heir.id,)}), who, seat)
    said = get(f"{ROOT}/organization/{ks.id}")
    assert picked(said, "name", "shortName", "organizationType", "classification") == {
        "name": "Kommunstyrelsen",
        "shortName": "ks",
        "organizationType": "Gremium",
        "classification": "styrelse",
    }
    assert said["membership"] == [at("membership", seat.id)]
    assert said["radslag:successors"] == [at("organization", heir.id)]


def test_a_membership_names_its_person_only_when_it_stands_alone() -> None:
    who, ks = make.person(party="S"), make.organization()
    seat = make.membership(who, ks)
    make.publish(who, ks, seat)
    alone = get(f"{ROOT}/membership/{seat.id}")
    [embedded] = get(f"{ROOT}/person/{who.id}")["membership"]
    assert alone == embedded | {"person": at("person", who.id)}
    assert picked(alone, "role", "votingRight", "radslag:role", "radslag:party") == {
        "role": "ledamot",
        "votingRight": True,
        "radslag:role": "member",
        "radslag:party": "S",
    }


def test_a_meeting_holds_its_agenda_in_order_and_its_place() -> None:
    ks = make.organization()
    meeting = make.meeting(ks, state="finished", is_public=True)
    items = [make.item(meeting, number) for number in ("10", "2", "1")]
    make.publish(ks, meeting, *items)
    said = get(f"{ROOT}/meeting/{meeting.id}")
    assert picked(said, "meetingState", "cancelled", "start", "radslag:state") == {
        "meetingState": "durchgeführt",
        "cancelled": False,
        "start": "2016-10-19T10:00:00+02:00",
        "radslag:state": "finished",
    }
    shown = [(each["number"], each["order"], each["public"]) for each in said["agendaItem"]]
    assert shown == [("1", 0, True), ("2", 1, True), ("10", 2, True)]
    for each in said["agendaItem"]:
        assert get(each["id"]) == each | {"meeting": said["id"]}
    place = said["location"]
    assert place["description"] == "Sessionssalen"
    assert get(place["id"]) == place | {"meetings": [said["id"]]}


def test_a_cancelled_meeting_says_so_and_why() -> None:
    ks = make.organization()
    meeting = make.meeting(ks, state="cancelled", state_reason="Snö.")
    make.publish(ks, meeting)
    said = get(f"{ROOT}/meeting/{meeting.id}")
    assert picked(said, "cancelled", "radslag:stateReason") == {
        "cancelled": True,
        "radslag:stateReason": "Snö.",
    }


def test_an_agenda_item_says_what_was_decided_by_whom_and_how_they_voted() -> None:
    ks, who = make.organization(), make.person(party="S")
    meeting = make.meeting(ks)
    item = make.item(meeting, "1")
    there = {"person": who.id, "name": who.title, "party": "S"}
    decision = make.decision(
        item, method="vote", clauses=("Ja.", "Nej."), took_part=(Participant(**there),)
    )
    vote = _vote(decision.id, ballots=(Ballot(**there, choice="yes", served_for="Anna"),))
    make.publish(ks, who, meeting, item, decision, vote)
    said = get(f"{ROOT}/agendaitem/{item.id}")
    assert (said["result"], said["resolutionText"]) == ("bifall", "Ja.\nNej.")
    somebody = {"person": at("person", who.id), "name": who.title, "party": "S"}
    assert said["radslag:attendance"] == [somebody]
    [shown] = said["radslag:votes"]
    assert picked(shown, "yes", "no", "won", "purpose", "sha256", "ballots") == {
        "yes": 7,
        "no": 6,
        "won": "yes",
        "purpose": "main",
        "sha256": vote.sha256,
        "ballots": [somebody | {"choice": "yes", "servedFor": "Anna"}],
    }
    assert get(f"{ROOT}/meeting/{meeting.id}")["participant"] == [at("person", who.id)]


def test_an_outcome_in_prose_stays_prose() -> None:
    meeting = make.meeting(make.organization())
    item = make.item(meeting, outcome="Einstimmig beschlossen")
    make.publish(meeting, item)
    assert get(f"{ROOT}/agendaitem/{item.id}")["result"] == "Einstimmig beschlossen"


def test_a_paper_holds_its_files_and_where_it_was_handled() -> None:
    ks = make.organization()
    line = make.registration(ks)
    files = (stored(b"Hej", "a b.txt"), stored(b"Nej", "bilaga.txt"))
    paper = make.document(17, of=ks, registrations=[line], files=files, provision="OSL 1")
    meeting = make.meeting(ks)
    item = make.item(meeting, documents=[paper])
    make.publish(ks, line, paper, meeting, item)
    said = get(f"{ROOT}/paper/{paper.id}")
    assert picked(said, "reference", "date", "paperType", "radslag:secrecyGround") == {
        "reference": "1451/14",
        "date": "2016-09-05",
        "paperType": "tjänsteutlåtande",
        "radslag:secrecyGround": "OSL 1",
    }
    assert said["radslag:registrations"][0]["number"] == "1451/14"
    for embedded in (said["mainFile"], *said["auxiliaryFile"]):
        assert get(embedded["id"]) == embedded | {"paper": [said["id"]]}
    [consultation] = said["consultation"]
    assert get(consultation["id"]) == consultation | {"paper": said["id"]}
    assert get(consultation["agendaItem"])["consultation"] == consultation["id"]
    assert get(consultation["meeting"])["id"] == at("meeting", meeting.id)


def test_a_file_has_two_checksums_and_two_addresses() -> None:
    paper = make.document(17, files=(stored(b"Hej", "a b.txt"),))
    make.publish(paper)
    [file] = listed("file")
    assert picked(file, "name", "fileName", "mimeType", "size") == {
        "name": "a b",
        "fileName": "a b.txt",
        "mimeType": "text/plain",
        "size": 3,
    }
    assert file["sha512Checksum"] == hashlib.sha512(b"Hej").hexdigest()
    assert file["radslag:sha256"] == paper.files[0].file_sha256
    assert file["accessUrl"] == f"{SITE}/handlingar/17/v1/a%20b.txt"
    assert file["downloadUrl"] == f"{file['id']}/download"


def test_times_are_those_of_first_and_newest_publication() -> None:
    paper = make.document(17)
    make.publish(paper)
    said = get(f"{ROOT}/paper/{paper.id}")
    assert picked(said, "created", "modified") == {
        "created": "2026-05-04T10:00:00+02:00",
        "modified": "2026-05-04T10:00:00+02:00",
    }


def test_a_correction_is_told_with_its_reason() -> None:
    paper = make.document(17)
    make.publish(paper)
    make.correct(paper.model_copy(update={"title": "Rätt"}), reason="Fel rubrik.")
    said = get(f"{ROOT}/paper/{paper.id}")
    assert picked(said, "name", "radslag:version", "radslag:reason") == {
        "name": "Rätt",
        "radslag:version": 2,
        "radslag:reason": "Fel rubrik.",
    }


def _vote(decision: object, **fields: Any) -> VoteContent:
    given: dict[str, Any] = {
        "id": new_id(),
        "path": "/beslut/1/votering-1/",
        "title": "Votering",
        "decision": decision,
        "order": 1,
        "purpose": "main",
        "detail": "named",
        "yes": 7,
        "no": 6,
        "won": "yes",
    }
    return VoteContent(**given | fields)
