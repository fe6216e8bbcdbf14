"""A harvester of OParl, as a stranger would write one: it follows links and keeps what it gets."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

Json = dict[str, Any]
ROOT = "/oparl/v1.1"

LISTS = (
    "organization",
    "person",
    "meeting",
    "paper",
    "agendaItem",
    "consultation",
    "file",
    "locationList",
    "legislativeTermList",
    "membership",
)


def get(address: str, **query: str) -> Json:
    """The object or page at an address."""
    response = Client().get(_local(address), query or None)
    assert response.status_code == 200, f"{address}: {response.status_code} {response.content!r}"
    said: Json = json.loads(response.content)
    return said


def body() -> Json:
    found: Json = get(get(f"{ROOT}/system")["body"])["data"][0]
    return found


def pages(address: str, **query: str) -> Iterator[Json]:
    page = get(address, **query)
    yield page
    while following := page["links"].get("next"):
        page = get(following)
        yield page


def listed(name: str, **query: str) -> list[Json]:
    """Every object of a list of the municipality."""
    return [each for page in pages(body()[name], **query) for each in page["data"]]


def everything(**query: str) -> dict[str, Json]:
    """Every object of every list by its id."""
    city = body()
    found = (page for name in LISTS for page in pages(city[name], **query))
    return {each["id"]: each for page in found for each in page["data"]}


def standing(held: dict[str, Json]) -> dict[str, Json]:
    return {name: each for name, each in held.items() if not each.get("deleted")}


def _local(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
