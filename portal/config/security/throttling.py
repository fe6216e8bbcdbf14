"""Refuses who asks too often, before anything is looked up or any password is tried."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from portal.config.security.limits import Limit, limits
from portal.core.client_address import client_address, household_of
from portal.core.throttle import seconds_to_wait

Next = Callable[[HttpRequest], HttpResponse]


class ThrottleMiddleware:
    """429 with Retry-After. Counted by hashes that are forgotten with their window."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.limits = limits(settings.RATE_LIMITS)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = next((each for each in self.limits if _matches(each, request)), None)
        wait = max(_waits(found, request), default=0) if found else 0
        return _refusal(request, wait) if wait else self.get_response(request)


def _matches(limit: Limit, request: HttpRequest) -> bool:
    return request.method in limit.methods and limit.path.search(request.path) is not None


def _waits(limit: Limit, request: HttpRequest) -> Iterator[int]:
    if limit.by_sender:
        sender = household_of(client_address(request))
        wait = seconds_to_wait(limit.action, f"from {sender}", limit.by_sender)
        yield wait
        if wait:
            return  # the form is not even read
    if limit.by_name and (name := _name(limit, request)):
        yield seconds_to_wait(limit.action, f"name {name}", limit.by_name)


def _name(limit: Limit, request: HttpRequest) -> str:
    found = (request.POST.get(field, "") for field in limit.fields)
    return next((name.strip().casefold()[:200] for name in found if name.strip()), "")


def _refusal(request: HttpRequest, wait: int) -> HttpResponse:
    headers = {"Retry-After": str(wait), "Cache-Control": "no-store"}
    if request.path.startswith(("/api/", "/oparl/")):
        said = {"error": "Too many requests.", "retry_after": wait}
        return JsonResponse(said, status=429, headers=headers)
    response = render(request, "429.html", {"minutes": -(-wait // 60)}, status=429)
    for name, value in headers.items():
        response.headers[name] = value
    return response
