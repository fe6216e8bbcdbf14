"""Texts that are no records, as the index takes them up: in the order of their changes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.ledger.models import Record
from portal.ledger.readers import PUBLIC
from search.documents import SearchDocument
from search.models import StreamHead, StreamText
from search.ports import StreamSource, stream_sources

Texts = QuerySet[StreamText]


def stream_heads() -> dict[str, int]:
    """The number of the newest change of every source that an app answers for."""
    told = dict(StreamHead.objects.values_list("source", "number"))
    return {source.name: told.get(source.name, 0) for source in stream_sources.ask()}


def texts_after(source: StreamSource, number: int) -> Texts:
    """The texts that changed after that number, in order, each with its newest change."""
    return StreamText.objects.filter(source=source.name, number__gt=number).order_by("number")


def changed_keys(known: dict[str, int], records: Collection[UUID]) -> Iterator[str]:
    """Keys of texts that changed after what is known, or stand below one of these records."""
    later = Q()
    for source in stream_sources.ask():
        later |= Q(source=source.name, number__gt=known.get(source.name, 0))
    if not later:
        return
    if records:
        later |= Q(subject__in=records)
    for text in StreamText.objects.filter(later).values_list("source", "key"):
        yield index_key(*text)


def texts_as_documents(
    source: StreamSource, texts: Sequence[StreamText]
) -> Iterator[SearchDocument]:
    """Those that may be found now: the record below which one stands must be there to be read."""
    told = {text.key: text for text in texts}
    subjects = {text.subject for text in texts if text.subject}
    standing = Record.objects.standing().filter(pk__in=subjects)
    audiences = dict(standing.values_list("pk", "audience"))
    for document in source.documents(list(told)):
        text = told[document.key]
        above = audiences.get(text.subject) if text.subject else PUBLIC
        audience = _both(document.audience, above)
        if audience:
            yield replace(
                document,
                key=index_key(source.name, document.key),
                source=source.name,
                audience=audience,
                within=str(text.subject or ""),
            )


def index_key(source: str, key: str) -> str:
    """The key of a text among all documents: `comment:17`."""
    return f"{source}:{key}"


def _both(own: str, above: str | None) -> str:
    """The audience that both have; empty for none. Two narrow ones are told apart, not mixed."""
    if above is None:
        return ""
    if PUBLIC in (own, above):
        return above if own == PUBLIC else own
    return own if own == above else ""
