"""A bundle is its meeting's: whoever does not keep that meeting is told that there is none."""

from typing import Any, cast
from uuid import UUID

from django.http import Http404

from meetings.models import Meeting, MeetingBundle
from meetings.registry.gate import find_kept


def find_bundle(pk: UUID, user: Any) -> MeetingBundle:
    """The bundle if the user keeps its meeting. Raises Http404."""
    bundle = MeetingBundle.objects.filter(pk=pk).first()
    if bundle is None:
        raise Http404
    bundle.meeting = cast(Meeting, find_kept(Meeting, bundle.meeting_id, user))
    return bundle
