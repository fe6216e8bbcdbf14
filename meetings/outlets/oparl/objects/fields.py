"""What objects have in common: identity, times, and fields that are left out when empty."""

import datetime
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import override

from meetings.outlets.oparl.addresses import type_url
from meetings.selectors.oparl.records import Published
from portal.core.clock import local_iso
from portal.core.links import absolute, encoded

Json = dict[str, Any]

TIMES_OFTEN_SEEN = 4096


@lru_cache(TIMES_OFTEN_SEEN)
def moment(at: datetime.datetime) -> str:
    """OParl 1.1, date-time: to the second, with the city's offset, never Z."""
    return local_iso(at)


def said(fields: Mapping[str, Any]) -> Json:
    """Without what is not known: OParl asks to leave out null, empty lists and empty texts."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def common(
    identity: str, name: str, created: datetime.datetime, modified: datetime.datetime
) -> Json:
    return {
        "id": identity,
        "type": type_url(name),
        "created": moment(created),
        "modified": moment(modified),
    }


def gone(identity: str, name: str, created: datetime.datetime, modified: datetime.datetime) -> Json:
    """OParl 1.1, deleted objects: what stays, with the time of the deletion as `modified`."""
    return {**common(identity, name, created, modified), "deleted": True}


def tombstone(identity: str, name: str, record: Published) -> Json:
    """With the reason that the public is owed, and the legal ground where law names one."""
    why = {
        "radslag:verb": record.verb,
        "radslag:reason": record.reason,
        "radslag:ground": record.ground,
        "radslag:version": record.version,
    }
    return {**gone(identity, name, record.created, record.modified), **said(why)}


def of_record(identity: str, name: str, record: Published) -> Json:
    """The fields of every standing record; `radslag:` ones are explained in docs/oparl.md."""
    assert record.content is not None
    return {
        **common(identity, name, record.created, record.modified),
        "web": absolute(encoded(record.content.path)),
        "radslag:version": record.version,
        "radslag:sha256": record.sha256,
        **({"radslag:reason": record.reason} if record.reason else {}),
        **_source(record),
    }


def _source(record: Published) -> Json:
    """Where an imported record came from, with the files whose bytes are there."""
    source = record.content.source if record.content else None
    return {} if source is None else {"radslag:source": source.model_dump(mode="json")}


def camel_case(fields: Mapping[str, Any]) -> Json:
    """`served_for` → `servedFor`, as OParl writes its own, without what is not known."""
    return said({_camel(name): _camel_case_of(value) for name, value in fields.items()})


def _camel_case_of(value: Any) -> Any:
    if isinstance(value, dict):
        return camel_case(value)
    return [_camel_case_of(each) for each in value] if isinstance(value, list) else value


@cache
def word(choices: type[TextChoices], value: str) -> str:
    """The city's word for a value; the value itself where there is none."""
    with override(settings.LANGUAGE_CODE):
        return str(dict(choices.choices).get(value, value))


@lru_cache
def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
