"""manage.py video listen | key | caption-key | stop | resume | end | status"""

import json
import signal
from argparse import ArgumentParser
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.core.errors import DomainError
from streaming.video.ingest import ffmpeg, watch
from streaming.video.ingest.gate import Gate
from streaming.video.management.asked import encoder_address, meeting_at, recording_at
from streaming.video.models import Recording
from streaming.video.services import recordings


class Command(BaseCommand):
    help = "Pictures and sound of meetings: take them in, stop them, end them (docs/video.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("listen", help="wait for encoders until told to end")
        for name, what in (
            ("key", "make a stream key; the one before it opens nothing more"),
            ("caption-key", "make a key for whoever captions"),
            ("stop", "show nothing more (the kill switch)"),
            ("resume", "show what comes from now on"),
            ("end", "end the recording"),
        ):
            action = actions.add_parser(name, help=what)
            action.add_argument("meeting", help="kf/2016-10-19")
            action.add_argument("--reason", default="", help="why it is stopped")
            action.add_argument("--json", action="store_true", help="answer in JSON")
        status = actions.add_parser("status", help="what there is")
        status.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        action = options["action"].replace("-", "_")
        try:
            getattr(self, f"_{action}")(options)
        except DomainError as error:
            raise CommandError(str(error)) from error

    def _listen(self, options: dict[str, Any]) -> None:
        ffmpeg.found()
        watch.begin_anew()
        gate, closing = Gate(settings.VIDEO_RTMP_HOST, settings.VIDEO_RTMP_PORT), Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: gate.close())
        watcher = Thread(target=watch.watch, args=(closing,), daemon=True)
        watcher.start()
        self.stderr.write(f"Waiting for encoders at {encoder_address()}")
        gate.serve()
        gate.leave()
        closing.set()
        watcher.join(timeout=10)

    def _key(self, options: dict[str, Any]) -> None:
        meeting, organization = meeting_at(options["meeting"])
        key = recordings.prepare_recording(meeting=meeting, organization=organization)
        self._say({"server": encoder_address(), "key": key}, options)

    def _caption_key(self, options: dict[str, Any]) -> None:
        recording = recording_at(options["meeting"])
        key = recordings.new_caption_key(recording=recording.pk, actor=None)
        self._say({"key": key, "recording": str(recording.pk)}, options)

    def _stop(self, options: dict[str, Any]) -> None:
        recording = recording_at(options["meeting"])
        recordings.stop(recording=recording.pk, reason=options["reason"], actor=None)

    def _resume(self, options: dict[str, Any]) -> None:
        recordings.resume(recording=recording_at(options["meeting"]).pk, actor=None)

    def _end(self, options: dict[str, Any]) -> None:
        recordings.end_recording(recording=recording_at(options["meeting"]).pk)

    def _status(self, options: dict[str, Any]) -> None:
        told = [
            {"meeting": each.path, "state": each.state, "delay": each.delay, "id": str(each.pk)}
            for each in Recording.objects.all()
        ]
        self._say(told, options)

    def _say(self, told: Any, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for row in told if isinstance(told, list) else [told]:
            self.stdout.write("  ".join(f"{name}: {value}" for name, value in row.items()))
