"""A file that a script sends in pieces, for whatever the last piece makes of it."""

from collections.abc import Callable
from typing import Any, BinaryIO
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, JsonResponse

from portal.core.errors import DomainError
from portal.ledger.uploads import WrongOffset, add_piece, arrived, forget, whole

Finish = Callable[[BinaryIO, str], dict[str, Any]]
"""Takes the whole file by its name, and says what the sender is told."""


def take_in_pieces(request: HttpRequest, key: str, finish: Finish) -> HttpResponse:
    """GET: how far it came. POST: a piece from `X-Offset` on; the last one is `finish`ed.

    `X-Size` is the size of the whole file, `X-Name` its name, percent-encoded.
    """
    if request.method == "GET":
        return JsonResponse({"arrived": arrived(key)})
    name = unquote(request.headers.get("X-Name", ""))
    try:
        offset, size = int(request.headers["X-Offset"]), int(request.headers["X-Size"])
    except (KeyError, ValueError):
        return JsonResponse({"error": "X-Offset, X-Size"}, status=400)
    try:
        have = add_piece(key, offset=offset, data=request.body, name=name)
        if have < size:
            return JsonResponse({"arrived": have})
        with whole(key) as stream:
            told = finish(stream, name)
        return JsonResponse({"done": True, **told})
    except WrongOffset as error:
        return JsonResponse({"arrived": error.arrived}, status=409)
    except DomainError as error:
        forget(key)
        return JsonResponse({"error": str(error)}, status=422)
