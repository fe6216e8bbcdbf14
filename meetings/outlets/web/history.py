"""Every version of a record with its verb and reason, and any two side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from meetings.outlets.comparison import Line, compare
from meetings.outlets.http import reader_of_request
from meetings.outlets.version_text import known_of, lines_of
from meetings.outlets.web.designation import designation
from meetings.outlets.web.resolve import Page, finish
from portal.core.addresses import localized
from portal.ledger.readers import Reader
from portal.ledger.selectors import history_of, records, version_of
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the list; `compare_url` holds it beside the one before."""

    version: Version
    title: str
    compare_url: str


def history(request: HttpRequest, record: UUID) -> HttpResponse:
    """`?fran=1&till=2` shows these two versions; without them the newest two."""
    reader = reader_of_request(request)
    head = records(reader).filter(pk=record).first()
    if head is None:
        raise Http404
    versions = history_of(head, reader)
    before, after = _asked(request, versions)
    context = {
        "designation": designation(version_of(head)),
        "url": localized(head.path),
        "rows": _rows(versions),
        "before": before,
        "after": after,
        "lines": _compared(before, after, reader),
    }
    return finish(request, Page("meetings/history.html", context), version=version_of(head))


def history_path(record: UUID) -> str:
    return f"/post/{record}/versioner/"


def _asked(
    request: HttpRequest, versions: Sequence[Version]
) -> tuple[Version | None, Version | None]:
    """The two versions to compare; both must have a content that the reader may read."""
    standing = [version for version in versions if not version.is_tombstone]
    numbers = {str(version.version): version for version in standing}
    first, last = request.GET.get("fran"), request.GET.get("till")
    if first is None and last is None:
        return (standing[-2], standing[-1]) if len(standing) > 1 else (None, None)
    if first not in numbers or last not in numbers:
        raise Http404(_("De versionerna går inte att jämföra."))
    return numbers[first], numbers[last]


def _rows(versions: Sequence[Version]) -> list[VersionRow]:
    """Newest first."""
    rows, standing = [], None
    for version in versions:
        url = _compare_url(standing, version) if standing and not version.is_tombstone else ""
        title = version.content.title if version.content else ""
        rows.append(VersionRow(version, title, url))
        standing = standing if version.is_tombstone else version
    return rows[::-1]


def _compare_url(before: Version, after: Version) -> str:
    path = localized(history_path(after.record.pk))
    return f"{path}?fran={before.version}&till={after.version}#jamforelse"


def _compared(before: Version | None, after: Version | None, reader: Reader) -> list[Line]:
    if before is None or after is None:
        return []
    known = known_of([before, after], reader)
    return compare(lines_of(before, known), lines_of(after, known))
