"""A picture that moves, with the time drawn in it where there is a font, and a quiet tone."""

from pathlib import Path

from streaming.video.ingest.ffmpeg import QUIET, found

FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf",
)
SIZE, RATE = "640x360", 25


def picture_command(target: str, seconds: int, *, in_real_time: bool = True) -> list[str]:
    """The command that sends it: a key frame every second, as a good encoder does."""
    return [
        *(found(), *QUIET),
        *(("-re",) if in_real_time else ()),
        *("-f", "lavfi", "-i", f"testsrc2=size={SIZE}:rate={RATE}"),
        *(("-re",) if in_real_time else ()),
        *("-f", "lavfi", "-i", "sine=frequency=330:sample_rate=48000"),
        *("-t", str(seconds), *_clock()),
        *("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency"),
        *("-pix_fmt", "yuv420p", "-b:v", "600k", "-g", str(RATE), "-bf", "0"),
        *("-c:a", "aac", "-b:a", "64k", "-af", "volume=0.05"),
        *("-f", "flv", target),
    ]


def _clock() -> tuple[str, ...]:
    font = next((path for path in FONTS if Path(path).exists()), None)
    if font is None:
        return ()
    clock = (
        f"drawtext=fontfile={font}:text='%{{localtime\\:%X}}':x=(w-tw)/2:y=h-90:fontsize=56"
        ":fontcolor=white:box=1:boxcolor=black@0.7:boxborderw=12"
    )
    return ("-vf", clock)
