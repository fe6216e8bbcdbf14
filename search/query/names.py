"""Kinds and organizations by what people call them, asked of all the apps that know some."""

from collections.abc import Iterable

from portal.ledger.readers import Reader
from search.analysis.folding import fold
from search.query.ports import (
    KindName,
    OrganizationName,
    kind_names,
    organizations_called,
    organizations_of,
    straight_to,
)


def kinds() -> list[KindName]:
    """Every kind, in the order in which they are shown."""
    return [name for names in kind_names.ask() for name in names]


def kinds_called(typed: str) -> frozenset[str]:
    """The codes that a word stands for: `yttrande`, `handlingar`, `document`; empty for none.

    A code stands for those below it too: `document` for `document/statement`.
    """
    word = fold(typed.strip().lower())
    return frozenset(
        each.code
        for each in kinds()
        if word == each.code or word in each.typed or each.code.startswith(f"{word}/")
    )


def word_of_kind(kind: KindName) -> str:
    """What an address calls a kind: its first word, where that stands for nothing else."""
    for word in kind.typed[:1]:
        if kinds_called(word) == {kind.code}:
            return word
    return kind.code


def organizations(keys: Iterable[str], reader: Reader) -> dict[str, OrganizationName]:
    """What organizations are called, by key."""
    wanted = list(keys)
    if not wanted:
        return {}
    return {
        key: name for answer in organizations_of.ask(wanted, reader) for key, name in answer.items()
    }


def organization_keys(called: str, reader: Reader) -> frozenset[str]:
    """The organizations that a short name or a name stands for."""
    return frozenset(
        name.key for names in organizations_called.ask(called, reader) for name in names
    )


def organization_names(called: str, reader: Reader) -> list[str]:
    """The whole names of those organizations."""
    return [name.name for names in organizations_called.ask(called, reader) for name in names]


def direct_path(number: str, reader: Reader) -> str:
    """Where a bare number leads straight; empty when nowhere, or to more than one place."""
    paths = {path for answer in straight_to.ask(number, reader) for path in answer}
    return paths.pop() if len(paths) == 1 else ""
