"""What the hits can be narrowed to, with how many each choice leaves, as links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.ledger.readers import Reader
from search.engines.base import FacetCount
from search.plans import Facet
from search.query.address import MOST_VALUES, PAGE, address
from search.query.names import (
    kinds,
    kinds_called,
    organization_names,
    organizations,
    word_of_kind,
)

SHOWN = 12
"""Choices of each kind that are listed."""

TITLES: dict[Facet, Promise] = {
    Facet.KIND: _("Slag"),
    Facet.ORGANIZATION: _("Organ"),
    Facet.PARTY: _("Parti"),
    Facet.YEAR: _("År"),
}
PARAMETERS = {
    Facet.KIND: PAGE.kind,
    Facet.ORGANIZATION: PAGE.organization,
    Facet.PARTY: PAGE.party,
    Facet.YEAR: PAGE.date,
}


@dataclass(frozen=True, slots=True)
class Option:
    """One choice; `url` makes it, or takes it back where it is made."""

    text: str
    count: int
    url: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class FacetGroup:
    name: str
    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice that is made, with the address without it."""

    text: str
    url: str


def facet_groups(
    counts: Mapping[Facet, tuple[FacetCount, ...]], path: str, given: QueryDict, reader: Reader
) -> list[FacetGroup]:
    """The groups that leave a choice: one value that all hits have is none."""
    texts = _texts(counts, reader)
    groups = [
        FacetGroup(
            PARAMETERS[facet],
            str(TITLES[facet]),
            tuple(_options(facet, counts.get(facet, ()), texts, path, given)),
        )
        for facet in TITLES
    ]
    return [group for group in groups if len(group.options) > 1 or _has_chosen(group)]


def chosen(path: str, given: QueryDict, reader: Reader) -> list[Chosen]:
    """Every choice in the address, with the address without it."""
    return [
        Chosen(_called(name, value, reader), _without(name, value, path, given))
        for name in (*PARAMETERS.values(), PAGE.reference)
        for value in given.getlist(name)[:MOST_VALUES]
        if value
    ]


def _called(name: str, value: str, reader: Reader) -> str:
    """What a value in the address is called; a value that is unknown is called as it stands."""
    if name == PAGE.kind:
        codes = kinds_called(value)
        words = [str(each.many) for each in kinds() if each.code in codes]
        return words[0] if len(words) == 1 else value
    if name == PAGE.organization:
        return next(iter(organization_names(value, reader)), value)
    return value


def _options(
    facet: Facet,
    counts: Iterable[FacetCount],
    texts: Mapping[tuple[Facet, str], tuple[str, str]],
    path: str,
    given: QueryDict,
) -> Iterable[Option]:
    name = PARAMETERS[facet]
    asked = given.getlist(name)
    for each in list(counts)[:SHOWN]:
        value, text = texts.get((facet, each.value), ("", ""))
        if not text:
            continue
        is_chosen = value in asked
        url = _without(name, value, path, given) if is_chosen else _with(facet, value, path, given)
        yield Option(text, each.count, url, is_chosen)


def _texts(
    counts: Mapping[Facet, tuple[FacetCount, ...]], reader: Reader
) -> dict[tuple[Facet, str], tuple[str, str]]:
    """Value in the address and text of each value in the index."""
    keys = [each.value for each in counts.get(Facet.ORGANIZATION, ())[:SHOWN]]
    texts = {
        (Facet.ORGANIZATION, key): (name.slug, name.name)
        for key, name in organizations(keys, reader).items()
    }
    texts |= {(Facet.KIND, each.code): (word_of_kind(each), str(each.many)) for each in kinds()}
    for facet in (Facet.PARTY, Facet.YEAR):
        texts |= {
            (facet, each.value): (each.value, each.value) for each in counts.get(facet, ())[:SHOWN]
        }
    return texts


def _with(facet: Facet, value: str, path: str, given: QueryDict) -> str:
    """One year takes the place of another; of the rest, any will do."""
    name = PARAMETERS[facet]
    others = () if facet is Facet.YEAR else given.getlist(name)
    return address(path, given, **{name: [*others, value]})


def _without(name: str, value: str, path: str, given: QueryDict) -> str:
    return address(path, given, **{name: [each for each in given.getlist(name) if each != value]})


def _has_chosen(group: FacetGroup) -> bool:
    return any(option.is_chosen for option in group.options)
