"""From what a form of the control room says to a command. A button `do` says `verb|about`."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from meetings.states import DecisionMethod, DecisionOutcome, Side, VotePurpose
from portal.core.errors import DomainError
from streaming.live.models import Remark
from streaming.live.services import attendance_commands as attendance
from streaming.live.services import decision_commands as decisions
from streaming.live.services import item_commands as items
from streaming.live.services import meeting_commands as meeting
from streaming.live.services import round_commands as rounds
from streaming.live.services import speaking_commands as speaking
from streaming.live.services.obeying import Command
from streaming.live.states import AsideKind, Tie, TurnKind, Verb

Parser = Callable[[QueryDict, str], Command]


def command_of(said: QueryDict) -> Command | None:
    """The command of the pressed button; None where the button is none of the control room's.

    Raises DomainError where a field says something that cannot be, Http404 for a forged form.
    """
    verb, _bar, about = said.get("do", "").partition("|")
    parser = PARSERS.get(verb)
    return parser(said, about) if parser else None


def key_of(said: QueryDict) -> str:
    """The page gave its forms one key; which button was pressed tells its commands apart."""
    return f"{said.get('key', '')[:40]}:{said.get('do', '')[:70]}" if said.get("key") else ""


def expected_of(said: QueryDict) -> int | None:
    seen = said.get("seq", "")
    return int(seen) if _is_number(seen) else None


def number(text: str) -> int:
    """A key or a count. Raises Http404 for what no form of ours says."""
    if not _is_number(text):
        raise Http404
    return int(text)


def identity(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _numbers(said: QueryDict, name: str) -> tuple[int, ...]:
    return tuple(number(text) for text in said.getlist(name) if text)


def _count(said: QueryDict, name: str) -> int:
    text = said.get(name, "").strip() or "0"
    if not _is_number(text) or len(text) > 4:
        raise DomainError(_("Skriv antalet med siffror."))
    return int(text)


def _question(said: QueryDict) -> rounds.Question:
    purpose = said.get("purpose", "")
    return rounds.Question(
        about=said.get("about", ""),
        yes_means=said.get("yes_means", ""),
        no_means=said.get("no_means", ""),
        purpose=VotePurpose(purpose) if purpose in VotePurpose.values else VotePurpose.MAIN,
    )


def _counts(said: QueryDict) -> rounds.Counts | None:
    if "yes" not in said:
        return None
    names = ("yes", "no", "blank", "invalid")
    return rounds.Counts(*(_count(said, name) for name in names))


def _tie(said: QueryDict) -> str:
    tie = said.get("tie", "")
    return tie if tie in Tie.values else ""


def _side(said: QueryDict) -> Side:
    won = said.get("won", "")
    if won not in Side.values:
        raise DomainError(_("Ange om det blev ja eller nej."))
    return Side(won)


def _queue(said: QueryDict, _about: str) -> Command:
    kind, who = said.get("kind", ""), said.get("who", "")
    return speaking.Queue(
        attendee=number(who) if who else None,
        guest=said.get("guest", ""),
        kind=TurnKind(kind) if kind in TurnKind.values else TurnKind.SPEECH,
    )


def _open_round(said: QueryDict, about: str) -> Command:
    method = DecisionMethod.SECRET if about == "secret" else DecisionMethod.VOTE
    return rounds.OpenRound(_question(said), method)


def _correct(said: QueryDict, about: str) -> Command:
    prefix = "choice-"
    changes = {
        number(name.removeprefix(prefix)): str(value)
        for name, value in said.items()
        if name.startswith(prefix) and value
    }
    return rounds.CorrectRound(
        identity(about), str(said.get("reason", "")), changes, _counts(said), _tie(said)
    )


def _decide(said: QueryDict, _about: str) -> Command:
    outcome = said.get("outcome", "")
    if outcome not in DecisionOutcome.values:
        raise DomainError(_("Välj vad som beslutades."))
    return decisions.Decide(DecisionOutcome(outcome), said.get("sentence", ""))


def _note(said: QueryDict, about: str) -> Command:
    kind = Remark.STATEMENT if said.get("remark") == Remark.STATEMENT else Remark.NOTE
    return decisions.Note(identity(about), _numbers(said, "people"), said.get("text", ""), kind)


def _aside(said: QueryDict, about: str) -> Command:
    who, _colon, kind = about.partition(":")
    if kind not in AsideKind.values:
        raise Http404
    return attendance.StandAside(number(who), AsideKind(kind))


def _serve(said: QueryDict, about: str) -> Command:
    return attendance.Serve(number(about), number(said.get(f"for-{about}", "")))


def _reserve(said: QueryDict, about: str) -> Command:
    return decisions.Reserve(identity(about), _numbers(said, "people"), said.get("text", ""))


PARSERS: Mapping[str, Parser] = {
    Verb.OPEN: lambda said, about: meeting.OpenMeeting(),
    Verb.PAUSE: lambda said, about: meeting.PauseMeeting(),
    Verb.RESUME: lambda said, about: meeting.ResumeMeeting(),
    Verb.CLOSE: lambda said, about: meeting.CloseMeeting(),
    Verb.SET_PUBLIC: lambda said, about: meeting.SetPublic(about == "yes"),
    Verb.NOTICE: lambda said, about: meeting.GiveNotice(said.get("notice", "")),
    Verb.ARRIVE: lambda said, about: attendance.Arrive(
        (number(about),) if about else _numbers(said, "arrive")
    ),
    Verb.LEAVE: lambda said, about: attendance.Leave(number(about)),
    Verb.SERVE: _serve,
    Verb.END_SERVICE: lambda said, about: attendance.EndService(number(about)),
    Verb.STAND_ASIDE: _aside,
    Verb.STAND_IN: lambda said, about: attendance.StandIn(number(about)),
    Verb.MOVE_ITEM: lambda said, about: items.MoveItem(
        identity(about.partition(":")[0]), about.partition(":")[2]
    ),
    Verb.SET_DOORS: lambda said, about: items.SetDoors(
        identity(about.partition(":")[0]), about.endswith(":closed")
    ),
    Verb.OPEN_ITEM: lambda said, about: items.OpenItem(identity(about)),
    Verb.CLOSE_ITEM: lambda said, about: items.CloseItem(),
    Verb.TABLE_ITEM: lambda said, about: items.TableItem(),
    Verb.QUEUE: _queue,
    Verb.STRIKE: lambda said, about: speaking.Strike(number(about)),
    Verb.START_SPEECH: lambda said, about: speaking.StartSpeech(number(about)),
    Verb.END_SPEECH: lambda said, about: speaking.EndSpeech(),
    Verb.MOVE_MOTION: lambda said, about: speaking.MoveMotion(
        _numbers(said, "movers"), said.get("motion", "")
    ),
    Verb.WITHDRAW_MOTION: lambda said, about: speaking.WithdrawMotion(number(about)),
    Verb.SET_QUESTIONS: lambda said, about: speaking.SetQuestions(said.get("questions", "")),
    Verb.ACCLAIM: lambda said, about: rounds.Acclaim(_question(said), _side(said)),
    Verb.DRAW_LOT: lambda said, about: rounds.DrawLot(_question(said), _side(said)),
    Verb.OPEN_ROUND: _open_round,
    Verb.GAVEL: lambda said, about: rounds.Gavel(_tie(said), _counts(said)),
    Verb.CORRECT_ROUND: _correct,
    Verb.VOID_ROUND: lambda said, about: rounds.VoidRound(identity(about), said.get("reason", "")),
    Verb.DECIDE: _decide,
    Verb.RESERVE: _reserve,
    Verb.NOTE: _note,
}
