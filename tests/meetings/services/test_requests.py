"""`manage.py act` on working records: what the screens do, for those who may."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Document, Organization
from portal.accounts.models import User
from portal.ledger.models import Record
from portal.ledger.states import Verb
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ks() -> Organization:
    made = make.organization()
    make.put_live(made)
    return made


@pytest.fixture
def keeper(ks: Organization) -> User:
    return make.keeper(ks)


@pytest.fixture
def document(ks: Organization) -> Document:
    return make.document(ks, case=make.case(ks))


def act(*words: object) -> None:
    call_command("act", *map(str, words), stdout=StringIO())


def head(document: Document) -> tuple[int, str]:
    record = Record.objects.get(pk=document.record_id)
    return record.version, record.verb


def test_a_draft_is_published_and_withdrawn(document: Document, keeper: User) -> None:
    act("publish", document.record_id, "--as", keeper.username)
    assert head(document) == (1, Verb.PUBLISHED)
    document.refresh_from_db()
    assert document.live is True
    act("withdraw", document.record_id, "--reason", "Fel handling.", "--as", keeper.username)
    assert head(document) == (2, Verb.WITHDRAWN)
    document.refresh_from_db()
    assert document.live is False


def test_a_meeting_goes_with_its_items_cases_and_papers(
    ks: Organization, document: Document, keeper: User
) -> None:
    meeting = make.meeting(ks)
    make.item(meeting, papers=[document], case=document.case)
    act("publish", meeting.record_id, "--as", keeper.username)
    kinds = Record.objects.exclude(kind="organization").values_list("kind", flat=True)
    assert set(kinds) == {"meeting", "agenda-item", "case", "document"}


def test_another_registry_may_not(document: Document) -> None:
    other = make.keeper(make.organization("intraservice"))
    with pytest.raises(CommandError, match="sköter inte"):
        act("publish", document.record_id, "--as", other.username)
    assert not Record.objects.filter(pk=document.record_id).exists()


def test_a_stranger_among_them_stops_all(document: Document, keeper: User) -> None:
    stranger = "00000000-0000-4000-8000-000000000000"
    with pytest.raises(CommandError, match="finns inte i registraturen"):
        act("publish", document.record_id, stranger, "--as", keeper.username)
    assert not Record.objects.filter(pk=document.record_id).exists()


def test_erasing_names_the_decision_it_rests_on(keeper: User, document: Document) -> None:
    assert document.case is not None
    make.put_live(document.case, document)
    words = (document.record_id, "--as", keeper.username, "--reason=Rätten till radering.")
    with pytest.raises(CommandError):
        act("erase", *words)
    act("erase", *words, "--ground=Arkivnämndens beslut 7/26")
    assert head(document) == (2, Verb.ERASED)
