"""Pages that are given again until an entry touches something that they show.

Behind the page cache, which forgets every page when the ledger moves: most acts touch few
pages. Kept for anonymous readers alone, and only where everything that was read is told
(`portal.core.reading`).
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from meetings.outlets.http import reader_of_request, unless_known
from portal.core.as_of import shown_moment
from portal.core.clock import today
from portal.core.memory import Memory
from portal.core.reading import Question, Reading, Source, reading
from portal.ledger.readers import ANONYMOUS
from portal.ledger.stirred import stirred

View = Callable[..., HttpResponse]

MOST_BYTES = 64_000_000
SOURCE_BYTES = 250
OWN_FORM = b"csrfmiddlewaretoken"


@dataclass(slots=True)
class RememberedPage:
    """An answer, what it was made of, and the entry until which it is known to hold.

    `unanswered`: what apps above were asked in vain, such as for the picture of a meeting.
    """

    body: bytes
    headers: dict[str, str]
    sources: frozenset[Source]
    unanswered: tuple[Question, ...]
    seq: int

    def holds(self, head: int) -> bool:
        if self.seq != head:
            if stirred.since(self.seq, self.sources):
                return False
            self.seq = head
        return not any(any(question()) for question in self.unanswered)

    def answer(self, request: HttpRequest) -> HttpResponse:
        return unless_known(request, HttpResponse(self.body, headers=self.headers))

    @property
    def size(self) -> int:
        return len(self.body) + SOURCE_BYTES * len(self.sources)


_pages: Memory[RememberedPage] = Memory(MOST_BYTES, lambda page: page.size)


def remembered(view: View) -> View:
    """A view whose answer is a function of the ledger, the address, the language and the day."""

    @wraps(view)
    def answer(request: HttpRequest, **captured: object) -> HttpResponse:
        head = stirred.head() if _is_for_all(request) else None
        if head is None:
            return view(request, **captured)
        page = _pages.get(key := _key(request))
        if page is not None and page.holds(head):
            return page.answer(request)
        with reading() as read:
            made = view(request, **captured)
        if read.is_told and _may_keep(made):
            _pages.put(key, _page(made, read, head))
        return made

    return answer


def _is_for_all(request: HttpRequest) -> bool:
    """Nobody in particular asks for the page as it is now, and nothing is to be told to them."""
    own = {settings.SESSION_COOKIE_NAME, "messages"}
    if request.method != "GET" or settings.DEBUG or shown_moment() is not None:
        return False
    if not own.isdisjoint(request.COOKIES) or request.user.is_authenticated:
        return False
    return reader_of_request(request) == ANONYMOUS


def _key(request: HttpRequest) -> Hashable:
    asked = request.META.get("QUERY_STRING", ""), request.GET.urlencode()
    host = request.scheme, request.META.get("HTTP_HOST", "")
    return *host, request.path, *asked, get_language(), today()


def _may_keep(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and "no-store" not in response.headers.get("Cache-Control", "")
        and not response.cookies
        and OWN_FORM not in response.content
    )


def _page(made: HttpResponse, read: Reading, head: int) -> RememberedPage:
    sources, unanswered = frozenset(read.sources), tuple(read.unanswered)
    return RememberedPage(made.content, dict(made.headers.items()), sources, unanswered, head)
