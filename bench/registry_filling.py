"""Prepares the registry's measurement: `python -m bench.registry_filling ITEMS PAPERS FILES`.

An agenda, as many dropped files that wait for a place, and somebody to log in. Prints one JSON
object: user, password, and the addresses.
"""

import json
import sys
from io import BytesIO

import django

django.setup()

from bench import workloads  # noqa: E402  needs the apps
from meetings.registry.addresses import workbench_url  # noqa: E402
from meetings.services.dropped_files import take_file  # noqa: E402
from meetings.services.publishing import publish  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.accounts.services import vouch_for_address  # noqa: E402
from portal.ledger.changes import Actor  # noqa: E402

NAME, PASSWORD = "matare", "bara-for-matningen"


def fill(items: int, papers: int, files: int) -> dict[str, str]:
    publish(records=[workloads.organization()], actor=Actor(role="registrar"), key="organization")
    user = User.objects.create_superuser(NAME, f"{NAME}@example.org", PASSWORD)
    vouch_for_address(user=user)
    meeting = workloads.meeting(1, items=items, papers=papers)
    for place in range(files):
        stream = BytesIO(f"Bilaga nummer {place} till en punkt på dagordningen".encode())
        take_file(meeting=meeting, stream=stream, name=f"bilaga {place}.txt", user=user)
    return {"user": NAME, "password": PASSWORD, "bench": workbench_url(meeting)}


if __name__ == "__main__":
    print(json.dumps(fill(*map(int, sys.argv[1:4]))))
