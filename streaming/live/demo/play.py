"""The script: who arrives, who speaks, how they vote. Everything here is invented."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import uuid4

from meetings.models import Meeting
from meetings.states import DecisionMethod, DecisionOutcome, Side
from portal.accounts.models import User
from streaming.live.models import Attendee, LiveItem, LiveMeeting, Turn
from streaming.live.services.attendance_commands import Arrive, Serve, StandAside
from streaming.live.services.ballots import cast_for
from streaming.live.services.beginning import prepare
from streaming.live.services.decision_commands import Decide, Reserve
from streaming.live.services.item_commands import CloseItem, OpenItem
from streaming.live.services.meeting_commands import (
    CloseMeeting,
    GiveNotice,
    OpenMeeting,
    PauseMeeting,
    ResumeMeeting,
)
from streaming.live.services.obeying import Command, obey
from streaming.live.services.round_commands import Acclaim, Counts, Gavel, OpenRound, Question
from streaming.live.services.speaking_commands import (
    EndSpeech,
    MoveMotion,
    Queue,
    SetQuestions,
    StartSpeech,
)
from streaming.live.states import AsideKind, Tie, TurnKind, TurnState

Rest = Callable[[], None]

JUSTERARE = Question(
    about="Val av justerare",
    yes_means="den som ordföranden föreslår justerar protokollet",
    no_means="någon annan justerar protokollet",
)
PARK = Question(
    about="Sommaröppet i demonstrationsparken",
    yes_means="parken har öppet till klockan 23 i sommar",
    no_means="parken stänger klockan 21 som i dag",
)
SUPPORT = Question(
    about="Ansökan om stöd",
    yes_means="ansökan beviljas",
    no_means="ansökan avslås",
)


@dataclass
class Stage:
    """The meeting that is played, and the secretary who leads it."""

    live: LiveMeeting
    secretary: User
    rest: Rest

    def does(self, command: Command) -> None:
        obey(meeting=self.live.pk, command=command, user=self.secretary, key=str(uuid4()))
        self.rest()

    def members(self) -> list[Attendee]:
        return [each for each in self.live.attendees.all() if each.has_seat]

    def item(self, number: str) -> LiveItem:
        return self.live.items.get(number=number)

    def waiting(self) -> Turn:
        return self.live.turns.filter(state=TurnState.WAITING)[0]

    def vote(self, choices: Iterator[str]) -> None:
        """The roll is called: everybody who may vote says something."""
        of = self.live.rounds.get(state="open")
        for mandate in of.mandates.filter(aside=""):
            cast_for(
                meeting=self.live.pk,
                round_id=of.pk,
                mandate=mandate.pk,
                choice=next(choices),
                user=self.secretary,
            )
            self.rest()


def play(*, meeting: Meeting, secretary: User, rest: Rest) -> LiveMeeting:
    """A whole short meeting, command by command; `rest` is called after each."""
    stage = Stage(prepare(meeting=meeting, user=secretary), secretary, rest)
    _begin(stage)
    _elect(stage, stage.item("1"))
    _decide_on_park(stage, stage.item("2"))
    _behind_closed_doors(stage, stage.item("3"))
    _report(stage, stage.item("4"))
    stage.does(CloseMeeting())
    stage.live.refresh_from_db()
    return stage.live


def _begin(stage: Stage) -> None:
    *there, away = stage.members()
    substitute = next(each for each in stage.live.attendees.all() if not each.has_seat)
    stage.does(Arrive(tuple(each.pk for each in (*there, substitute))))
    stage.does(Serve(substitute.pk, away.pk))
    stage.does(OpenMeeting())


def _elect(stage: Stage, item: LiveItem) -> None:
    stage.does(OpenItem(item.record))
    stage.does(Acclaim(JUSTERARE, Side.YES))
    stage.does(Decide(DecisionOutcome.ELECTED, "Nämnden valde en justerare."))
    stage.does(CloseItem())


def _decide_on_park(stage: Stage, item: LiveItem) -> None:
    _chair, vice, third, *_others = stage.members()
    stage.does(OpenItem(item.record))
    stage.does(Queue(guest="Parkchefen (påhittad)", kind=TurnKind.REPORT))
    stage.does(Queue(attendee=vice.pk))
    stage.does(StartSpeech(stage.waiting().pk))
    stage.does(StartSpeech(stage.waiting().pk))
    stage.does(MoveMotion((vice.pk,), "Avslag på förslaget."))
    stage.does(Queue(attendee=third.pk, kind=TurnKind.REPLY))
    stage.does(StartSpeech(stage.waiting().pk))
    stage.does(EndSpeech())
    stage.does(SetQuestions("Bifall till förslaget mot bifall till yrkandet om avslag."))
    stage.does(OpenRound(PARK))
    stage.vote(iter(("yes", "no", "yes", "no", "yes", "abstained", "no", "yes", "no")))
    stage.does(Gavel(tie=Tie.CASTING_YES))
    words = "Nämnden sa ja till längre öppettider, 4–4 med ordförandens utslagsröst."
    stage.does(Decide(DecisionOutcome.APPROVED, words))
    stage.does(Reserve(item.record, (vice.pk,), "Vi vill se en beräkning av kostnaden först."))
    stage.does(CloseItem())


def _behind_closed_doors(stage: Stage, item: LiveItem) -> None:
    stage.does(PauseMeeting())
    stage.does(GiveNotice("Nästa punkt behandlas bakom stängda dörrar."))
    stage.does(ResumeMeeting())
    stage.does(OpenItem(item.record))
    stage.does(StandAside(stage.members()[3].pk, AsideKind.CONFLICT))
    stage.does(OpenRound(SUPPORT, DecisionMethod.SECRET))
    stage.does(Gavel(counts=Counts(yes=6, no=1, blank=1)))
    stage.does(Decide(DecisionOutcome.APPROVED, "Nämnden beviljade ansökan."))
    stage.does(CloseItem())
    stage.does(GiveNotice(""))


def _report(stage: Stage, item: LiveItem) -> None:
    stage.does(OpenItem(item.record))
    stage.does(Queue(guest="Direktören (påhittad)", kind=TurnKind.REPORT))
    stage.does(StartSpeech(stage.waiting().pk))
    stage.does(EndSpeech())
    stage.does(Decide(DecisionOutcome.NOTED, "Informationen lades till handlingarna."))
    stage.does(CloseItem())
