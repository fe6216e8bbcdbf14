"""Nothing in Wagtail publishes, unpublishes or deletes what is public: only an act does."""

from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.models import WorkflowMixin
from wagtail.permissions import policy_registry

from meetings.errors import NotDeletable
from meetings.models import Document, Meeting, Membership, Person, WorkingRecord
from portal.accounts.models import User
from portal.core.errors import DomainError
from portal.ledger.models import Entry, Record
from tests.meetings.registry import factories as make
from tests.meetings.registry.posting import admin_url, save, shown_form

pytestmark = pytest.mark.django_db

MODELS = ["organization", "person", "membership", "case", "document", "meeting"]
PUBLISHING = {"action-publish": "1", "action-unpublish": "1", "action-submit": "1"}


@pytest.fixture
def city() -> dict[str, WorkingRecord]:
    """One published record of each kind, with a draft after it."""
    ks = make.organization()
    case = make.case(ks)
    paper = make.document(ks, case=case)
    agenda = make.meeting(ks)
    make.item(agenda, papers=[paper], case=case)
    person = Person.objects.create(name="Anna Demo-And", is_invented=True)
    member = Membership.objects.create(
        person=person, organization=ks, role="member", valid_from="2015-01-01"
    )
    records: list[WorkingRecord] = [ks, case, paper, agenda, person, member]
    for record in records:
        record.refresh_from_db()
    make.put_live(*records)
    return {str(record._meta.model_name): record for record in records}


@pytest.fixture
def root() -> User:
    return User.objects.create_superuser("admin", password="demo")


@pytest.fixture
def client(root: User) -> Client:
    return make.client_of(root)


def public_state() -> list[tuple[Any, ...]]:
    return [
        *Record.objects.order_by("pk").values_list("pk", "version", "verb"),
        (Entry.objects.count(),),
    ]


def test_no_policy_ever_grants_publish(root: User, city: dict[str, WorkingRecord]) -> None:
    for record in city.values():
        policy = policy_registry.get_by_type(type(record))
        for action in ("publish", "unpublish", "bulk_delete"):
            assert not policy.user_has_permission(root, action)
            assert not policy.user_has_permission_for_instance(root, action, record)
            assert root not in policy.users_with_permission(action)


@pytest.mark.parametrize("model", MODELS)
def test_a_form_that_asks_to_publish_only_saves(
    client: Client, city: dict[str, WorkingRecord], model: str
) -> None:
    record, before = city[model], public_state()
    data = shown_form(client, record)
    for name in ("title", "name", "place"):
        if name in data:
            data[name] = "Ett utkast"
    save(client, record, data | PUBLISHING)
    assert public_state() == before
    assert type(record).objects.get(pk=record.pk).live
    assert "Ett utkast" not in "".join(map(str, Record.objects.values_list("title", flat=True)))


@pytest.mark.parametrize("model", MODELS)
def test_a_new_record_that_asks_to_be_published_is_a_draft(
    client: Client, city: dict[str, WorkingRecord], model: str
) -> None:
    before = public_state()
    data = shown_form(client, city[model])
    client.post(admin_url(type(city[model]), "add"), data | PUBLISHING)
    assert public_state() == before
    assert not type(city[model]).objects.filter(live=True).exclude(pk=city[model].pk).exists()


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("name", ["unpublish", "revisions_unschedule", "reorder", "usage"])
def test_wagtails_own_ways_have_no_address(model: str, name: str) -> None:
    names = set(_names(get_resolver(), f"wagtailsnippets_meetings_{model}"))
    assert "edit" in names
    assert name not in names
    assert not [each for each in names if each.startswith("workflow")]


@pytest.mark.parametrize("model", MODELS)
def test_bulk_actions_do_not_exist(
    client: Client, city: dict[str, WorkingRecord], model: str
) -> None:
    url = reverse("wagtail_bulk_action", args=["meetings", model, "delete"])
    for query in (f"?id={city[model].pk}", "?id=all"):
        assert client.get(url + query).status_code == 404
        assert client.post(url + query).status_code == 404
    assert type(city[model]).objects.filter(pk=city[model].pk).exists()


@pytest.mark.parametrize("model", MODELS)
def test_the_public_is_not_deleted(
    client: Client, city: dict[str, WorkingRecord], model: str
) -> None:
    before = public_state()
    client.post(admin_url(city[model], "delete"))
    assert type(city[model]).objects.filter(pk=city[model].pk).exists()
    assert public_state() == before


@pytest.mark.parametrize("model", MODELS)
def test_not_even_by_the_shell(city: dict[str, WorkingRecord], model: str) -> None:
    record = city[model]
    for delete in (record.delete, type(record).objects.filter(pk=record.pk).delete):
        with pytest.raises((NotDeletable, ProtectedError)), transaction.atomic():
            delete()


def test_a_draft_may_be_deleted(client: Client, city: dict[str, WorkingRecord]) -> None:
    paper = make.document(city["organization"])
    assert client.post(admin_url(paper, "delete")).status_code == 302
    assert not Document.objects.filter(pk=paper.pk).exists()


def test_a_draft_that_an_open_agenda_names_stays(
    client: Client, city: dict[str, WorkingRecord]
) -> None:
    paper = make.document(city["organization"])
    agenda = city["meeting"]
    data = shown_form(client, agenda)
    data |= {"items-0-papers-TOTAL_FORMS": 2, "items-0-papers-1-document": paper.pk}
    data |= {"items-0-papers-1-id": "", "items-0-papers-1-ORDER": 2}
    assert save(client, agenda, data).status_code == 302
    response = client.post(admin_url(paper, "delete"), follow=True)
    assert "står på ett utkast till" in response.content.decode()
    assert Document.objects.filter(pk=paper.pk).exists()


@pytest.mark.parametrize("model", MODELS)
def test_wagtails_actions_raise(city: dict[str, WorkingRecord], root: User, model: str) -> None:
    record = city[model]
    revision = record.save_revision(user=root)
    for way in (
        revision.publish,
        lambda: revision.publish(user=root, skip_permission_checks=True),
        record.unpublish,
        lambda: record.publish(revision),
    ):
        with pytest.raises(DomainError):
            way()
    with pytest.raises(Exception, match="permission"):
        PublishRevisionAction(revision, user=root).execute()
    with pytest.raises(Exception, match="permission"):
        UnpublishAction(record, user=root).execute()


def test_nothing_goes_through_a_workflow(city: dict[str, WorkingRecord]) -> None:
    assert not any(isinstance(record, WorkflowMixin) for record in city.values())


def test_a_schedule_cannot_be_set(client: Client, city: dict[str, WorkingRecord]) -> None:
    agenda = city["meeting"]
    data = shown_form(client, agenda) | {"go_live_at": "2030-01-01 10:00", "place": "Börsen"}
    save(client, agenda, data)
    newest = Meeting.objects.get(pk=agenda.pk)
    assert newest.latest_revision is not None
    assert newest.latest_revision.approved_go_live_at is None
    assert newest.latest_revision.content["go_live_at"] is None


def test_the_buttons_are_not_shown(client: Client, city: dict[str, WorkingRecord]) -> None:
    page = client.get(admin_url(city["meeting"], "edit")).content.decode()
    assert 'name="action-publish"' not in page
    assert "unpublish" not in page
    assert 'name="action-publish-act"' in page


def _names(resolver: Any, namespace: str) -> list[str]:
    for _pattern, inner in _namespaces(resolver):
        if _pattern == namespace:
            return [pattern.name for pattern in inner.url_patterns if pattern.name]
    raise NoReverseMatch(namespace)


def _namespaces(resolver: Any) -> Any:
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield pattern.namespace, pattern
            yield from _namespaces(pattern)
