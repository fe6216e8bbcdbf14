"""What can go wrong in a thread, in words for people."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.clock import local
from portal.core.errors import Conflict, DomainError, NotAllowed


class ThreadLocked(DomainError):
    """law.md F1: what is closed stays closed, and says so."""

    def __init__(self) -> None:
        super().__init__(_("Tråden är låst. Du kan läsa den men inte skriva i den."))


class HeldBack(DomainError):
    """Something in the meeting stops comments just now."""

    def __init__(self, why: str) -> None:
        super().__init__(why)


class NoReplyHere(DomainError):
    """Replies have no replies, and what is gone has none."""

    def __init__(self) -> None:
        super().__init__(
            _("Det går inte att svara här: kommentaren är borta eller är själv ett svar.")
        )


class EmptyComment(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Skriv något först."))


class TooLong(DomainError):
    def __init__(self, length: int, longest: int) -> None:
        super().__init__(
            _("Texten är %(length)s tecken. Den får vara högst %(longest)s: korta den.")
            % {"length": length, "longest": longest}
        )


class HoldsPersonalNumber(DomainError):
    """law.md E1: never on the web."""

    def __init__(self) -> None:
        super().__init__(_("Texten innehåller ett personnummer. Ta bort det: alla kan läsa här."))


class TooWeak(NotAllowed):
    def __init__(self, needed: str) -> None:
        super().__init__(
            _("För att skriva här behöver du logga in med högre säkerhet: %(needed)s.")
            % {"needed": needed}
        )


class Banned(NotAllowed):
    def __init__(self, until: datetime) -> None:
        super().__init__(
            _("Du kan inte skriva här förrän %(until)s. Skälet står bland dina kommentarer.")
            % {"until": f"{local(until):%Y-%m-%d %H:%M}"}
        )


class TooSoon(DomainError):
    """Slow mode, or too many in a short time."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            ngettext(
                "Vänta %(seconds)s sekund och skicka sedan igen. Texten är kvar.",
                "Vänta %(seconds)s sekunder och skicka sedan igen. Texten är kvar.",
                seconds,
            )
            % {"seconds": seconds}
        )


class NotYours(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("Det är någon annans kommentar."))


class NotNow(Conflict):
    """The measure does not follow the state that the comment is in."""

    def __init__(self, state: str) -> None:
        super().__init__(_("Det går inte nu: kommentaren är ”%(state)s”.") % {"state": state})


class Claimed(Conflict):
    """Another moderator is at it."""

    def __init__(self, who: str) -> None:
        super().__init__(
            _("%(who)s håller på med kommentaren. Vänta eller ta över den.") % {"who": who}
        )


class NeedsReason(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Välj vilken regel det gäller och skriv varför. Den som skrev får läsa det.")
        )


class RulesChanged(Conflict):
    """Somebody else took new rules into force since these were read."""

    def __init__(self) -> None:
        super().__init__(_("Någon annan sparade nya regler nyss. Läs dem och spara sedan igen."))


class NotDiscussed(DomainError):
    """The record has no thread, or already has one."""

    def __init__(self) -> None:
        super().__init__(_("Det går inte att öppna en tråd om det här."))
