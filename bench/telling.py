"""Tells on a stream for a measurement, in a process of its own.

    python -m bench.telling open                           prints stream and epoch
    python -m bench.telling hub STREAM FIRST LAST RATE     frames of some 300 bytes
    python -m bench.telling raw PORT FIRST LAST RATE       the same to the raw fan-out

Each frame carries the moment at which it was told, so that readers know how old it is.
RATE is frames a second; 0 is as fast as it goes.
"""

import http.client
import json
import os
import sys
import time
from collections.abc import Callable
from uuid import UUID

FILL = "x" * 200


def _paced(tell: Callable[[int], None], first: int, last: int, rate: float) -> None:
    began = time.monotonic()
    for number in range(first, last + 1):
        if rate:
            time.sleep(max(0.0, began + (number - first) / rate - time.monotonic()))
        tell(number)


def _hub(stream: str) -> Callable[[int], None]:
    from streaming.hub.services import post  # noqa: PLC0415  after the set-up

    def tell(number: int) -> None:
        section = {"at": time.time(), "number": number, "fill": FILL}
        post(stream=UUID(stream), kind="change", sections={"item": section})

    return tell


def _raw(port: str) -> Callable[[int], None]:
    connection = http.client.HTTPConnection("127.0.0.1", int(port))

    def tell(number: int) -> None:
        data = json.dumps({"at": time.time(), "number": number, "fill": FILL})
        connection.request("POST", "/tell", f"id: raw.{number}\ndata: {data}\n\n")
        connection.getresponse().read()

    return tell


def _open() -> None:
    from portal.core.ids import new_id  # noqa: PLC0415  after the set-up
    from streaming.hub.selectors import snapshot_of  # noqa: PLC0415  after the set-up
    from streaming.hub.services import open_stream  # noqa: PLC0415  after the set-up

    stream = open_stream(subject=new_id(), purpose="meeting", rest_ms=0)
    print(json.dumps({"stream": str(stream), "epoch": snapshot_of(stream).epoch}))


def main(what: str, *given: str) -> None:
    if what != "raw":
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
        import django  # noqa: PLC0415  the raw side has no use for it

        django.setup()
    if what == "open":
        _open()
        return
    where, first, last, rate = given
    tell = _hub(where) if what == "hub" else _raw(where)
    _paced(tell, int(first), int(last), float(rate))


if __name__ == "__main__":
    main(*sys.argv[1:])
