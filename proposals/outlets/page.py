"""The page of a proposal: where it stands first, then what is proposed, then how it went."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from meetings.contents import AgendaItemContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.facts import Entry, Fact, fact, links, on_day
from meetings.outlets.web.known import Known, know
from meetings.outlets.web.record_page import Head, RecordPage, atom, crumb
from meetings.outlets.web.resolve import Page, finish, gone, page
from portal.core.addresses import localized
from portal.core.as_of import shown_moment
from portal.core.clock import local, today
from portal.ledger.selectors import history_of, record_at, version_of
from portal.ledger.versions import Version
from proposals.addresses import proposal_path, rules_path
from proposals.contents import ProposalContent
from proposals.outlets.chart import Chart, chart
from proposals.outlets.lead import lead_of
from proposals.outlets.line import proposal_line
from proposals.outlets.moment import taken_up
from proposals.outlets.panel import vote_panel
from proposals.outlets.progress import progress_of, votes_of
from proposals.outlets.words import reason_words, role_words, state_word, step_words, subject_word
from proposals.ports import discussion, follow_panels
from proposals.selectors.counts import PURPOSE, Shown, shown_counts, votes_by_day
from proposals.selectors.votable import votable
from proposals.states import VOTABLE, ProposalState
from streaming.hub.services import stream_id


@dataclass(frozen=True, slots=True)
class Happened:
    """A step as the page tells it."""

    words: str
    day: datetime.date
    role: str
    reason: str


def proposal_page(request: HttpRequest, number: int) -> HttpResponse:
    """Kept by no cache while votes are counted: a count moves without an entry in the ledger."""
    record = record_at(proposal_path(number), reader_of_request(request))
    if record is None:
        raise Http404
    version = version_of(record)
    if version.is_tombstone:
        return gone(request, version)
    response = finish(request, proposal_shown(request, version), version=version)
    if record.status in VOTABLE:
        patch_cache_control(response, no_store=True)
    return response


@page("proposal")
def proposal_shown(request: HttpRequest, version: Version) -> Page:
    content, reader = version.content, reader_of_request(request)
    assert isinstance(content, ProposalContent)
    history = [each for each in history_of(version.record, reader) if each.seq <= version.seq]
    known = know(_referred(content), reader)
    item = known.content(content.item, AgendaItemContent)
    known = known.with_more([item.meeting] if item else [], reader)
    shown = None if shown_moment() else shown_counts([content.id]).get(content.id)
    votes = votes_of(content, shown)
    committee = known.title(content.organization) if content.case else ""
    return RecordPage(
        template="proposals/proposal.html",
        version=version,
        head=Head(
            title=content.title,
            kicker=_("Förslag %(number)s") % {"number": content.number},
            lead=lead_of(content, votes.total, known, today()),
        ),
        facts=_facts(content, known),
        crumbs=[crumb(_("Förslag"), "/forslag/")],
        cited=[_("förslag %(number)s") % {"number": content.number}, content.title],
        feeds=[atom(_("Nya förslag"), "/forslag/atom.xml")],
        parts={
            "proposal": content,
            "state": state_word(content.state),
            "is_collecting": _is_counted(content),
            "progress": progress_of(votes, content.votes_needed) if content.published else None,
            "stream": _stream(content),
            "line": proposal_line(content, history, committee, votes.total),
            "chart": _chart(content, votes),
            "history": [_happened(each) for each in history if each.content],
            "reason": reason_words(content) if content.state in TELLS_WHY else "",
            "picture_url": _picture(content),
            "subject": subject_word(content.subject),
            "votes_url": localized(f"{content.path}roster/") if content.closed else "",
            "merged": known.url(content.merged_into),
            "panel": _panel(request, content),
            "discussion": [each for each in discussion.ask(request, version) if each],
            "follow": [each for each in follow_panels.ask(request, version) if each],
        },
    ).as_page()


TELLS_WHY = frozenset({ProposalState.REJECTED, ProposalState.WITHDRAWN, ProposalState.DECIDED})


def _is_counted(content: ProposalContent) -> bool:
    return content.state in VOTABLE and not content.closed


def _stream(content: ProposalContent) -> str:
    """The stream of the running count, for pages that follow it."""
    follows = _is_counted(content) and not shown_moment()
    return str(stream_id(content.id, PURPOSE)) if follows else ""


def _panel(request: HttpRequest, content: ProposalContent) -> object:
    proposal = None if shown_moment() else votable(content.number)
    return vote_panel(request, proposal) if proposal and content.published else None


def _chart(content: ProposalContent, votes: Shown) -> Chart | None:
    if content.published is None or not content.closes or shown_moment():
        return None
    last = local(datetime.datetime.fromisoformat(content.closes)).date()
    return chart(
        votes_by_day(content.id, votes),
        first=content.published,
        last=last,
        goal=content.votes_needed,
        until=min(today(), last),
    )


def _referred(content: ProposalContent) -> Sequence[UUID | None]:
    return [
        content.organization,
        content.merged_into,
        content.case,
        content.item,
        content.decision,
    ]


def _picture(content: ProposalContent) -> str:
    return localized(f"{content.path}{content.files[0].name}") if content.files else ""


def _happened(version: Version) -> Happened:
    content = version.content
    assert isinstance(content, ProposalContent)
    return Happened(
        words=step_words(content.step),
        day=local(version.happened_at).date(),
        role=role_words(content.role, content.step),
        reason=reason_words(content),
    )


def _facts(content: ProposalContent, known: Known) -> list[Fact]:
    facts = [
        fact(_("Förslagsställare"), content.proposer or _("Namnet visas inte")),
        fact(_("Publicerat"), on_day(content.published)),
    ]
    if content.closes:
        facts.append(fact(_("Samlar röster till"), on_day(_closing_day(content))))
    if content.address or content.area:
        facts.append(fact(_("Plats"), content.address, content.area))
    if content.subject:
        facts.append(fact(_("Ämne"), subject_word(content.subject)))
    if content.case:
        facts.append(fact(_("Svarar"), *links(known, [content.organization])))
        facts.append(fact(_("Ärende"), *links(known, [content.case])))
        facts.append(fact(_("Svar senast"), on_day(content.answer_due)))
    if content.item:
        facts.append(fact(_("Behandlas"), *links(known, [content.item])))
        if moment := taken_up(content.item, known):
            facts.append(fact(_("Togs upp"), moment))
    if content.decision:
        facts.append(fact(_("Beslut"), *links(known, [content.decision])))
    rules = localized(rules_path(content.policy, content.policy_version))
    return [*facts, fact(_("Regler"), Entry(_("Reglerna som gäller för förslaget"), rules))]


def _closing_day(content: ProposalContent) -> datetime.date:
    return local(datetime.datetime.fromisoformat(content.closes)).date()
