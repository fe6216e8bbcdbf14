"""Answers from the ledger's own tables while the index is missing: slower and plainer, but true.

Words are found as they stand, as parts of longer ones too; there is no stem and no score beyond
"the title says it". Texts of streams are not searched. It keeps nothing, so it writes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import ExtractYear

from portal.ledger.models import Content, FilePage, Record
from portal.ledger.readers import PUBLIC
from search.analysis.chain import plain_analysis
from search.analysis.normal import normalise
from search.analysis.tokens import raw_tokens
from search.documents import LEDGER, SearchDocument
from search.engines.base import FacetCount, Hit, Hits, WordCount
from search.index.making import documents_from
from search.plans import (
    Clause,
    Either,
    Facet,
    Filters,
    Match,
    Phrase,
    Prefix,
    QueryPlan,
    Scope,
    Sort,
)
from search.ports import divided_kinds

Heads = QuerySet[Record]

MOST_WORDS = 12
"""Words of a question that are looked for; each is a walk through the texts."""

MOST_TITLES = 2_000


class DatabaseEngine:
    """The part of an engine that can be answered without an index."""

    def search(self, plan: QueryPlan, scope: Scope) -> Hits:
        heads = _filtered(_scoped(scope), plan.filters)
        heads = _wanted(heads, plan) if plan.wanted else heads
        for clause in plan.unwanted[:MOST_WORDS]:
            heads = heads.exclude(pk__in=heads.filter(_said(clause)).values("pk"))
        page = _sorted(heads, plan)[plan.offset : plan.offset + plan.limit]
        return Hits(
            hits=tuple(Hit(str(pk), 1.0) for pk in page.values_list("pk", flat=True)),
            total=heads.count(),
            facets={facet: _counts(heads, facet, plan.facet_size) for facet in plan.facets},
        )

    def documents(self, keys: Sequence[str], scope: Scope) -> dict[str, SearchDocument]:
        heads = _scoped(scope).filter(pk__in=list(_ids(keys)))
        return {document.key: document for document in documents_from(heads)}

    def similar(self, key: str, scope: Scope, limit: int = 10) -> tuple[Hit, ...]:
        """Rare words are not known without an index."""
        return ()

    def similar_to(self, text: str, scope: Scope, limit: int = 10) -> tuple[Hit, ...]:
        """What has most of the text's own words in its title."""
        words = [w for w in dict.fromkeys(raw_tokens(normalise(text))) if len(w) > 4][:MOST_WORDS]
        heads = _most(_scoped(scope), [Q(search_text__contains=word) for word in words])
        return tuple(Hit(str(pk), 1.0) for pk in heads.values_list("pk", flat=True)[:limit])

    def words(self, prefix: str, scope: Scope, limit: int = 10) -> list[WordCount]:
        begun = normalise(prefix).lower()
        found = Counter(
            word
            for word, count in _title_words(_scoped(scope).filter(search_text__contains=begun))
            if word.startswith(begun)
            for _each in range(count)
        )
        return [WordCount(word, count) for word, count in found.most_common(limit)]

    def vocabulary(self) -> Iterable[WordCount]:
        public = _scoped(Scope(frozenset({PUBLIC})))
        return (WordCount(word, count) for word, count in _title_words(public))

    def titles(self, prefix: str, scope: Scope, limit: int = 10) -> list[SearchDocument]:
        heads = _scoped(scope)
        for word in raw_tokens(normalise(prefix))[:MOST_WORDS]:
            heads = heads.filter(
                Q(search_text__contains=word) | Q(numbers__number__istartswith=word)
            )
        keys = [str(pk) for pk in heads.distinct().values_list("pk", flat=True)[:limit]]
        return list(self.documents(keys, scope).values())

    def count(self) -> int:
        return Record.objects.standing().count()


def _scoped(scope: Scope) -> Heads:
    heads = Record.objects.standing().filter(audience__in=scope.audiences)
    return heads.exclude(pk__in=list(_ids(scope.without))) if scope.without else heads


def _ids(keys: Iterable[str]) -> Iterator[UUID]:
    for key in keys:
        try:
            yield UUID(key)
        except ValueError:
            continue


def _filtered(heads: Heads, filters: Filters) -> Heads:
    if filters.kinds:
        heads = heads.filter(_any(_of_kind(kind) for kind in sorted(filters.kinds)))
    if filters.organizations:
        heads = heads.filter(organization__in=list(_ids(filters.organizations)))
    if filters.references:
        either = (Q(numbers__number__iexact=number) for number in sorted(filters.references))
        heads = heads.filter(pk__in=heads.filter(_any(either)).values("pk"))
    if filters.since:
        heads = heads.filter(date__gte=filters.since)
    if filters.until:
        heads = heads.filter(date__lte=filters.until)
    if filters.after is not None:
        heads = heads.filter(seq__gt=filters.after)
    if filters.parties:
        heads = heads.filter(_any(_in_content(f'"{party}"') for party in sorted(filters.parties)))
    return heads.none() if filters.sources and LEDGER not in filters.sources else heads


def _of_kind(kind: str) -> Q:
    """`document/statement` is a document whose status is statement."""
    of_record, _slash, status = kind.partition("/")
    return Q(kind=of_record, status=status) if status else Q(kind=of_record)


def _kinds(heads: Heads) -> Iterator[str]:
    divided = {kind for kinds in divided_kinds.ask() for kind in kinds}
    for kind, status in heads.values_list("kind", "status"):
        yield f"{kind}/{status}" if kind in divided else kind


def _wanted(heads: Heads, plan: QueryPlan) -> Heads:
    conditions = [_said(clause) for clause in plan.wanted[:MOST_WORDS]]
    if plan.match is Match.ANY:
        return heads.filter(_any(conditions))
    if plan.match is Match.MOST:
        return _most(heads, conditions)
    for condition in conditions:
        heads = heads.filter(condition)
    return heads


def _most(heads: Heads, conditions: Sequence[Q]) -> Heads:
    """More than half of the conditions hold."""
    if not conditions:
        return heads.none()
    held = sum((_one_if(each) for each in conditions), start=Value(0))
    return heads.annotate(held=held).filter(held__gt=len(conditions) // 2).order_by("-held")


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _any(conditions: Iterable[Q]) -> Q:
    either = Q(pk__in=[])
    for condition in conditions:
        either |= condition
    return either


def _said(clause: Clause) -> Q:
    if isinstance(clause, Either):
        return _any(_said(each) for each in clause.clauses)
    text = " ".join(normalise(clause.text).split())
    if isinstance(clause, Phrase | Prefix) or not text:
        return _stands(text)
    words = raw_tokens(text) or [text]
    condition = Q()
    for word in words[:MOST_WORDS]:
        condition &= _stands(word)
    return condition


def _stands(text: str) -> Q:
    """In the title, the content or a page of a file, or as a number of the record."""
    if not text:
        return Q(pk__in=[])
    pages = FilePage.objects.filter(_contains("text", text))
    return (
        Q(search_text__contains=text.casefold())
        | Q(numbers__number__iexact=text)
        | _in_content(text)
        | Q(seq__in=_listing(pages))
    )


def _in_content(text: str) -> Q:
    return Q(seq__in=Content.objects.filter(_contains("canonical", text)).values("entry_id"))


def _listing(pages: QuerySet[FilePage]) -> QuerySet[FilePage, int]:
    return pages.values_list("file__uses__entry_id", flat=True)


def _contains(column: str, text: str) -> Q:
    """SQLite folds the case of ASCII alone, so the usual three ways are asked for."""
    ways = {text, text.capitalize(), text.upper()}
    return _any(Q(**{f"{column}__icontains": way}) for way in sorted(ways))


def _sorted(heads: Heads, plan: QueryPlan) -> Heads:
    if plan.sort is Sort.RECORDED:
        return heads.order_by("-seq")
    if plan.sort is Sort.OLDEST:
        return heads.order_by("date", "pk")
    if plan.sort is Sort.NEWEST or not plan.wanted:
        return heads.order_by("-date", "pk")
    first = plan.wanted[0]
    said = "" if isinstance(first, Either) else normalise(first.text).casefold()
    in_title = Case(
        When(search_text__contains=said, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return heads.annotate(in_title=in_title).order_by("in_title", "-date", "pk")


def _counts(heads: Heads, facet: Facet, most: int) -> tuple[FacetCount, ...]:
    if facet is Facet.SOURCE:
        return (FacetCount(LEDGER, heads.count()),)
    if facet is Facet.PARTY:
        return ()
    heads = heads.order_by()
    if facet is Facet.YEAR:
        years = heads.annotate(year=ExtractYear("date")).order_by("-year")
        counted = Counter(str(year) for year in years.values_list("year", flat=True) if year)
        return tuple(FacetCount(year, hits) for year, hits in counted.items())[:most]
    if facet is Facet.KIND:
        counted = Counter(_kinds(heads))
    else:
        keys = heads.filter(organization__isnull=False).values_list("organization", flat=True)
        counted = Counter(map(str, keys))
    return tuple(FacetCount(value, hits) for value, hits in counted.most_common(most))


def _title_words(heads: Heads) -> Iterator[tuple[str, int]]:
    titles = heads.order_by("-seq").values_list("title", flat=True)[:MOST_TITLES]
    analyser = plain_analysis().of("sv")
    words = Counter(word for title in titles for word in analyser.fields([normalise(title)]).words)
    return iter(words.items())
