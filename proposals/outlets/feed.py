"""The newest proposals as Atom: each once, under the time of its newest step."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from meetings.outlets.http import fresh, with_etag
from portal.core import atom
from portal.core.links import absolute
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import records, versions_of
from portal.ledger.versions import Version
from proposals.contents import ProposalContent
from proposals.outlets.words import state_word

MOST = 50
LIST = "/forslag/"


def proposals_atom(request: HttpRequest) -> HttpResponse:
    heads = records(ANONYMOUS).standing().filter(kind="proposal").order_by("-seq")[:MOST]
    entries = [_entry(each) for each in versions_of(heads).values() if each.content]
    newest = max((each.updated for each in entries), default=datetime.fromtimestamp(0, tz=UTC))
    feed = atom.Feed(
        id=uuid5(NAMESPACE_URL, absolute(LIST)),
        title=_("Förslag – %(city)s") % {"city": settings.CITY_NAME},
        url=LIST,
        self_url=f"{LIST}atom.xml",
        updated=newest,
        entries=entries,
    )
    answer = HttpResponse(atom.atom_bytes(feed), content_type=atom.MEDIA_TYPE)
    return with_etag(request, fresh(request, answer))


def _entry(version: Version) -> atom.Entry:
    content = version.content
    assert isinstance(content, ProposalContent)
    return atom.Entry(
        id=content.id,
        title=content.title,
        url=content.path,
        published=version.record.first_recorded_at,
        updated=version.recorded_at,
        kind="proposal",
        summary=". ".join(filter(None, [state_word(content.state), content.easy_summary])),
        version=version.version,
        sha256=version.sha256,
    )
