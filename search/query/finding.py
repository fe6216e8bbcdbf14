"""A search as a reader makes it: words in, an answer out, with what was made of the words."""

from dataclasses import dataclass, replace

from portal.ledger.readers import Reader
from search import selectors
from search.plans import Clause, Facet, Match, QueryPlan, Sort, Word
from search.query.correcting import Correction, correction_of, finds, is_doubtful, suggestion_of
from search.query.language import parse
from search.query.parsed import Noticed, Query
from search.query.planning import FACETS, NO_CHOICES, Choices, plan_of

FEW = 3
"""With fewer hits a commoner spelling is offered."""


@dataclass(frozen=True, slots=True)
class Question:
    """A search: the words, what was chosen beside them, and which page. `page` is from 1.

    `is_exact`: the words are meant as they are written.
    """

    text: str = ""
    choices: Choices = NO_CHOICES
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = 10
    is_exact: bool = False
    facets: tuple[Facet, ...] = FACETS


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer, and how it was come by.

    `query` and `plan` are those that were answered: the corrected ones when `correction` is
    used. `is_partial`: nothing has all the words, these have most.
    """

    query: Query
    plan: QueryPlan
    answer: selectors.Answer
    notices: tuple[Noticed, ...] = ()
    correction: Correction | None = None
    is_partial: bool = False


def find(question: Question, reader: Reader) -> Finding:
    """What the reader may know of and the question asks for: all words, else most of them.

    Words that find nothing are put right first, or else left out, unless the question is exact.
    """
    found = _ask(question.text, question, reader)
    if question.is_exact or not found.query.words:
        return found
    if found.answer.total == 0 or is_doubtful(found.query):
        return _corrected(question, reader, found) or _most(found, reader)
    if found.answer.total < FEW:
        return replace(found, correction=suggestion_of(question.text, found.query, reader))
    return found


def _ask(text: str, question: Question, reader: Reader) -> Finding:
    query = parse(text)
    planned = plan_of(
        query,
        question.choices,
        reader,
        sort=question.sort,
        offset=(question.page - 1) * question.size,
        limit=question.size,
        facets=question.facets,
    )
    answer = _with_other_choices(query, question, selectors.answer(planned.plan, reader), reader)
    return Finding(query, planned.plan, answer, planned.notices)


def _with_other_choices(
    query: Query, question: Question, answer: selectors.Answer, reader: Reader
) -> selectors.Answer:
    """Where a choice is made, its facet counts what the other choices would find."""
    counts = dict(answer.facets)
    for facet in question.facets:
        if question.choices.without(facet) != question.choices:
            choices = question.choices.without(facet)
            others = plan_of(query, choices, reader, limit=1, facets=(facet,))
            counts |= selectors.answer(others.plan, reader).facets
    return replace(answer, facets=counts)


def _corrected(question: Question, reader: Reader, found: Finding) -> Finding | None:
    correction = correction_of(question.text, found.query, reader)
    if correction is None:
        return None
    again = _ask(correction.meant, question, reader)
    if again.answer.total == 0:
        again = _most(again, reader)
    return replace(again, correction=correction) if again.answer.total else None


def _most(found: Finding, reader: Reader) -> Finding:
    """The same words, most of which are enough; else those that are found at all."""
    if found.answer.total or len(found.plan.wanted) < 2:
        return found
    plan = replace(found.plan, match=Match.MOST)
    answer = selectors.answer(plan, reader)
    if answer.total == 0:
        held = tuple(each for each in plan.wanted if _is_found(each, reader))
        plan = replace(plan, wanted=held)
        answer = selectors.answer(plan, reader) if held else answer
    return replace(found, plan=plan, answer=answer, is_partial=True) if answer.total else found


def _is_found(clause: Clause, reader: Reader) -> bool:
    """Phrases and beginnings are kept: who wrote one meant it."""
    return not isinstance(clause, Word) or finds(clause.text, reader)
