"""What a proposal's page says of following it."""

from django.http import HttpRequest

from portal.core.addresses import localized
from portal.ledger.versions import Version
from proposals.addresses import follow_path
from proposals.contents import ProposalContent
from proposals.ports import PagePart


def follow_panel(_request: HttpRequest, version: Version) -> PagePart | None:
    """A link to the page where anybody may follow; none where nothing more can happen."""
    content = version.content
    if not isinstance(content, ProposalContent):
        return None
    url = localized(follow_path(content.number))
    return PagePart("proposals/told/follow_panel.html", {"url": url})
