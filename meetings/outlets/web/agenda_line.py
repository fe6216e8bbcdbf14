"""The agenda of a running meeting drawn as the line: its stops are the items."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from meetings.contents import AgendaItemContent
from meetings.outlets.web.known import url_of
from meetings.outlets.web.outcomes import Outcomes
from portal.core.line import Line, Stop, StopState
from portal.ledger.versions import Version


def agenda_line(items: Sequence[Version], outcomes: Outcomes) -> Line:
    """Items with a published outcome are passed; of the others nothing more is known yet."""
    stops = (_stop(each, outcomes) for each in items if isinstance(each.content, AgendaItemContent))
    return Line(title=_("Dagordningen"), stops=tuple(stops))


def _stop(version: Version, outcomes: Outcomes) -> Stop:
    content = version.content
    assert isinstance(content, AgendaItemContent)
    return Stop(
        title=content.title,
        state=StopState.PASSED if outcomes.words(content) else StopState.FUTURE,
        url=url_of(version),
        mark=content.number,
    )
