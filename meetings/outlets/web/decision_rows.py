"""What was decided, one sentence each (components/decision_row.html)."""

import datetime
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.contents import AgendaItemContent, MeetingContent
from meetings.decision_contents import DecisionContent
from meetings.outlets.web.agenda_rows import case_number
from meetings.outlets.web.designation import designation
from meetings.outlets.web.item_words import item_lead
from meetings.outlets.web.known import Known, url_of
from meetings.outlets.web.outcomes import Outcomes, decision_words
from meetings.states import DecisionMethod
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """`sentence` is the outcome, or the item's title where none is known."""

    record_id: UUID
    version: int
    sha256: str
    url: str
    sentence: str
    organization: str
    date: datetime.date | None
    title: str = ""
    method: str = ""
    case_number: str = ""
    case_url: str = ""


def decision_row(version: Version, known: Known, outcomes: Outcomes) -> DecisionRow:
    """A row for lists of many cases: with the item's title and its case."""
    content = version.content
    organization = known.title(version.record.organization)
    if not isinstance(content, AgendaItemContent):
        said = f"{designation(version)}. {version.reason}"
        return _row(version, said, organization, method=_("Återtagen"))
    said = outcomes.words(content)
    return _row(
        outcomes.version(content) or version,
        said or content.title,
        organization,
        title=content.title if said else "",
        method=_("punkt %(number)s") % {"number": content.number},
        case_number=case_number(content, known),
        case_url=known.url(content.case),
    )


def decision_row_of_case(
    version: Version, known: Known, outcomes: Outcomes, today: datetime.date
) -> DecisionRow:
    """A row for the case's own page, which says the title and the number already.

    `known` holds the item's meeting: before there is an outcome the row says when.
    """
    row = replace(decision_row(version, known, outcomes), title="", case_number="", case_url="")
    content = version.content
    if not isinstance(content, AgendaItemContent):
        return row
    meeting = known.content(content.meeting, MeetingContent)
    return replace(row, sentence=item_lead(content, meeting, outcomes, today))


def row_of_decision(version: Version, known: Known) -> DecisionRow:
    """A row for lists of decisions; `known` holds their items' cases and their organizations."""
    content, organization = version.content, known.title(version.record.organization)
    if not isinstance(content, DecisionContent):
        said = f"{designation(version)}. {version.reason}"
        return _row(version, said, organization, method=_("Återtagen"))
    item = known.content(content.item, AgendaItemContent)
    return _row(
        version,
        decision_words(content),
        organization,
        title=" ".join(each for each in (content.paragraph, content.title) if each),
        method=method_words(content.method),
        case_number=", ".join(content.references),
        case_url=known.url(item.case) if item else "",
    )


def method_words(method: str) -> str:
    """`votering`; empty where nobody knows."""
    return str(DecisionMethod(method).label) if method else ""


def _row(version: Version, said: str, organization: str, **more: str) -> DecisionRow:
    return DecisionRow(
        record_id=version.record.pk,
        version=version.version,
        sha256=version.sha256,
        url=url_of(version),
        sentence=said,
        organization=organization,
        date=version.record.date,
        **more,
    )
