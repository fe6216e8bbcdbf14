"""From a plan to what an engine looks up: a small tree of terms, the same for all engines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.analysis.chain import Analysis, Shape
from search.analysis.normal import normalise
from search.engines.rows import reference_key
from search.plans import Boosts, Clause, Either, Match, Phrase, Prefix, QueryPlan, Scope

MOST_CLAUSES = 40
"""Clauses of one plan that are looked up; 500 of them are an attack or a mistake."""

MOST_PREFIXES = 8
MOST_EXPANDED = 10
"""Words that a prefix stands for: those in most documents."""

LONGEST_PHRASE = 20
FEWER = 10
"""So many times fewer must a word be than its other spelling, for that one to be meant too."""


@dataclass(frozen=True)
class Term:
    """Documents that hold this in this field."""

    field: str
    text: str
    boost: float = 1.0


@dataclass(frozen=True)
class Adjacent:
    """Documents that hold these beside each other."""

    field: str
    terms: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True)
class AnyOf:
    """At least `least` of these; the scores of all that hold are added."""

    nodes: tuple["Node", ...]
    least: int = 1


@dataclass(frozen=True)
class AllOf:
    nodes: tuple["Node", ...]


Node = Term | Adjacent | AnyOf | AllOf
NOTHING = AnyOf(())


@dataclass(frozen=True)
class Question:
    """What is looked up. `wanted` None: everything. `bonuses` are added where the term stands."""

    wanted: Node | None
    unwanted: tuple[Node, ...] = ()
    bonuses: tuple[Term, ...] = ()


class Statistics(Protocol):
    """What an engine must know of itself for questions to be made."""

    def frequency(self, field: str, term: str) -> int:
        """Documents that hold it, all audiences: it decides between ways to ask, no more."""
        ...

    def terms(self, field: str, prefix: str, limit: int) -> list[str]:
        """The most frequent terms of a field that begin so, all audiences."""
        ...

    def begun(self, prefix: str, scope: Scope, limit: int) -> list[str]:
        """The most frequent unstemmed words that begin so; at least those the scope may see."""
        ...


Synonyms = Mapping[str, Sequence[str]]
"""By the words' shape: what else stands for the same (`search.synonyms`)."""


class Asking:
    """Makes the question of one plan."""

    def __init__(
        self,
        analysis: Analysis,
        statistics: Statistics,
        scope: Scope,
        synonyms: Synonyms | None = None,
    ) -> None:
        self._analysis, self._statistics, self._scope = analysis, statistics, scope
        self._synonyms = synonyms or {}
        self._prefixes = 0

    def question(self, plan: QueryPlan) -> Question:
        wanted = self._wanted(plan)
        return Question(
            wanted=wanted,
            unwanted=tuple(self._strict(clause, plan) for clause in plan.unwanted[:MOST_CLAUSES]),
            bonuses=tuple(_bonuses(plan)),
        )

    def _wanted(self, plan: QueryPlan) -> Node | None:
        if not plan.wanted:
            return None
        clauses = [c for c in plan.wanted[:MOST_CLAUSES] if not self._is_stop(c, plan)]
        nodes = [self._node(clause, plan) for clause in clauses or plan.wanted[:MOST_CLAUSES]]
        if plan.match is Match.ALL:
            return AllOf(tuple(nodes))
        least = 1 if plan.match is Match.ANY else len(nodes) // 2 + 1
        return AnyOf(tuple(nodes), least)

    def _is_stop(self, clause: Clause, plan: QueryPlan) -> bool:
        if isinstance(clause, Either | Prefix | Phrase):
            return False
        shapes = self._shapes(clause.text, plan.languages[0])
        return bool(shapes) and all(shape.is_stop for shape in shapes)

    def _node(self, clause: Clause, plan: QueryPlan) -> Node:
        if isinstance(clause, Either):
            return AnyOf(tuple(self._node(each, plan) for each in clause.clauses))
        if isinstance(clause, Phrase):
            return self._phrase(clause.text, plan)
        if isinstance(clause, Prefix):
            return self._prefix(clause.text)
        return self._word(clause.text, plan)

    def _strict(self, clause: Clause, plan: QueryPlan) -> Node:
        """What is not wanted: the word itself in any form, and neither parts nor synonyms."""
        if isinstance(clause, Either):
            return AnyOf(tuple(self._strict(each, plan) for each in clause.clauses))
        if isinstance(clause, Prefix):
            return self._prefix(clause.text)
        return self._phrase(clause.text, plan)

    def _word(self, text: str, plan: QueryPlan) -> Node:
        """Every way in which it may stand; a number also as the number of a record."""
        ways = [self._spoken(text, language, plan) for language in plan.languages]
        nodes: list[Node] = [node for node in ways if node is not NOTHING]
        nodes += self._referred(text, plan.boosts)
        nodes += self._meant(text, plan)
        return _any(nodes)

    def _spoken(self, text: str, language: str, plan: QueryPlan) -> Node:
        shapes = self._shapes(text, language)
        told = [shape for shape in shapes if not shape.is_stop] or shapes
        nodes = [self._shape(shape, plan) for shape in told]
        return nodes[0] if len(nodes) == 1 else AllOf(tuple(nodes)) if nodes else NOTHING

    def _shape(self, shape: Shape, plan: QueryPlan) -> Node:
        boosts = plan.boosts
        nodes: list[Node] = [_row(shape.tokens, boosts)]
        for stem in shape.tokens if len(shape.tokens) == 1 else ():
            nodes.append(Term("parts", stem, boosts.part))
            if self._may_be_folded(stem):
                nodes.append(Term("variants", stem, boosts.variant))
        if "-" in shape.tokens[0] and shape.parts:  # `e-post` is asked for as `epost` too
            nodes.append(_row(shape.variants[:1], boosts, boosts.variant))
        if shape.parts:
            nodes.append(_parts(shape, boosts, match=plan.match))
        return self._standing(_any(nodes))

    def _standing(self, node: Node) -> Node:
        """Without the terms that stand nowhere: most words are in no title and no name."""
        nodes = node.nodes if isinstance(node, AnyOf) else (node,)
        return _any(each for each in nodes if self._stands(each))

    def _stands(self, node: Node) -> bool:
        return not isinstance(node, Term) or self._statistics.frequency(node.field, node.text) > 0

    def _may_be_folded(self, stem: str) -> bool:
        """`goteborg` is meant for göteborg, `val` is not meant for väl: by their frequency."""
        if not stem.isascii():
            return False
        other = self._statistics.frequency("variants", stem)
        return bool(other) and self._statistics.frequency("text", stem) * FEWER < other

    def _referred(self, text: str, boosts: Boosts) -> list[Node]:
        key = reference_key(text)
        has_digit = any(letter.isdigit() for letter in key)
        return [Term("reference", key, boosts.reference)] if has_digit else []

    def _meant(self, text: str, plan: QueryPlan) -> list[Node]:
        """The synonyms of the city's list, each as a phrase of its own."""
        said = " ".join(normalise(text).lower().split())
        others = self._synonyms.get(said, ())
        return [_lighter(self._phrase(other, plan), plan.boosts.synonym) for other in others]

    def _phrase(self, text: str, plan: QueryPlan) -> Node:
        ways: dict[tuple[str, ...], None] = {}
        for language in plan.languages:
            shapes = self._shapes(text, language)[:LONGEST_PHRASE]
            ways[tuple(token for shape in shapes for token in shape.tokens)] = None
        nodes: list[Node] = [_row(way, plan.boosts) for way in ways if way]
        return _any([*nodes, *self._referred(text, plan.boosts)])

    def _prefix(self, text: str) -> Node:
        self._prefixes += 1
        begun = " ".join(normalise(text).lower().split())
        if not begun or self._prefixes > MOST_PREFIXES:
            return NOTHING
        words = self._statistics.begun(begun, self._scope, MOST_EXPANDED)
        fields = ("words", "other_words")
        return _any([Term(field, word) for word in words for field in fields])

    def _shapes(self, text: str, language: str) -> list[Shape]:
        return [s for s in self._analysis.of(language).shapes(normalise(text)) if s.tokens]


def _row(tokens: tuple[str, ...], boosts: Boosts, boost: float = 1.0) -> Node:
    """In the title, the text or the names of people."""
    fields = (("title", boosts.title), ("text", boosts.text), ("people", boosts.people))
    if len(tokens) == 1:
        return AnyOf(tuple(Term(field, tokens[0], weight * boost) for field, weight in fields))
    return AnyOf(tuple(Adjacent(field, tokens, weight * boost) for field, weight in fields))


def _parts(shape: Shape, boosts: Boosts, match: Match) -> Node:
    """The parts of what was asked for: all of them where all is asked for, else any."""
    nodes = tuple(
        AnyOf(
            (
                Term("text", part, boosts.query_part),
                Term("title", part, boosts.query_part * boosts.title),
                Term("parts", part, boosts.query_part * boosts.part),
            )
        )
        for part in shape.parts
        if part not in shape.variants
    )
    return AllOf(nodes) if match is Match.ALL else _any(nodes)


def _lighter(node: Node, weight: float) -> Node:
    match node:
        case Term():
            return Term(node.field, node.text, node.boost * weight)
        case Adjacent():
            return Adjacent(node.field, node.terms, node.boost * weight)
        case AnyOf():
            return AnyOf(tuple(_lighter(each, weight) for each in node.nodes), node.least)
        case AllOf():
            return AllOf(tuple(_lighter(each, weight) for each in node.nodes))


def _any(nodes: Iterable[Node]) -> Node:
    """Any of these, side by side: the same hits and scores as one inside another, and quicker."""
    kept = tuple(inner for node in nodes for inner in _side_by_side(node))
    return kept[0] if len(kept) == 1 else AnyOf(kept)


def _side_by_side(node: Node) -> tuple[Node, ...]:
    return node.nodes if isinstance(node, AnyOf) and node.least == 1 else (node,)


def _bonuses(plan: QueryPlan) -> Iterator[Term]:
    for kind, score in plan.boosts.kinds.items():
        yield Term("kind", kind, score)
    if plan.today and plan.boosts.fresh:
        for age in range(10):
            yield Term("year", str(plan.today.year - age), plan.boosts.fresh / (age + 1))


MOST_ALIKE = 25
"""Words by which two documents are held to be alike."""


def rare_terms(tokens: Sequence[str], statistics: Statistics, total: int) -> list[Term]:
    """The words that say most about a text: often in it, and in few others."""
    counted: dict[str, int] = {}
    for token in tokens:
        if len(token) > 2 and not token.isdigit():
            counted[token] = counted.get(token, 0) + 1
    scored = []
    for token, times in counted.items():
        held = statistics.frequency("text", token)
        if 0 < held <= max(2, total // 4):
            scored.append((times * (total / held) ** 0.5, token))
    return [Term("text", token) for _score, token in sorted(scored, reverse=True)[:MOST_ALIKE]]


MOST_BEGUN = 20
"""Terms that the last word of a title, or a number, may become while it is being typed."""


def titled(prefix: str, analysis: Analysis, statistics: Statistics) -> Node:
    """Every word but the last stands in the title; the last stands there or is only begun."""
    said = normalise(prefix).lower().split()
    shapes = [shape for shape in analysis.of("sv").shapes(" ".join(said)) if shape.tokens]
    if not shapes:
        return NOTHING
    whole = [Term("title", token) for shape in shapes[:-1] for token in shape.tokens]
    stem = shapes[-1].tokens[-1]
    begun = {
        *statistics.terms("title", stem, MOST_BEGUN),
        *statistics.terms("title", said[-1], MOST_BEGUN),
    }
    numbers = statistics.terms("reference", reference_key(said[-1]), MOST_BEGUN)
    last = [Term("title", term) for term in sorted(begun)]
    return AllOf((*whole, AnyOf((*last, *(Term("reference", number, 2.0) for number in numbers)))))
