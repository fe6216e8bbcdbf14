"""What was done with a query otherwise than it was written, in a sentence each."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.query.language import MOST_CHARACTERS, MOST_CLAUSES, MOST_PREFIXES
from search.query.parsed import Notice, Noticed

SENTENCES: dict[Notice, Promise] = {
    Notice.TOO_LONG: _("Sökningen är för lång. De första %(characters)s tecknen har använts."),
    Notice.TOO_MANY_WORDS: _("Sökningen har många ord. De första %(words)s har använts."),
    Notice.TOO_MANY_PREFIXES: _(
        "Högst %(prefixes)s ordbörjan med stjärna går att söka på en gång. De första har använts."
    ),
    Notice.PREFIX_TOO_SHORT: _("Skriv minst två bokstäver före stjärnan i ”%(text)s”."),
    Notice.WRONG_DATE: _(
        "”%(text)s” är inget datum och har inte använts. "
        "Skriv till exempel 2016, 2016-10, 2016-10-19 eller 2016-10..2017."
    ),
    Notice.NOTHING_READABLE: _("Det finns inget ord att söka på i det du skrev."),
    Notice.FIELD_NOT_EXCLUDED: _("Bara ord kan väljas bort. ”%(text)s” har inte använts."),
    Notice.UNKNOWN_ORGANIZATION: _("Det finns inget organ som heter ”%(text)s”. Alla organ visas."),
    Notice.UNKNOWN_KIND: _("Det finns inget slag som heter ”%(text)s”. Alla slag visas."),
}
LONGEST = 80


def sentences(notices: Iterable[Noticed]) -> list[str]:
    """The sentences, each once."""
    return list(dict.fromkeys(_sentence(each) for each in notices))


def _sentence(noticed: Noticed) -> str:
    return str(SENTENCES[noticed.notice]) % {
        "text": noticed.text[:LONGEST],
        "characters": MOST_CHARACTERS,
        "words": MOST_CLAUSES,
        "prefixes": MOST_PREFIXES,
    }
