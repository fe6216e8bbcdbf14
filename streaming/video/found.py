"""Captions in the search: one document for each recording and language, opened at the second."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from portal.ledger.readers import PUBLIC
from search.documents import Chunk, SearchDocument
from search.query.ports import KindName
from streaming.video.models import CaptionTrack, Cue
from streaming.video.rules import Limits
from streaming.video.selectors import limits_of, public_meeting, timeline_of
from streaming.video.services.captions import SOURCE
from streaming.video.states import WithholdingKind
from streaming.video.timeline import Timeline

KIND = "recording"
CHUNK_SECONDS = 20
"""So much of what is said stands together: a hit opens close before its words."""


class CaptionSource:
    """The texts of captions (search.ports.StreamSource)."""

    name = SOURCE

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        """Those of recordings that everybody may see; nothing of a passage that is withheld."""
        numbers = [int(key) for key in keys if key.isascii() and key.isdigit()]
        tracks = CaptionTrack.objects.filter(pk__in=numbers).select_related("recording")
        return [document for track in tracks if (document := _document(track)) is not None]


def names_of_kinds() -> Iterable[KindName]:
    return [KindName(KIND, _("Inspelning"), _("Inspelningar"), ("inspelning", "video", "film"))]


def _document(track: CaptionTrack) -> SearchDocument | None:
    recording = track.recording
    meeting = public_meeting(recording.meeting)
    timeline = timeline_of(recording)
    chunks = tuple(_chunks(track, timeline, limits_of(recording), recording.path))
    if meeting is None or not chunks:
        return None
    return SearchDocument(
        key=str(track.pk),
        kind=KIND,
        audience=PUBLIC,
        title=meeting.title,
        url=recording.path,
        source=SOURCE,
        organizations=(str(recording.organization),),
        date=meeting.date,
        language=track.language,
        chunks=chunks,
    )


def _chunks(track: CaptionTrack, timeline: Timeline, limits: Limits, path: str) -> Iterator[Chunk]:
    words: list[str] = []
    second = 0
    for cue in Cue.objects.filter(track=track):
        begins, ends = timeline.position(cue.begins), timeline.position(cue.ends)
        if ends <= begins or limits.takes(cue.begins, cue.ends, WithholdingKind):
            continue
        if words and begins - second > CHUNK_SECONDS:
            yield Chunk(" ".join(words), second=second, url=f"{path}#t={second}")
            words = []
        if not words:
            second = int(begins)
        words.append(cue.text)
    if words:
        yield Chunk(" ".join(words), second=second, url=f"{path}#t={second}")
