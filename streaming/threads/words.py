"""What people read of rules and states, in the language of the page."""

from collections.abc import Iterator

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from streaming.threads.models import Comment
from streaming.threads.states import CommentState, Mark, Stance
from streaming.threads.terms import SHIPPED, Rule, Terms

GONE = {
    CommentState.PENDING: gettext_lazy("Kommentaren har ändrats och väntar på granskning."),
    CommentState.HIDDEN: gettext_lazy("Kommentaren är dold av en moderator."),
    CommentState.REMOVED: gettext_lazy("Kommentaren är borttagen av en moderator."),
    CommentState.RETRACTED: gettext_lazy("Den som skrev har tagit bort kommentaren."),
}


def is_english() -> bool:
    return (get_language() or "sv").startswith("en")


def rule_words(rule: Rule) -> str:
    return rule.en if is_english() else rule.sv


def rule_choices(terms: Terms) -> Iterator[tuple[str, str]]:
    return ((rule.code, rule_words(rule)) for rule in terms.rules)


def rule_of(terms: Terms, code: str) -> str:
    """The words of a rule; those the portal came with where the rules of today have dropped it."""
    rule = terms.rule(code) or SHIPPED.rule(code)
    return rule_words(rule) if rule else code


def appeal_words(terms: Terms) -> str:
    return terms.appeal_en if is_english() else terms.appeal_sv


def gone_words(comment: Comment) -> str:
    found = GONE.get(CommentState(comment.state))
    return str(found) if found else ""


def words_of_script() -> dict[str, str]:
    """What the page's script says; the same words as the server's."""
    return {
        **{str(mark): str(mark.label) for mark in Mark if mark},
        **{str(stance): str(stance.label) for stance in Stance},
        **{str(state): str(text) for state, text in GONE.items()},
        "nobody": _("borttaget konto"),
        "edited": _("Ändrad"),
        "one": _("1 ny kommentar"),
        "many": _("{count} nya kommentarer"),
        "reply": _("Svar på kommentar {number}"),
        "locked": _("Tråden är låst."),
        "then": _("Det nyaste som hade skrivits när bilden togs."),
        "number": _("Kommentar {number}"),
        "away": _("Det gick inte att hämta. Följ länken i stället."),
    }
