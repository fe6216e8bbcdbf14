"""Telling what changed: frames on the streams of a meeting, in the transaction of the change.

Four streams: for everybody and for members, in Swedish and in English. A section travels as its
data and its HTML, so that every page, script and player shows the same and nothing is drawn
twice. What did not change is not told.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import override

from portal.ledger.readers import PUBLIC, members_of
from streaming.hub.models import Section
from streaming.hub.services import open_stream, post, stream_id
from streaming.hub.wire import to_json
from streaming.live.models import LiveMeeting
from streaming.live.selectors.picture import Picture, picture_of
from streaming.live.selectors.sections import sections_of
from streaming.live.services.drawing import draw

PURPOSE = "live-"
REST_MS = 200


def languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def audiences(live: LiveMeeting) -> tuple[tuple[str, bool], ...]:
    """(audience, whether it is everybody)."""
    return ((PUBLIC, True), (members_of(live.organization), False))


def stream_of(live: LiveMeeting, *, public: bool, language: str) -> UUID:
    """The same for ever."""
    audience = PUBLIC if public else members_of(live.organization)
    return stream_id(live.pk, f"{PURPOSE}{language}", audience)


def open_streams(live: LiveMeeting) -> None:
    for audience, _public in audiences(live):
        for language in languages():
            purpose = f"{PURPOSE}{language}"
            open_stream(subject=live.pk, purpose=purpose, audience=audience, rest_ms=REST_MS)


def tell(live: LiveMeeting) -> None:
    """Post every section that is not as it was told before. Call it last: it holds the streams."""
    picture = picture_of(live)
    for _audience, public in audiences(live):
        for language in languages():
            with override(language):
                _tell_one(picture, stream_of(live, public=public, language=language), public)


def _tell_one(picture: Picture, stream: UUID, public: bool) -> None:
    now = {name: _plain(data) for name, data in sections_of(picture, public=public).items()}
    before = told_before(stream)
    changed = {name: data for name, data in now.items() if before.get(name) != data}
    gone: dict[str, Any] = dict.fromkeys(set(before) - set(now))
    if changed or gone:
        post(stream=stream, kind=_kind(picture, public, changed), sections=gone | _drawn(changed))


def told_before(stream: UUID) -> dict[str, Any]:
    """The data of every section as it was told last."""
    rows = Section.objects.filter(stream=stream).values_list("name", "value")
    return {name: json.loads(value)["data"] for name, value in rows}


def _drawn(changed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {"data": data, "html": draw(name, data)} for name, data in changed.items()}


def _kind(picture: Picture, public: bool, changed: Mapping[str, Any]) -> str:
    event = picture.last[public]
    return event.kind if event and "said" in changed else "progress"


def _plain(data: dict[str, Any]) -> Any:
    """As JSON gives it back, so that what was told can be compared."""
    return json.loads(to_json(data))


def every_stream(live: LiveMeeting) -> Iterator[tuple[UUID, bool, str]]:
    """(stream, whether it is for everybody, language)."""
    for _audience, public in audiences(live):
        for language in languages():
            yield stream_of(live, public=public, language=language), public, language
