"""What is published and read in measurements. Runs inside a copy (`bench.copies`)."""

import datetime
from collections.abc import Sequence

from meetings.demo.scale import text
from meetings.models import (
    AgendaItem,
    Case,
    Document,
    DocumentFile,
    ItemPaper,
    Meeting,
    Organization,
    Registration,
    RuleSet,
)
from meetings.states import Direction, DocumentKind, MeetingState
from portal.core.clock import city_zone
from portal.ledger.files import store_texts

CONTACT = "registrator@example.org"


def organization(short_name: str = "matnamnden") -> Organization:
    """The organization of every measurement, a draft the first time."""
    rules, _is_new = RuleSet.objects.get_or_create(name="Mätnämndens regler")
    found: Organization
    found, _is_new = Organization.objects.get_or_create(
        short_name=short_name,
        defaults={
            "name": "Mätnämnden",
            "kind": "committee",
            "rule_set": rules,
            "valid_from": datetime.date(2011, 1, 1),
            "contact": CONTACT,
            "is_invented": True,
        },
    )
    return found


def meeting(number: int, *, items: int, papers: int) -> Meeting:
    """A draft of a meeting, every item with a case of its own and its share of the papers.

    Every paper has a text file of 2 kB and stands in the diary. `number` makes it unique.
    """
    where = organization()
    start = datetime.datetime(2026, 1, 1, 13, tzinfo=city_zone()) + datetime.timedelta(days=number)
    cases = [_case(where, number, place, start.date()) for place in range(items)]
    documents = _documents(where, cases, number, papers, start.date())
    made = Meeting(organization=where, start=start, place="Mätsalen", state=MeetingState.FINISHED)
    made.items = [_item(place, case, documents[place::items]) for place, case in enumerate(cases)]
    made.save()
    return made


def _case(where: Organization, number: int, place: int, day: datetime.date) -> Case:
    made = Case(
        number=f"MAT-{number:04}-{place:03}",
        organization=where,
        title=text.matter(number * 1_000 + place),
        opened=day,
    )
    made.save()
    return made


def _documents(
    where: Organization, cases: Sequence[Case], number: int, count: int, day: datetime.date
) -> list[Document]:
    files = store_texts([text.paper(10_000_000 + number * 1_000 + each) for each in range(count)])
    made = []
    for place, file in enumerate(files):
        case = cases[place % len(cases)]
        document = Document(
            kind=DocumentKind.OFFICIAL_REPORT if place < len(cases) else DocumentKind.APPENDIX,
            title=text.matter(number * 1_000 + place),
            date=day,
            owner=where,
            issuer=where,
            case=case,
        )
        document.files = [DocumentFile(file=file, name=f"handling-{place + 1}.txt")]
        document.registrations = [
            Registration(
                organization=where,
                number=case.number,
                serial=place // len(cases) + 1,
                date=day,
                direction=Direction.DRAWN_UP,
            )
        ]
        document.save()
        made.append(document)
    return made


def _item(place: int, case: Case, papers: Sequence[Document]) -> AgendaItem:
    item = AgendaItem(
        number=f"2.{place + 1}", title=case.title, case=case, outcome="Bifall till förslaget."
    )
    item.papers = [ItemPaper(document=paper) for paper in papers]  # type: ignore[misc]
    return item
