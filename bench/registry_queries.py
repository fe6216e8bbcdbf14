"""How the workbench is answered: `python -m bench.registry_queries ADDRESS USER`.

Prints one JSON object: its queries, and the server's seconds without a network or a browser (the
middle of five). Run beside the copy's server; it reads only.
"""

import json
import sys
import time

import django

django.setup()

from django.db import connection  # noqa: E402  needs the apps
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.lines import middle  # noqa: E402
from portal.accounts.models import User  # noqa: E402

ROUNDS = 5


def measure(address: str, user: str) -> dict[str, float]:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=user))
    _opened(client, address)
    seconds = middle([_opened(client, address) for _round in range(ROUNDS)])
    with CaptureQueriesContext(connection) as queries:
        _opened(client, address)
    return {"queries": len(queries), "seconds": seconds}


def _opened(client: Client, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return time.perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:3])))
