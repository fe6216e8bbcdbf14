"""manage.py stream-test MEETING [--seconds N] [--end]"""

import socket
import subprocess
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.core.errors import DomainError
from streaming.video.ingest import watch
from streaming.video.ingest.gate import Gate
from streaming.video.ingest.testpicture import picture_command
from streaming.video.management.asked import encoder_address, meeting_at, recording_at
from streaming.video.services.recordings import end_recording, prepare_recording


class Command(BaseCommand):
    help = (
        "Sends a test picture with a clock and a tone to a meeting, so that anyone sees it work "
        "without a camera. Where nobody listens for encoders, it listens itself meanwhile."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("meeting", help="a published meeting: kf/2016-10-19")
        parser.add_argument("--seconds", type=int, default=120, help="how long (120)")
        parser.add_argument("--end", action="store_true", help="end the recording afterwards")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            meeting, organization = meeting_at(options["meeting"])
            key = prepare_recording(meeting=meeting, organization=organization)
            with somebody_listening():
                self._tell(options)
                done = subprocess.run(  # noqa: S603  our own arguments
                    picture_command(f"{encoder_address()}/{key}", options["seconds"]), check=False
                )
        except DomainError as error:
            raise CommandError(str(error)) from error
        if options["end"]:
            end_recording(recording=recording_at(options["meeting"]).pk)
        if done.returncode:
            raise CommandError("ffmpeg could not send the picture (see above).")

    def _tell(self, options: dict[str, Any]) -> None:
        page = f"{settings.SITE_URL}/moten/{options['meeting'].strip('/')}/"
        self.stderr.write(f"A test picture for {options['seconds']} s. Watch it at {page}")


@contextmanager
def somebody_listening() -> Iterator[None]:
    """The listener of this machine, or one of our own for as long."""
    with socket.socket() as probe:
        if probe.connect_ex((settings.VIDEO_RTMP_HOST, settings.VIDEO_RTMP_PORT)) == 0:
            yield
            return
    watch.begin_anew()
    gate, closing = Gate(settings.VIDEO_RTMP_HOST, settings.VIDEO_RTMP_PORT), Event()
    threads = [Thread(target=gate.serve), Thread(target=watch.watch, args=(closing,))]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        gate.leave()
        closing.set()
        for thread in threads:
            thread.join()
