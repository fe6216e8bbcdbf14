"""Imported, served as OParl, imported elsewhere: the same set of objects."""

import json
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.test import Client

from meetings.contents import (
    AgendaItemContent,
    CaseContent,
    DocumentContent,
    MeetingContent,
    MembershipContent,
    OrganizationContent,
)
from meetings.importing.identity import record_id
from meetings.models import ImportSource
from portal.ledger.contents import Content
from portal.ledger.models import Content as StoredContent
from portal.ledger.models import Record
from tests.meetings.importing import town
from tests.meetings.importing.acts import import_from, import_town

pytestmark = pytest.mark.django_db

Fact = tuple[object, ...]


def crawl(client: Client, folder: Path) -> None:
    """Every page of our own lists, as a crawler leaves them."""
    folder.mkdir()
    system = get(client, "/oparl/v1.1/system")
    bodies = get(client, system["body"])
    keep(folder, "system", system)
    keep(folder, "body", bodies)
    for name in town.LISTS:
        address, number = bodies["data"][0][name], 0
        while address:
            page = get(client, address)
            keep(folder, f"{name}-{number}", page)
            address, number = page["links"].get("next", ""), number + 1


def get(client: Client, address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    response = client.get(f"{parts.path}?{parts.query}")
    assert response.status_code == 200
    said: dict[str, Any] = response.json()
    return said


def keep(folder: Path, name: str, page: dict[str, Any]) -> None:
    (folder / f"{name}.json").write_text(json.dumps(page))


def facts(ids: set[UUID]) -> Counter[Fact]:
    """What records say, with those they refer to by their titles."""
    stored = StoredContent.objects.filter(entry__seq__in=Record.objects.values("seq"))
    found = [each.typed() for each in stored]
    titles = {each.id: each.title for each in found}
    return Counter(_fact(each, titles) for each in found if each.id in ids)


def _fact(found: Content, titles: dict[Any, str]) -> Fact:
    files = tuple(each.id for each in found.source.files) if found.source else ()
    common = (found.kind, found.title, found.date, found.references, files)
    own: Fact = ()
    if isinstance(found, OrganizationContent):
        above = titles.get(found.subordinate_to)
        own = (found.organization_kind, found.valid_from, found.valid_to, above)
    elif isinstance(found, MembershipContent):
        own = (found.role, found.valid_to, titles[found.person])
    elif isinstance(found, CaseContent):
        own = (found.number,)
    elif isinstance(found, DocumentContent):
        own = (found.document_kind, titles.get(found.case))
    elif isinstance(found, MeetingContent):
        own = (found.start, found.end, found.place, found.state)
    elif isinstance(found, AgendaItemContent):
        papers = tuple(titles[each] for each in found.documents)
        own = (found.number, found.position, found.outcome, papers, titles[found.meeting])
    return (*common, *own)


def test_a_town_goes_on_to_another_city_as_it_was(client: Client, tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    first = {each.pk for each in Record.objects.all()}
    crawl(client, tmp_path / "crawled")
    report = import_from(str(tmp_path / "crawled"), name="elsewhere")
    second = {each.pk for each in Record.objects.exclude(pk__in=first)}
    assert report.is_whole
    assert facts(second) == facts(first)
    assert len(second) == len(first)


def test_the_copy_knows_that_it_is_one(client: Client, tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    crawl(client, tmp_path / "crawled")
    import_from(str(tmp_path / "crawled"), name="elsewhere")
    assert ImportSource.objects.count() == 2
    meeting = Record.objects.filter(kind="meeting").first()
    assert meeting is not None
    key = f"/oparl/v1.1/meeting/{meeting.pk}"
    assert Record.objects.filter(pk=record_id("elsewhere", key)).exists()
