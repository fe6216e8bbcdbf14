"""What may be done in a live meeting, as pure predicates asked by services and pages alike.

Each answers with the words that refuse, for people; empty where nothing stands in the way.
"""

from django.utils.translation import gettext as _

from streaming.live.states import RUNNING, TRANSITIONS, LiveState, Tie, Verb


def refusal(verb: Verb, state: str, *, has_item: bool, has_round: bool) -> str:
    """Why the command cannot be given now."""
    rule = TRANSITIONS[verb]
    if state not in rule.before:
        return _wrong_state(LiveState(state))
    if rule.round is not None and rule.round != has_round:
        return (
            _("En omröstning pågår. Låt klubban falla först.")
            if has_round
            else _("Ingen omröstning pågår: den är redan avslutad eller inte begärd.")
        )
    if rule.item is not None and rule.item != has_item:
        return (
            _("En annan punkt behandlas. Avsluta den först.")
            if has_item
            else _("Ingen punkt behandlas. Ta upp en punkt först.")
        )
    return ""


def _wrong_state(state: LiveState) -> str:
    words = {
        LiveState.CALLED: _("Sammanträdet är inte öppnat. Öppna det först."),
        LiveState.OPEN: _("Sammanträdet pågår redan."),
        LiveState.PAUSED: _("Sammanträdet har paus. Återuppta det först."),
        LiveState.CLOSED: _("Sammanträdet är avslutat. Rätta i utkastet till protokollet."),
    }
    return words[state]


def is_open_to_all(state: str, *, is_public: bool, item_closed: bool) -> bool:
    """law.md B13: whether everybody may follow at this moment."""
    return state in RUNNING and is_public and not item_closed


def is_quorate(serving: int, seats: int) -> bool:
    """law.md B1: more than half of the members are there."""
    return serving * 2 > seats


def tie_fault(yes: int, no: int, tie: str) -> str:
    """law.md B7: a tie is broken by the chair or by lot, and nothing else is."""
    if yes == no and not tie:
        return _("Lika röster: ange ordförandens utslagsröst, eller hur lotten föll.")
    if yes != no and tie:
        return _("Utslagsröst och lott avgör bara vid lika röster.")
    return ""


def winner(yes: int, no: int, tie: str) -> str:
    """The side that won, `yes` or `no`."""
    if yes == no:
        return "yes" if tie in {Tie.CASTING_YES, Tie.LOT_YES} else "no"
    return "yes" if yes > no else "no"


def count_fault(given: int, mandates: int) -> str:
    """law.md B8: one ballot a mandate."""
    if given > mandates:
        return _("%(given)s röster, men bara %(mandates)s får rösta.") % {
            "given": given,
            "mandates": mandates,
        }
    return ""
