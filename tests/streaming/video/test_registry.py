"""The office's way from a meeting to its recording, and its list of work."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Meeting, Organization
from portal.core.clock import now
from portal.core.ids import new_id
from streaming.video.models import Recording
from streaming.video.services.recordings import digest_of
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db

LIST = "/registrator/inspelningar/"


@pytest.fixture
def council() -> Organization:
    return make.organization("kf", "Kommunfullmäktige")


@pytest.fixture
def meeting(council: Organization) -> Meeting:
    return make.meeting(council)


@pytest.fixture
def office(council: Organization) -> Client:
    return make.client_of(make.keeper(council))


def test_the_form_of_a_meeting_leads_to_its_recording(office: Client, meeting: Meeting) -> None:
    address = f"{LIST}ny/{meeting.pk}/"
    form = office.get(reverse("wagtailsnippets_meetings_meeting:edit", args=[meeting.pk]))
    assert address in form.content.decode()
    refused = office.post(address, follow=True).content.decode()
    assert (Recording.objects.count(), "Strömnyckel" in refused) == (0, False)
    make.put_live(meeting.organization)
    make.put_live(meeting)
    assert office.get(address).status_code == 200
    assert Recording.objects.count() == 0
    told = office.post(address, follow=True).content.decode()
    recording = Recording.objects.get()
    key = told.split("Strömnyckel: ")[1].split("<")[0].strip()
    assert digest_of(key) == recording.key_digest
    assert office.get(address).headers["Location"] == f"{LIST}{recording.pk}/"


def test_another_office_makes_no_recording(meeting: Meeting) -> None:
    make.put_live(meeting.organization)
    make.put_live(meeting)
    other = make.client_of(make.keeper(make.organization("ks"), username="annan"))
    assert other.post(f"{LIST}ny/{meeting.pk}/").headers["Location"] == "/registrator/"
    assert Recording.objects.count() == 0


def test_a_chapter_moved_too_far_says_so(office: Client, council: Organization) -> None:
    recording = kept(council)
    said = {"do": "nudge", "chapter": "item-1", "seconds": 700}
    page = office.post(f"{LIST}{recording.pk}/", said).content.decode()
    assert "600" in page.split('role="alert"')[1].split("</p>")[0]
    assert recording.nudges.count() == 0


def test_the_list_asks_as_much_for_many_as_for_one(office: Client, council: Organization) -> None:
    kept(council)
    office.get(LIST)
    with CaptureQueriesContext(connection) as one:
        office.get(LIST)
    for _each in range(4):
        kept(council)
    with CaptureQueriesContext(connection) as many:
        assert office.get(LIST).content.decode().count("Påhittat sammanträde") == 5
    assert len(many) == len(one)


def kept(council: Organization) -> Recording:
    """The row of a recording that the council's office keeps."""
    return Recording.objects.create(
        meeting=(meeting := new_id()),
        organization=council.record_id,
        path="/kf/2016-10-19/",
        title="Påhittat sammanträde",
        key_digest=digest_of(str(meeting)),
        made_at=now(),
    )
