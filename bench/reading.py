"""Reading everything once, as a stranger would: `python -m bench.reading PORT`.

Prints one JSON object: by case how many came, in how many seconds, and how many a second.
"""

import http.client
import json
import sys
import time
from collections.abc import Callable
from urllib.parse import urlsplit

LISTS = (
    "organization",
    "person",
    "membership",
    "meeting",
    "agendaItem",
    "paper",
    "file",
    "consultation",
    "locationList",
)
PAGE = 500

NOT_CACHED = {"Cookie": "csrftoken=bench"}
"""The page cache lets such a request through, and Django sees nobody in it."""


class Site:
    """One connection that is kept open."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def get(self, address: str) -> bytes:
        """The body; raises RuntimeError for any status but 200."""
        parts = urlsplit(address)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        self._connection.request("GET", path, headers=NOT_CACHED)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        return body


def crawl(site: Site) -> int:
    """Every object of every list, page by page; how many."""
    system = json.loads(site.get("/oparl/v1.1/system"))
    body = json.loads(site.get(system["body"]))["data"][0]
    return sum(_listed(site, f"{body[name]}?limit={PAGE}") for name in LISTS)


def feed(site: Site) -> int:
    """Every entry; how many."""
    seq = 0
    while body := site.get(f"/api/v1/changes?format=ndjson&limit=5000&after={seq}"):
        seq = json.loads(body[body.rstrip().rfind(b"\n") + 1 :])["seq"]
    return seq


def _listed(site: Site, address: str) -> int:
    count = 0
    while address:
        page = json.loads(site.get(address))
        count += len(page["data"])
        address = page["links"].get("next", "")
    return count


def timed(work: Callable[[], int]) -> dict[str, float]:
    started = time.perf_counter()
    count = work()
    seconds = time.perf_counter() - started
    return {"count": count, "seconds": seconds, "per_second": count / seconds}


if __name__ == "__main__":
    site = Site(int(sys.argv[1]))
    print(json.dumps({"crawl": timed(lambda: crawl(site)), "feed": timed(lambda: feed(site))}))
