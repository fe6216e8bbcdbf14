"""Finding a draft for one of its writers, and how far its stages have come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core.addresses import localized
from proposals.addresses import draft_path
from proposals.models import Proposal
from proposals.outlets.http import user_of
from proposals.selectors.drafts import own_proposal
from proposals.states import WRITING

STAGES: Final[tuple[tuple[str, Promise], ...]] = (
    ("rubrik", _("Vad det gäller")),
    ("liknande", _("Liknande förslag")),
    ("text", _("Text")),
    ("plats", _("Plats")),
    ("bild", _("Bild")),
    ("granska", _("Granska och skicka")),
)
CODES: Final = tuple(code for code, _word in STAGES)


@dataclass(frozen=True, slots=True)
class StageLink:
    """One stage in the row of stages."""

    word: str
    url: str
    is_here: bool


def draft_or_404(request: HttpRequest, record: UUID) -> Proposal:
    """The draft, for those who write it while it may be changed. Nobody else knows of it."""
    found = own_proposal(user_of(request), record)
    if found is None or found.state not in WRITING:
        raise Http404
    return found


def stage_links(proposal: Proposal | None, here: str) -> Sequence[StageLink]:
    """Without a draft there are no links yet: the first stage makes it."""
    return [
        StageLink(str(word), stage_url(proposal, code) if proposal else "", code == here)
        for code, word in STAGES
    ]


def stage_url(proposal: Proposal, stage: str) -> str:
    return localized(draft_path(proposal.record_id, stage))


def next_stage(stage: str) -> str:
    return CODES[CODES.index(stage) + 1]


def stage_before(stage: str) -> str:
    at = CODES.index(stage)
    return CODES[at - 1] if at else ""
