"""What every view of a thread begins and ends with."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers

from portal.accounts.http import reader_of_request, with_etag
from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from streaming.threads.models import Comment
from streaming.threads.selectors.comments import comment_at
from streaming.threads.selectors.threads import Discussed, discussed


def found_thread(request: HttpRequest, number: int) -> Discussed:
    """404 for those who may not know of it."""
    found = discussed(number, reader_of_request(request))
    if found is None:
        raise Http404
    return found


def found_comment(request: HttpRequest, number: int, seq: int) -> tuple[Discussed, Comment]:
    """A comment that waits is there for its author and for moderators only."""
    found = found_thread(request, number)
    comment = comment_at(found.thread, seq)
    if comment is None or not (comment.is_known or _knows(request, found, comment)):
        raise Http404
    return found, comment


def _knows(request: HttpRequest, found: Discussed, comment: Comment) -> bool:
    if not request.user.is_authenticated:
        return False
    return comment.author_id == request.user.pk or is_moderator(request, found)


def user_of(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)
    return user


def is_moderator(request: HttpRequest, found: Discussed) -> bool:
    return may(request.user, Permission.MODERATE, found.thread.organization)


def answer(
    request: HttpRequest, template: str, context: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """Kept by nobody but the reader's own browser, and asked for anew each time: what is hidden
    is hidden at once, also from the page cache and from proxies."""
    response = render(request, template, dict(context), status=status)
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return with_etag(request, response) if status == 200 else response
