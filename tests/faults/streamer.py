"""Opens a stream, or tells on it: `streamer.py open`, `streamer.py tell STREAM FIRST LAST`."""

import json
import os
import sys
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings_test")
django.setup()

from portal.core.ids import new_id  # noqa: E402  needs the apps
from streaming.hub.selectors import snapshot_of  # noqa: E402  needs the apps
from streaming.hub.services import open_stream, post  # noqa: E402  needs the apps


def begin() -> None:
    stream = open_stream(subject=new_id(), purpose="meeting", rest_ms=0)
    print(json.dumps({"stream": str(stream), "epoch": snapshot_of(stream).epoch}))


def tell(stream: str, first: str, last: str) -> None:
    for number in range(int(first), int(last) + 1):
        post(stream=UUID(stream), kind="change", sections={"item": number})
    print(json.dumps({"head": int(last)}))


if __name__ == "__main__":
    if sys.argv[1] == "open":
        begin()
    else:
        tell(*sys.argv[2:])
