"""The style guide's data: every component with something true to life in it, all invented."""

from portal.core.styleguide import lines, pieces, rows
from portal.core.tally import ANSWER_WORDS, Answer


def styleguide_context() -> dict[str, object]:
    """Everything templates/styleguide.html shows."""
    return {
        "lines": [lines.BRANCH_LINE, lines.SHORT_LINE, lines.DONE_LINE],
        "proposal_line": lines.PROPOSAL_LINE,
        "agenda_line": lines.AGENDA_LINE,
        "strips": [lines.BRANCH_LINE, lines.PROPOSAL_LINE, lines.AGENDA_LINE, lines.DONE_LINE],
        "crumbs": [{"text": "Ärenden", "url": "#"}, {"text": "1451/14", "url": "#"}],
        "facts": pieces.facts(),
        "items": rows.items(),
        "documents": rows.documents(),
        "meetings": rows.meetings(),
        "board": pieces.board(),
        "decisions": rows.decisions(),
        "proposals": rows.proposals(),
        "tallies": pieces.tallies(),
        "party_heads": [ANSWER_WORDS[answer] for answer in list(Answer)[:4]],
        "parties": pieces.parties(),
        "diary": rows.diary(),
        "tombstone": pieces.tombstone(),
        "record": pieces.record(),
        "statuses": [
            "planned",
            "called",
            "ongoing",
            "paused",
            "finished",
            "cancelled",
            "moved",
            "decided",
            "postponed",
            "referred",
            "corrected",
            "withdrawn",
            "secret",
            "draft",
            "collecting",
            "answered",
        ],
        "pages": pieces.pages(),
        "form": pieces.CommentForm({"name": "", "email": "astrid@", "text": "Bra, men när?"}),
    }
