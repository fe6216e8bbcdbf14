"""The city's own pages, to be found beside the record."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from portal.ledger.versions import Version
from portal.pages.contents import PageContent
from search.documents import Chunk, SearchDocument
from search.ports import documents_of
from search.query.ports import KindName, kind_names


def register_search() -> None:
    documents_of.fill(found_as)
    kind_names.fill(kinds)


def kinds() -> Iterator[KindName]:
    """News and information alike."""
    yield KindName(PageContent.kind, _("Sida"), _("Nyheter och sidor"), ("sida", "nyhet"))


def found_as(versions: Sequence[Version]) -> Iterator[SearchDocument]:
    """A document for each page among these versions."""
    for version in versions:
        if isinstance(version.content, PageContent):
            yield _document(version, version.content)


def _document(version: Version, content: PageContent) -> SearchDocument:
    said = "\n".join(filter(None, (content.introduction, content.text)))
    return SearchDocument(
        key=str(content.id),
        kind=content.kind,
        audience=version.record.audience,
        title=content.title,
        url=content.path,
        date=content.date,
        status=content.page_kind,
        chunks=(Chunk(said),) if said else (),
    )
