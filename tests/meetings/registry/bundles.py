"""A whole agenda in one PDF, as it lies in the demo's papers, and hands to take it in with."""

from dataclasses import replace
from functools import cache
from io import BytesIO

from meetings.demo.papers import BUNDLE_2016, EXTRA_BUNDLE
from meetings.demo.pdf import make_bundle
from meetings.models import BundlePiece, Meeting, MeetingBundle
from meetings.services.bundle_work import work
from meetings.services.bundles import take_bundle
from portal.accounts.models import User

MEETING = "ks/2016-10-19"


@cache
def whole_agenda() -> bytes:
    """Two items of one meeting: 2.1.4 with four papers and 2.2.2 with six."""
    early = [
        replace(paper, meeting=MEETING, head=tuple(_on_the_day(line) for line in paper.head))
        for paper in EXTRA_BUNDLE.papers
    ]
    return make_bundle(
        replace(BUNDLE_2016, papers=(*early, *BUNDLE_2016.papers), key="hela", missing=())
    )


def _on_the_day(line: str) -> str:
    return line.replace("2016-11-09", "2016-10-19")


def taken(
    meeting: Meeting, user: User, data: bytes | None = None, *, with_ocr: bool = False
) -> MeetingBundle:
    """A bundle that a person dropped; nobody has worked on it."""
    stream = BytesIO(whole_agenda() if data is None else data)
    bundle, _repeated = take_bundle(
        meeting=meeting, stream=stream, name="hela dagordningen.pdf", user=user, with_ocr=with_ocr
    )
    return bundle


def worked_on(bundle: MeetingBundle) -> MeetingBundle:
    work()
    return MeetingBundle.objects.get(pk=bundle.pk)


def piece_at(bundle: MeetingBundle, place: int) -> BundlePiece:
    return list(bundle.pieces.all())[place]
