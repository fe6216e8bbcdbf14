"""What to do today: each row says what waits, how urgent it is, and where it is done."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.addresses import organization_path
from meetings.models import ScheduledAct
from meetings.models.scheduled import ScheduledState
from meetings.number_gaps import Gap
from meetings.registry.addresses import (
    decisions_url,
    edit_url,
    publish_item_url,
    publish_url,
    workbench_url,
)
from meetings.selectors import today
from meetings.selectors.meetings_due import Held, Preparing, held, to_prepare
from meetings.states import ReviewVerdict
from portal.core.clock import local
from portal.core.clock import today as this_day

MOST = 8
"""Rows of one kind; more are counted."""
MINUTES_DAYS, WARN_DAYS = 14, 10
"""law.md C3: minutes are verified within fourteen days; the list tells it from the tenth on."""


@dataclass(frozen=True, slots=True)
class Chore:
    """One thing to do. `is_urgent`: it is late, or will be today."""

    title: str
    url: str
    words: str
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Chores:
    """Things of one kind, the most pressing first; `more` are not shown."""

    key: str
    title: str
    rows: Sequence[Chore]
    more: int
    more_url: str


def chores(user: Any) -> list[Chores]:
    """What waits for this user, kind by kind; a kind with nothing in it is left out."""
    due, past = to_prepare(user), held(user)
    kinds = [
        _kind("prepare", _("Sammanträden att förbereda"), map(_prepared, due)),
        _kind("late", _("Sena handlingar som inte är publicerade"), _late(due)),
        _kind(
            "scheduled",
            _("Schemalagda akter"),
            map(_scheduled, today.scheduled(user)),
            reverse("registry:scheduled"),
        ),
        _kind("reviews", _("Granskning"), map(_review, today.reviews(user))),
        _kind("decisions", _("Beslut som inte är införda"), _decisions(past)),
        _kind("minutes", _("Protokoll"), _minutes(past)),
        _kind("cases", _("Inkommet utan ärende"), map(_incoming, today.without_case(user))),
        _kind("gaps", _("Luckor i diariet"), _gaps(user)),
    ]
    return [kind for kind in kinds if kind.rows]


def _kind(key: str, title: str, rows: Iterator[Chore], more_url: str = "") -> Chores:
    found = sorted(rows, key=lambda row: not row.is_urgent)
    return Chores(key, title, found[:MOST], max(0, len(found) - MOST), more_url)


def _prepared(each: Preparing) -> Chore:
    draft = each.draft
    day = local(draft.start).date()
    left = (day - this_day()).days
    told = [_days_left(left)]
    last = day - datetime.timedelta(days=draft.organization.rule_set.announce_days)
    if not each.is_public:
        told.append(_("inte publicerat"))
    if not each.is_public and last != day:
        told.append(_("ska kungöras senast %(day)s") % {"day": _day(last)})
    if each.without_papers:
        n = each.without_papers
        told.append(
            ngettext("%(n)s punkt saknar handlingar", "%(n)s punkter saknar handlingar", n)
            % {"n": n}
        )
    if each.waiting_files:
        n = each.waiting_files
        told.append(
            ngettext("%(n)s fil väntar på en plats", "%(n)s filer väntar på en plats", n) % {"n": n}
        )
    urgent = not each.is_public and last <= this_day()
    return Chore(str(draft), workbench_url(draft), " · ".join(told), urgent)


def _days_left(days: int) -> str:
    if days == 0:
        return _("i dag")
    return ngettext("om %(n)s dag", "om %(n)s dagar", days) % {"n": days}


def _late(due: Sequence[Preparing]) -> Iterator[Chore]:
    for each in due:
        for item in each.late:
            yield Chore(str(item), publish_item_url(item), str(each.draft), is_urgent=True)


def _scheduled(act: ScheduledAct) -> Chore:
    when = date_format(local(act.due), "j F H.i")
    if act.state == ScheduledState.FAILED:
        words = _("stoppad %(when)s: %(why)s") % {"when": when, "why": act.failure}
        return Chore(act.title, reverse("registry:scheduled"), words, is_urgent=True)
    words = _("publiceras %(when)s") % {"when": when}
    return Chore(act.title, reverse("registry:scheduled"), words)


def _review(pair: tuple[Any, Any]) -> Chore:
    said, record = pair
    who = said.user.get_full_name() or said.user.username if said.user else ""
    asked = said.verdict == ReviewVerdict.ASKED
    words = _("%(who)s ber om granskning") if asked else _("åter till författaren från %(who)s")
    told = [words % {"who": who}, *([said.text] if said.text else [])]
    return Chore(str(record), publish_url(record), ": ".join(told))


def _decisions(past: Sequence[Held]) -> Iterator[Chore]:
    for each in past:
        if n := each.undecided:
            words = ngettext("%(n)s punkt utan beslut", "%(n)s punkter utan beslut", n) % {"n": n}
            yield Chore(
                str(each.meeting),
                decisions_url(each.meeting),
                f"{words} · {_ago(each.days)}",
                is_urgent=each.days >= MINUTES_DAYS,
            )


def _minutes(past: Sequence[Held]) -> Iterator[Chore]:
    """Minutes that are missing, and decisions that are still told as preliminary."""
    for each in past:
        told = [] if each.has_minutes else [_("protokollet saknas")]
        if n := each.preliminary:
            told.append(
                ngettext("%(n)s beslut är preliminärt", "%(n)s beslut är preliminära", n) % {"n": n}
            )
        if told and each.days >= WARN_DAYS:
            late = each.days > MINUTES_DAYS
            words = " · ".join([*told, _ago(each.days)])
            yield Chore(str(each.meeting), decisions_url(each.meeting), words, late)


def _ago(days: int) -> str:
    return ngettext("hölls för %(n)s dag sedan", "hölls för %(n)s dagar sedan", days) % {"n": days}


def _incoming(line: Any) -> Chore:
    words = " · ".join(each for each in (str(line), _day(line.date), line.counterpart) if each)
    return Chore(line.matter or line.document.title, edit_url(line.document), words)


def _gaps(user: Any) -> Iterator[Chore]:
    for each in today.number_gaps(user):
        year = urlencode({"ar": this_day().year})
        url = f"{organization_path(each.organization.short_name)}fullstandighet/?{year}"
        shown = [gap for series in each.series for gap in series.gaps]
        words = ", ".join(_gap(gap) for gap in shown[:MOST])
        yield Chore(each.organization.name, url, words + (" …" if shown[MOST:] else ""))


def _gap(gap: Gap) -> str:
    return gap.first if gap.count == 1 else f"{gap.first}–{gap.last}"


def _day(day: datetime.date) -> str:
    return date_format(day, "j F")
