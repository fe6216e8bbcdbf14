"""The page of search, and the feed of any search."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from portal.accounts.http import fresh, reader_of_request, with_etag
from portal.core import atom
from portal.core.addresses import localized
from portal.core.as_of import PARAMETER as AS_OF
from portal.core.links import absolute, encoded
from portal.ledger.readers import Reader
from portal.ledger.selectors import Head, records
from search.plans import Sort
from search.query.address import address, lenient
from search.query.finding import Finding, Question, find
from search.query.language import parse
from search.query.names import direct_path, kinds_called
from search.shown.feed import feed_entries
from search.shown.page import page_context
from search.shown.rows import rows
from search.similar import similar

PATH = "/sok/"
FEED = "/sok/atom.xml"
LIKE = "liknar"
HITS = 10
FEED_ENTRIES = 50


def search_page(request: HttpRequest) -> HttpResponse:
    """What is found, or how to search when nothing was asked."""
    if AS_OF in request.GET:
        return HttpResponseRedirect(address(request.path, request.GET))
    reader = reader_of_request(request)
    if LIKE in request.GET:
        return _kept_nowhere(request, _like(request, reader))
    question, notices = lenient(request.GET, HITS)
    straight = _straight(question, reader)
    if straight:
        return _kept_nowhere(request, HttpResponseRedirect(localized(encoded(straight))))
    finding = find(question, reader) if _asks(question) else None
    context = page_context(request, question, finding, notices, reader)
    return _kept_nowhere(request, render(request, "search/search.html", context))


def _like(request: HttpRequest, reader: Reader) -> HttpResponse:
    """`?liknar=<record>&typ=arende`: what resembles a record that the reader may read."""
    about = _record(request.GET.get(LIKE, ""), reader)
    kinds = frozenset(code for word in request.GET.getlist("typ") for code in kinds_called(word))
    context = {
        "about": about,
        "url": localized(encoded(about.path)),
        "rows": similar(about.pk, reader, kinds=kinds),
    }
    return render(request, "search/like.html", context)


def _record(text: str, reader: Reader) -> Head:
    """Raises Http404 for what is no record, is withdrawn, or is not for this reader."""
    try:
        wanted = UUID(text)
    except ValueError:
        raise Http404 from None
    head = records(reader).standing().filter(pk=wanted).first()
    if head is None:
        raise Http404
    return head


def search_atom(request: HttpRequest) -> HttpResponse:
    """The newest that a search finds; the same parameters as the page, which it follows."""
    reader = reader_of_request(request)
    question, _notices = lenient(request.GET, FEED_ENTRIES)
    newest = _newest(question, reader) if _asks(question) else None
    found = rows(newest.answer.found, newest.plan, reader, excerpts=1) if newest else []
    query = address("", request.GET)
    entries = feed_entries(found)
    feed = atom.Feed(
        id=uuid5(NAMESPACE_URL, absolute(f"{PATH}{query}")),
        title=_("Sökning: %(query)s, %(city)s")
        % {"query": question.text or _("allt"), "city": settings.CITY_NAME},
        url=f"{PATH}{query}",
        self_url=f"{FEED}{query}",
        updated=max((each.updated for each in entries), default=datetime.fromtimestamp(0, tz=UTC)),
        entries=entries,
    )
    response = HttpResponse(atom.atom_bytes(feed), content_type=atom.MEDIA_TYPE)
    return _kept_nowhere(request, response)


def _newest(question: Question, reader: Reader) -> Finding:
    """By the order of publication, as the words are written: a feed guesses nothing."""
    asked = Question(
        text=question.text,
        choices=question.choices,
        sort=Sort.RECORDED,
        size=FEED_ENTRIES,
        is_exact=True,
        facets=(),
    )
    return find(asked, reader)


def _asks(question: Question) -> bool:
    return bool(question.text.strip()) or question.choices.are_made


def _straight(question: Question, reader: Reader) -> str:
    """A bare case number leads to its case, unless hits are what was asked for."""
    if question.is_exact or question.choices.are_made or question.page > 1:
        return ""
    number = parse(question.text).bare_number
    return direct_path(number, reader) if number else ""


def _kept_nowhere(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The index may still be a moment behind the ledger: no cache may keep what it says now."""
    response = with_etag(request, fresh(request, response))
    patch_cache_control(response, private=True)
    return response
