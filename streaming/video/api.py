"""Captions sent while a meeting runs."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from streaming.video.errors import WrongCaptions, WrongKey
from streaming.video.services.captions import hear

LONGEST_BODY = 10_000


@csrf_exempt  # no cookie is read: the key in the header is all that counts
@require_POST
def caption(request: HttpRequest, recording: UUID) -> HttpResponse:
    """`{"text": "…", "seconds": 4}` under `Authorization: Bearer <caption key>` → 204."""
    scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key:
        return _refused(401, "Skicka nyckeln som Authorization: Bearer …")
    try:
        text, seconds = _said(request)
        hear(recording=recording, key=key.strip(), text=text, seconds=seconds)
    except WrongKey as error:
        return _refused(403, str(error))
    except WrongCaptions as error:
        return _refused(400, str(error))
    return HttpResponse(status=204)


def _said(request: HttpRequest) -> tuple[str, float]:
    """Raises WrongCaptions."""
    if len(request.body) > LONGEST_BODY:
        raise WrongCaptions("Meddelandet är för långt.")
    try:
        said = json.loads(request.body)
        return str(said["text"]), float(said.get("seconds", 4))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise WrongCaptions('Skriv {"text": "…", "seconds": 4}.') from None


def _refused(status: int, why: str) -> JsonResponse:
    return JsonResponse({"error": why}, status=status)
