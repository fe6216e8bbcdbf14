"""What people type in a search field: words, "phrases", prefix*, -not and a few fields.

    fritt wifi "öppet nät" surf* -skola organ:ks parti:sd datum:2016-10..2017 typ:yttrande

Nothing typed is an error: what cannot be read is searched as the words it holds, or left out
with a notice. The work is bounded whatever is sent: MOST_CHARACTERS are read, MOST_CLAUSES
clauses and MOST_PREFIXES prefixes are kept.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from portal.core.questions import Period, WrongQuestion, period_of
from search.plans import Clause, Phrase, Prefix, Word
from search.query.cleaning import bare, cleaned
from search.query.parsed import Field, Notice, Noticed, Query

MOST_CHARACTERS = 1_000
MOST_CLAUSES = 32
MOST_PREFIXES = 8
MOST_VALUES = 20
SHORTEST_PREFIX = 2


FIELDS: dict[str, Field] = {
    **{field.value: field for field in Field},
    "diarienummer": Field.NUMBER,
    "case": Field.NUMBER,
    "nämnd": Field.ORGANIZATION,
    "organization": Field.ORGANIZATION,
    "party": Field.PARTY,
    "date": Field.DATE,
    "kind": Field.KIND,
    "type": Field.KIND,
}
"""The Swedish names, and those that an English reader tries."""


TOKEN = re.compile(
    r"""(?P<minus>(?<!\S)-)?
        (?: (?P<field>[^\W\d_]{2,20}):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"]+))
          | "(?P<phrase>[^"]*)"
          | (?P<word>[^\s"]+) )""",
    re.VERBOSE,
)
"""One look ahead at most: as long as its input, whatever that is."""


def parse(text: str) -> Query:
    """The query that a text means; of any text."""
    reading = _Reading(_start(text))
    reading.notice_if(len(text) > MOST_CHARACTERS, Notice.TOO_LONG)
    return reading.read()


class _Reading:
    """One text being read, left to right."""

    def __init__(self, text: str) -> None:
        self._text = _with_closed_quotes(cleaned(text))
        self._had_something = bool(text.strip())
        self._clauses: dict[bool, list[Clause]] = {True: [], False: []}
        self._fields: dict[Field, list[str]] = {field: [] for field in Field}
        self._period: Period | None = None
        self._notices: list[Noticed] = []
        self._prefixes = 0

    def read(self) -> Query:
        for token in TOKEN.finditer(self._text):
            self._read_token(token)
        query = Query(
            wanted=tuple(self._clauses[True]),
            unwanted=tuple(self._clauses[False]),
            numbers=tuple(self._fields[Field.NUMBER]),
            organizations=tuple(self._fields[Field.ORGANIZATION]),
            parties=tuple(self._fields[Field.PARTY]),
            kinds=tuple(self._fields[Field.KIND]),
            period=self._period,
        )
        nothing = query.is_empty and self._had_something and not self._notices
        self.notice_if(nothing, Notice.NOTHING_READABLE)
        return replace(query, notices=tuple(dict.fromkeys(self._notices)))

    def notice_if(self, true: bool, notice: Notice, text: str = "") -> None:
        if true:
            self._notices.append(Noticed(notice, text))

    def _read_token(self, token: re.Match[str]) -> None:
        field = FIELDS.get((token["field"] or "").lower())
        if field:
            self._add_field(field, token["quoted"] or token["value"] or "", bool(token["minus"]))
            return
        wanted = not token["minus"]
        for clause in self._clauses_of(token):
            self._add_clause(clause, wanted)

    def _clauses_of(self, token: re.Match[str]) -> Iterator[Clause]:
        if token["phrase"] is not None:
            yield from _phrase(token["phrase"])
        elif token["field"]:
            yield from self._plain(token["field"])
            yield from self._plain(token["quoted"] or token["value"] or "")
        else:
            yield from self._plain(token["word"])

    def _plain(self, text: str) -> Iterator[Clause]:
        """A word, or a prefix when a star ends it; stars elsewhere part words."""
        *inner, last = text.split("*")
        if last or not inner:
            yield from (Word(word) for part in (*inner, last) if (word := bare(part)))
            return
        begun = next((word for part in reversed(inner) if (word := bare(part))), "")
        if begun:
            yield from self._prefix(begun)

    def _prefix(self, begun: str) -> Iterator[Clause]:
        if len(begun) < SHORTEST_PREFIX:
            self.notice_if(True, Notice.PREFIX_TOO_SHORT, f"{begun}*")
            return
        self._prefixes += 1
        if self._prefixes > MOST_PREFIXES:
            self.notice_if(True, Notice.TOO_MANY_PREFIXES)
            return
        yield Prefix(begun)

    def _add_clause(self, clause: Clause, wanted: bool) -> None:
        same = self._clauses[wanted]
        if clause in same:
            return
        if sum(map(len, self._clauses.values())) >= MOST_CLAUSES:
            self.notice_if(True, Notice.TOO_MANY_WORDS)
            return
        same.append(clause)

    def _add_field(self, field: Field, value: str, excluded: bool) -> None:
        value = value.strip().strip(",;")
        if excluded:
            self.notice_if(True, Notice.FIELD_NOT_EXCLUDED, f"{field}:{value}")
        elif field is Field.DATE:
            self._add_period(value)
        elif value and value not in self._fields[field] and len(self._fields[field]) < MOST_VALUES:
            self._fields[field].append(value)

    def _add_period(self, value: str) -> None:
        try:
            self._period = period_of(value)
        except WrongQuestion:
            self.notice_if(True, Notice.WRONG_DATE, value)


def _phrase(text: str) -> Iterator[Clause]:
    """Words beside each other; one alone is a word like any other."""
    words = [word for part in text.replace("*", " ").split() if (word := bare(part))]
    if len(words) > 1:
        yield Phrase(" ".join(words))
    elif words:
        yield Word(words[0])


def _start(text: str) -> str:
    """As much as is read; a word that would be cut in two is left out."""
    if len(text) <= MOST_CHARACTERS:
        return text
    start = text[: MOST_CHARACTERS + 1]
    return start.rpartition(" ")[0] or start[:MOST_CHARACTERS]


def _with_closed_quotes(text: str) -> str:
    """A last quotation mark that opens nothing is left out; its words stay words."""
    if text.count('"') % 2 == 0:
        return text
    before, _mark, after = text.rpartition('"')
    return f"{before} {after}"
