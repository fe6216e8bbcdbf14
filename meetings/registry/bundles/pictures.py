"""Pictures of a bundle's pages, for those who keep its meeting."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from meetings.registry.bundles.gate import find_bundle
from portal.core.errors import DomainError
from portal.ledger.page_images import PAGE_IMAGE_TYPE, page_image, thumbnail

WIDE = 960


@require_GET
def page_picture(request: HttpRequest, bundle: UUID, number: int) -> HttpResponse:
    """A small one; `?stor` one that can be read. They never change, and stay with one person."""
    found = find_bundle(bundle, request.user)
    try:
        if "stor" in request.GET:
            data = page_image(found.sha256, number, WIDE)
        else:
            data = thumbnail(found.sha256, number)
    except DomainError as error:
        raise Http404 from error
    answer = HttpResponse(data, content_type=PAGE_IMAGE_TYPE)
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
