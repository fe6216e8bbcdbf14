"""What of the record can be found, and by which words. Each document says what its own content
and files say and nothing of other records, so that none outlives or outreaches them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, TypeVar

from meetings.contents import (
    AgendaItemContent,
    CaseContent,
    DocumentContent,
    MeetingContent,
    OrganizationContent,
    PersonContent,
    RegistrationContent,
)
from meetings.decision_contents import DecisionContent, VoteContent
from meetings.outlets.search_names import paper_kind
from portal.ledger.contents import Content
from portal.ledger.selectors import File, files_of
from portal.ledger.versions import Version
from search.documents import Chunk, SearchDocument
from search.ports import documents_of

C = TypeVar("C", bound=Content)
Words = Callable[[Any], dict[str, Any]]

_words: dict[type[Content], Words] = {}


def register_search() -> None:
    documents_of.fill(found_as)


def found_as(versions: Sequence[Version]) -> Iterator[SearchDocument]:
    """The documents of these versions; a kind that nobody looks for has none."""
    for version in versions:
        content = version.content
        words = _words.get(type(content)) if content else None
        if content and words:
            yield _document(version, content, words(content))


def _document(version: Version, content: Content, words: dict[str, Any]) -> SearchDocument:
    text = "\n".join(filter(None, words.pop("text", ())))
    first = (Chunk(text),) if text else ()
    given: dict[str, Any] = {
        "key": str(content.id),
        "kind": content.kind,
        "audience": version.record.audience,
        "title": content.title,
        "url": content.path,
        "organizations": (str(content.organization),) if content.organization else (),
        "references": content.references,
        "date": content.date,
        "status": content.status,
        "chunks": (*first, *page_chunks(content, files_of(version) if content.files else [])),
    }
    return SearchDocument(**given | words)


def page_chunks(content: Content, files: Iterable[File]) -> Iterator[Chunk]:
    """The text of the files page by page; pages are counted through all files, as shown."""
    files = list(files)
    starts = accumulate((file.pages for file in files), initial=0)
    for start, file in zip(starts, files, strict=False):
        for page in file.page_texts.all():
            if page.text.strip():
                place = start + page.number
                yield Chunk(page.text, page=place, url=f"{content.path}#sida-{place}")


def words_of(kind: type[C]) -> Callable[[Callable[[C], dict[str, Any]]], Callable[[C], Any]]:
    """Register what a kind says beside title, date, organization, references and files."""

    def register(words: Callable[[C], dict[str, Any]]) -> Callable[[C], Any]:
        _words[kind] = words
        return words

    return register


@words_of(CaseContent)
def _case(content: CaseContent) -> dict[str, Any]:
    steps = (step.text for step in content.steps)
    return {
        "references": tuple(dict.fromkeys((content.number, *content.references))),
        "text": (content.summary, *steps),
        "weight": 1.3,
    }


@words_of(DocumentContent)
def _paper(content: DocumentContent) -> dict[str, Any]:
    own = (registration.number for registration in content.registrations)
    issuers = (content.organization, *(each.organization for each in content.registrations))
    return {
        "kind": paper_kind(content.document_kind),
        "organizations": tuple(dict.fromkeys(str(pk) for pk in issuers if pk)),
        "references": tuple(dict.fromkeys((*content.references, *own))),
        "parties": content.parties,
        "text": (content.provision,),
    }


@words_of(AgendaItemContent)
def _item(content: AgendaItemContent) -> dict[str, Any]:
    return {"text": (content.section, content.proposal, content.outcome)}


@words_of(MeetingContent)
def _meeting(content: MeetingContent) -> dict[str, Any]:
    return {"text": (content.place,)}


@words_of(OrganizationContent)
def _organization(content: OrganizationContent) -> dict[str, Any]:
    return {
        "organizations": (str(content.id),),
        "text": (content.short_name, content.contact),
        "weight": 1.2,
    }


@words_of(PersonContent)
def _person(content: PersonContent) -> dict[str, Any]:
    return {
        "people": (content.title,),
        "parties": (content.party,) if content.party else (),
        "text": (content.contact,),
        "weight": 1.2,
    }


@words_of(RegistrationContent)
def _registration(content: RegistrationContent) -> dict[str, Any]:
    return {
        "references": tuple(
            dict.fromkeys(
                (content.number, f"{content.number}-{content.serial}", *content.references)
            )
        ),
        "text": (content.counterpart, content.matter),
        "weight": 0.6,
    }


@words_of(DecisionContent)
def _decision(content: DecisionContent) -> dict[str, Any]:
    dissent = [(each.parties, each.names, each.text) for each in content.reservations]
    dissent += [(each.parties, each.names, each.text) for each in content.notes]
    people = (*(each.name for each in content.took_part), *(names for _p, names, _t in dissent))
    parties = (party for named, _n, _t in dissent for party in named)
    return {
        "people": tuple(dict.fromkeys(filter(None, people))),
        "parties": tuple(dict.fromkeys(parties)),
        "text": (content.sentence, *content.clauses, *(text for _p, _n, text in dissent)),
        "weight": 1.2,
    }


@words_of(VoteContent)
def _vote(content: VoteContent) -> dict[str, Any]:
    return {
        "people": tuple(dict.fromkeys(ballot.name for ballot in content.ballots)),
        "parties": tuple(dict.fromkeys(each.party for each in content.parties)),
        "text": (content.about, content.yes_means, content.no_means, content.prose),
        "weight": 0.8,
    }
