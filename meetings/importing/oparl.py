"""`import_oparl`: read a source to its end, write what changed, say what was found."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.utils.translation import gettext as _

from meetings.importing.fields import LISTED
from meetings.importing.files.fetching import Fetcher, place_of
from meetings.importing.files.keeping import Keeper
from meetings.importing.language import language_of
from meetings.importing.mapping.context import Context, Made
from meetings.importing.mapping.meetings import meeting_rows
from meetings.importing.mapping.organizations import (
    choose_owner,
    load_organizations,
    organization_rows,
)
from meetings.importing.mapping.papers import paper_rows
from meetings.importing.mapping.persons import person_rows
from meetings.importing.removing import remove
from meetings.importing.report import Report
from meetings.importing.rules import Rule
from meetings.importing.sources.opening import open_source
from meetings.importing.sources.pages import NoSource, Opened
from meetings.importing.staging import stage
from meetings.importing.stated import Stated, host_of, key_of
from meetings.importing.writing import Writer
from meetings.models import ImportedObject, ImportSource
from portal.core.clock import local_iso, now

Progress = Callable[[str, int, int], None]
"""A step, the objects done with and the objects there are in it."""

Pairs = Sequence[tuple[ImportedObject, Stated]]
LIST_OF = {kind: name for name, kind in LISTED.items()}

IN_MEMORY = {"Organization": 10_000, "Person": 100, "Paper": 250, "Meeting": 20}
"""Objects that are looked at together, in the order in which they are written."""

MARGIN = timedelta(minutes=10)
"""Asked again by the next run: clocks differ, and a server may tell a change late."""

NEEDED = ("name", "organization", "person", "meeting", "paper", "legislativeTerm")


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What a run did: its source, and the longest time that an act took."""

    source: ImportSource
    report: Report
    longest_act: float


def import_oparl(
    *,
    address: str,
    report: Report,
    name: str = "",
    body: str = "",
    language: str = "",
    full: bool = False,
    files: bool = False,
    progress: Progress = lambda _step, _done, _total: None,
) -> Imported:
    """Take in a body of an OParl server, folder or archive; a second time only what changed.

    `name` keeps the source's identity when it has moved; `full` asks for everything although
    an earlier run was whole. An interrupted run goes on where it was. `files` fetches the bytes
    of the papers' files too, each once.

    Raises NoSource, NoSpace.
    """
    opened = open_source(address, report, body=body)
    source = _source(opened, address, name, language)
    _check_body(opened, report)
    _read(source, opened, report, full, progress)
    context = Context(source, report)
    writer = Writer(context, _Counted(progress, source))
    _write(context, writer)
    if files:
        _fetch_files(context, address, progress)
    return Imported(source=source, report=report, longest_act=writer.pace.longest)


def _source(opened: Opened, address: str, name: str, language: str) -> ImportSource:
    """The source of this name, new or known. Raises NoSource for one that seems to have moved."""
    body = str(opened.body.get("id") or "")
    system = str(opened.system.get("id") or body or address)
    own_name = name or f"{host_of(system) or 'oparl'}{key_of(body)}"[:200]
    title = str(opened.body.get("name") or opened.body.get("shortName") or own_name)[:200]
    if not name:
        _refuse_moved(own_name, key_of(body), title)
    source, _is_new = ImportSource.objects.get_or_create(name=own_name)
    source.system, source.body, source.title = system[:500], key_of(body)[:500], title
    source.language = language or source.language
    source.save()
    return source


def _refuse_moved(name: str, body: str, title: str) -> None:
    moved = ImportSource.objects.filter(body=body[:500], title=title).exclude(name=name).first()
    if moved is not None:
        raise NoSource(
            _(
                "%(title)s har hämtats förut från en annan värd, som %(name)s. Ange --name "
                "%(name)s om det är samma kommun, annars --name med ett eget namn."
            )
            % {"title": title, "name": moved.name}
        )


def _check_body(opened: Opened, report: Report) -> None:
    stated = Stated(opened.body, "Body", report)
    for name in NEEDED:
        if name not in opened.body:
            stated.deviation(Rule.MISSING_FIELD, name)
    stated.times()


def _read(
    source: ImportSource, opened: Opened, report: Report, full: bool, progress: Progress
) -> None:
    """Keep every page; the position of an interrupted run is where this one begins."""
    if not source.position:
        source.run += 1
        since = "" if full or source.read_until is None else local_iso(source.read_until - MARGIN)
        source.position = {"since": since, "began": local_iso(now()), "lists": {}}
        source.save(update_fields=["run", "position"])
    position: dict[str, Any] = source.position
    lists = dict(position["lists"])
    done = 0
    for page in opened.pages(position["since"], lists):
        if page.kind in LIST_OF:
            lists[LIST_OF[page.kind]] = page.after
        stage(source, page, report, {**position, "lists": lists})
        done += len(page.objects)
        progress(_("läser"), done, max(page.total, done))
    if report.is_whole:
        source.read_until = position["began"]
        source.position = {}
        source.save(update_fields=["read_until", "position"])
        source.refresh_from_db(fields=["read_until"])


def _write(context: Context, writer: Writer) -> None:
    """Superiors before those who refer to them; then what was deleted."""
    source = context.source
    load_organizations(context)
    if not source.language:
        source.language = language_of(_sample(source))
        source.save(update_fields=["language"])
    for kind in IN_MEMORY:
        for pairs in _batches(context, kind):
            deleted = [pair for pair in pairs if pair[1].raw.get("deleted") is True]
            standing = [pair for pair in pairs if pair[1].raw.get("deleted") is not True]
            writer.write(_rows(kind, standing, context))
            for of, stated in deleted:
                remove(of, stated, context)
                writer.on_written(of.size)
        if kind == "Organization":
            choose_owner(context)


def _fetch_files(context: Context, address: str, progress: Progress) -> None:
    """After all else, so that what the source says stands here although its files are slow."""
    papers = context.source.objects_read.filter(kind="Paper").count()
    keeper = Keeper(context, Fetcher(place_of(address)), _heard(progress, papers))
    Writer(context, lambda _objects: None).write(keeper.papers_with_files())


def _heard(progress: Progress, papers: int) -> Callable[[int], None]:
    return lambda done: progress(_("filer"), done, papers)


def _rows(kind: str, pairs: Pairs, context: Context) -> Iterator[Made]:
    rows = {
        "Organization": organization_rows,
        "Person": person_rows,
        "Paper": paper_rows,
        "Meeting": meeting_rows,
    }
    return rows[kind](pairs, context)


def _waiting(source: ImportSource) -> QuerySet[ImportedObject]:
    return source.objects_read.exclude(written_sha256=F("sha256"))


def _batches(context: Context, kind: str) -> Iterator[Pairs]:
    """What is to be written of a type, a bounded number at a time."""
    waiting = _waiting(context.source).filter(kind=kind).order_by("key")
    last = ""
    while found := list(waiting.filter(key__gt=last)[: IN_MEMORY[kind]]):
        last = found[-1].key
        for each in found:
            each.source = context.source
        yield [(of, Stated(json.loads(of.stated), kind, context.report)) for of in found]


def _sample(source: ImportSource) -> str:
    rows = source.objects_read.filter(kind__in=["Paper", "Meeting", "Organization"])
    return " ".join(rows.order_by("sha256").values_list("stated", flat=True)[:50])


class _Counted:
    """Adds up what is written, for whoever watches."""

    def __init__(self, progress: Progress, source: ImportSource) -> None:
        self.progress, self.done = progress, 0
        self.total = _waiting(source).aggregate(all=Sum("size"))["all"] or 0

    def __call__(self, objects: int) -> None:
        self.done += objects
        self.progress(_("skriver"), self.done, max(self.total, self.done))
