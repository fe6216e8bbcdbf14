"""`manage.py play_meeting`: a short meeting of the demo, live for everybody who looks."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from meetings.models import Meeting
from portal.accounts.models import User
from portal.core.addresses import localized
from portal.core.clock import local, today
from portal.core.errors import DomainError
from streaming.live.demo.play import play
from streaming.live.models import LiveMeeting
from streaming.live.states import LiveState

ORGANIZATION = "demonamnden"
SECRETARY = "sekreterare"


class Command(BaseCommand):
    help = "Spelar upp Demonämndens sammanträde i dag, så att det syns live på dess sida."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--pace", type=float, default=3.0, metavar="SEKUNDER", help="Vila mellan stegen."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Det här spelar påhittade personer: bara med DEMO=1.")
        meeting = self._meeting()
        self.stdout.write(f"Följ det på {settings.SITE_URL}{localized(meeting.path())}")
        secretary = User.objects.get(username=SECRETARY)
        try:
            play(meeting=meeting, secretary=secretary, rest=lambda: time.sleep(options["pace"]))
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Sammanträdet är avslutat.")

    def _meeting(self) -> Meeting:
        """Today's, if it has not been run already."""
        held = Meeting.objects.filter(organization__short_name=ORGANIZATION, live=True)
        found = [each for each in held.order_by("start") if local(each.start).date() == today()]
        if not found:
            raise CommandError("Demonämnden möts inte i dag. Kör `manage.py demo` först.")
        meeting: Meeting = found[0]
        begun = LiveMeeting.objects.filter(meeting__record_id=meeting.record_id)
        if begun.exclude(state=LiveState.CALLED).exists():
            raise CommandError("Sammanträdet är redan öppnat. Led det i styrrummet.")
        return meeting
