"""Proposals, to be found by what they say."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from portal.core.html import plain_text
from portal.ledger.versions import Version
from proposals.contents import ProposalContent
from search.documents import Chunk, SearchDocument
from search.ports import documents_of
from search.query.ports import KindName, kind_names

WEIGHT = 1.2
TYPED = ("forslag", "goteborgsforslag")


def register_search() -> None:
    documents_of.fill(found_as)
    kind_names.fill(kinds)


def kinds() -> Iterator[KindName]:
    """People know a proposal by its title, so it is offered while they type."""
    yield KindName(ProposalContent.kind, _("Förslag"), _("Förslag"), TYPED, is_named=True)


def found_as(versions: Sequence[Version]) -> Iterator[SearchDocument]:
    """A document for each proposal among these versions."""
    for version in versions:
        if isinstance(version.content, ProposalContent):
            yield _document(version, version.content)


def _document(version: Version, content: ProposalContent) -> SearchDocument:
    said = (
        *(content.easy_summary, plain_text(content.html), content.address),
        *(content.area, content.picture_text, content.outcome),
    )
    return SearchDocument(
        key=str(content.id),
        kind=content.kind,
        audience=version.record.audience,
        title=content.title,
        url=content.path,
        organizations=(str(content.organization),) if content.organization else (),
        references=content.references,
        people=(content.proposer,) if content.proposer else (),
        date=content.published or content.date,
        status=content.state,
        weight=WEIGHT,
        chunks=(Chunk("\n".join(filter(None, said))),),
    )
