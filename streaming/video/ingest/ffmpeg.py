"""ffmpeg: receives RTMP behind the gate and remuxes it. Nothing is coded anew.

Pictures and sound come out as one fragmented MP4, a fragment at every key frame. The rendition
with sound alone is made of that by a second ffmpeg, where there is sound.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time

from portal.core.errors import DomainError

QUIET = ("-hide_banner", "-loglevel", "error", "-nostdin")
FRAGMENTED = ("-f", "mp4", "-movflags", "+frag_keyframe+empty_moov+default_base_moof")
SOUND_FRAGMENTS = (
    *("-f", "mp4", "-movflags", "+empty_moov+default_base_moof"),
    *("-frag_duration", "2000000"),
)
CONNECT_SECONDS = 10.0


class FfmpegMissing(DomainError):
    """There is no ffmpeg on this machine."""


def receiver(port: int) -> "subprocess.Popen[bytes]":
    """ffmpeg listening for one RTMP publisher on this port of the machine itself."""
    source = f"rtmp://127.0.0.1:{port}/radslag/in"
    return _start(
        *("-analyzeduration", "3000000", "-probesize", "1000000"),
        *("-listen", "1", "-i", source, "-map", "0:v:0", "-map", "0:a:0?", "-c", "copy"),
        *(*FRAGMENTED, "pipe:1"),
    )


def sound_only() -> "subprocess.Popen[bytes]":
    """From a fragmented MP4 on standard input to its sound alone, on the same clock."""
    return _start(
        *("-copyts", "-f", "mp4", "-i", "pipe:0", "-map", "0:a:0", "-c", "copy"),
        *(*SOUND_FRAGMENTS, "pipe:1"),
        takes_input=True,
    )


def end(process: "subprocess.Popen[bytes]") -> None:
    """End it now; what it has written is read already."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


def free_port() -> int:
    """A port that nothing listens on this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def connected(port: int, process: "subprocess.Popen[bytes]") -> socket.socket:
    """A connection to a receiver that has just been started."""
    deadline = time.monotonic() + CONNECT_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=CONNECT_SECONDS)
        except OSError:
            time.sleep(0.02)
    raise DomainError("ffmpeg tog inte emot. Loggen säger varför.")


def found() -> str:
    """The path of ffmpeg. Raises FfmpegMissing."""
    path = shutil.which("ffmpeg")
    if path is None:
        raise FfmpegMissing("ffmpeg saknas. Installera Debians paket ffmpeg.")
    return path


def _start(*words: str, takes_input: bool = False) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603  a known program with arguments of our own
        [found(), *QUIET, *words],
        stdin=subprocess.PIPE if takes_input else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        preexec_fn=_die_with_us,  # noqa: PLW1509  one call of libc between fork and exec
    )


def _die_with_us() -> None:
    """A packager that is killed leaves no ffmpeg behind (Linux: prctl PR_SET_PDEATHSIG)."""
    import ctypes  # noqa: PLC0415  only where it is needed

    if os.name == "posix":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
