"""What can go wrong with a proposal, in words for people."""

from django.utils.translation import gettext as _

from portal.core.errors import Conflict, DomainError, NotAllowed


class KeysAway(DomainError):
    """The store of keys does not answer: voting pauses."""

    def __init__(self) -> None:
        super().__init__(_("Det går inte att rösta just nu. Försök igen om en stund."))


class NotOpen(DomainError):
    """The proposal takes no votes."""

    def __init__(self) -> None:
        super().__init__(_("Det går inte att rösta på förslaget: det samlar inte röster."))


class TooWeak(NotAllowed):
    """The policy asks for a stronger login."""

    def __init__(self, needed: str) -> None:
        super().__init__(
            _("För det här behöver du logga in med högre säkerhet: %(needed)s.")
            % {"needed": needed}
        )


class AccountClosed(NotAllowed):
    """The account takes no part any more."""

    def __init__(self) -> None:
        super().__init__(_("Kontot är stängt. Hör av dig till staden om det är fel."))


class WrongStep(Conflict):
    """The step does not follow the state that the proposal is in."""

    def __init__(self, step: str, state: str) -> None:
        super().__init__(
            _("Steget ”%(step)s” går inte nu: läget är ”%(state)s”.")
            % {"step": step, "state": state}
        )


class NotYours(NotAllowed):
    """Somebody else's step."""

    def __init__(self) -> None:
        super().__init__(_("Det här steget tas av någon annan."))


class HoldsPersonalNumber(DomainError):
    """law.md E1: never on the web."""

    def __init__(self) -> None:
        super().__init__(
            _("Texten innehåller ett personnummer. Ta bort det: allt du skickar in blir läst.")
        )


class Incomplete(DomainError):
    """Something that a proposal needs is empty."""

    def __init__(self) -> None:
        super().__init__(_("Skriv vad du föreslår innan du skickar in förslaget."))


class ChangedMeanwhile(Conflict):
    """Somebody changed the proposal after it was read."""

    def __init__(self) -> None:
        super().__init__(_("Förslaget ändrades av någon annan. Läs det igen innan du sparar."))


class CannotMerge(DomainError):
    """The two cannot be one."""


class NotAPicture(DomainError):
    """What was uploaded is no picture that can be shown."""

    def __init__(self, why: str = "") -> None:
        super().__init__(why or _("Bilden måste vara en JPEG- eller PNG-bild."))


class PictureWithoutWords(DomainError):
    """A picture that says nothing to those who do not see it."""

    def __init__(self) -> None:
        super().__init__(_("Beskriv vad bilden visar, och välj bilden igen. Alla ser den inte."))


class WordsWithoutPicture(DomainError):
    """The words came without the picture: a file has to be chosen anew when a form comes back."""

    def __init__(self) -> None:
        super().__init__(_("Välj också bilden, eller ta bort beskrivningen."))


class TooManyLinks(DomainError):
    """An address was asked to confirm too often."""

    def __init__(self) -> None:
        super().__init__(
            _("Vi har redan skickat flera länkar till adressen. Titta i skräpposten, eller vänta.")
        )


class BadLink(DomainError):
    """A confirmation link that was forged, is too old or belongs elsewhere."""

    def __init__(self) -> None:
        super().__init__(_("Länken gäller inte längre. Be om en ny på förslagets sida."))


class LinkUsed(DomainError):
    """A link is good for one vote."""

    def __init__(self) -> None:
        super().__init__(
            _("Länken är redan använd. Be om en ny på förslagets sida om du vill ändra dig.")
        )


class HeldByAnother(Conflict):
    """Another moderator has the proposal before them."""

    def __init__(self, who: str) -> None:
        super().__init__(
            _("%(who)s har förslaget framme just nu. Ta över det om du vill gå före.")
            % {"who": who}
        )


class NotClosed(DomainError):
    """It still collects votes: they are counted exactly before anybody answers."""

    def __init__(self) -> None:
        super().__init__(_("Förslaget samlar röster än. Det överlämnas när de är räknade."))


class WrongReceiver(DomainError):
    """The policy names other receivers, or the organization is no more."""

    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s kan inte ta emot förslaget enligt reglerna.") % {"name": name})


class AppealedBefore(Conflict):
    """A refusal is looked at once more, and then it stands."""

    def __init__(self) -> None:
        super().__init__(_("Avvisningen är redan omprövad en gång. Den går inte att pröva igen."))


class ReasonMissing(DomainError):
    """What is told in public needs words."""

    def __init__(self) -> None:
        super().__init__(_("Skriv varför. Texten visas för alla."))


class NothingFound(DomainError):
    """No vote is like that."""

    def __init__(self) -> None:
        super().__init__(_("Ingen röst stämmer med det du sökte. Inget ströks."))


class AlreadyStriking(Conflict):
    """One at a time."""

    def __init__(self) -> None:
        super().__init__(_("Röster stryks redan på förslaget. Vänta tills det är klart."))


class NotFollowable(DomainError):
    """It is not public, so there is nothing to follow."""

    def __init__(self) -> None:
        super().__init__(_("Förslaget går inte att följa."))
