"""Sound taken out of a segment: every sample of it becomes silence, of the same length in bytes.

So no offset in the segment changes, the pictures are the very same bytes, and nothing of what
was said is left. A decoder ends a sample at its END element; the zeros after it say nothing.
"""

from streaming.video.media.boxes import WrongBoxes
from streaming.video.media.tracks import Run, Track, runs_of

AAC_LC = "mp4a.40.2"

WINDOW = "0" + "00" + "0" + "000000" + "0"
"""ics_info (ISO/IEC 14496-3, 4.4.2.1): one long window without bands."""
GAIN, NO_TOOLS, END = "00000000", "000", "111"
ONE = "000" + "0000" + GAIN + WINDOW + NO_TOOLS + END
TWO = "001" + "0000" + "1" + WINDOW + "00" + 2 * (GAIN + NO_TOOLS) + END


def silent_frame(channels: int) -> bytes:
    """One AAC frame in which nothing is heard. Raises WrongBoxes for more than two channels."""
    if channels not in {1, 2}:
        raise WrongBoxes(f"sound of {channels} channels cannot be muted: cut the passage instead")
    bits = ONE if channels == 1 else TWO
    length = -(-len(bits) // 8)
    return int(bits.ljust(length * 8, "0"), 2).to_bytes(length, "big")


def silenced(segment: bytes, tracks: tuple[Track, ...]) -> bytes:
    """The segment without its sound. Raises WrongBoxes for a coding that is not AAC-LC."""
    heard = {each.number: each for each in tracks if not each.is_picture}
    muted = bytearray(segment)
    for run in runs_of(segment, tracks):
        if run.track in heard:
            _overwrite(muted, run, heard[run.track])
    return bytes(muted)


def _overwrite(muted: bytearray, run: Run, track: Track) -> None:
    if track.codec != AAC_LC:
        raise WrongBoxes(f"sound coded as {track.codec} cannot be muted: cut the passage instead")
    frame, at = silent_frame(track.channels), run.offset
    for size in run.sizes:
        muted[at : at + size] = frame.ljust(size, b"\0")[:size]
        at += size
