"""What the query language cannot know itself: what kinds and organizations are called.

The app that owns them answers in its `AppConfig.ready()`. Texts for people are lazy, so that
each is in the language of its request.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from portal.core.ports import Port
from portal.ledger.readers import Reader


@dataclass(frozen=True, slots=True)
class KindName:
    """A kind of what can be found. `typed` are the words, folded, that `typ:` knows it by.

    `is_named`: people know these by their names, so they are offered while typing.
    """

    code: str
    one: Promise
    many: Promise
    typed: tuple[str, ...] = ()
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """An organization: its key in the index, its name in addresses, and its name."""

    key: str
    slug: str
    name: str


kind_names: Port[[], Iterable[KindName]] = Port()
"""The kinds of an app, in the order in which they are shown."""

organizations_called: Port[[str, Reader], Iterable[OrganizationName]] = Port()
"""The organizations with this short name, former short name or name, that the reader may know."""

organizations_of: Port[[Iterable[str], Reader], Mapping[str, OrganizationName]] = Port()
"""The names of organizations by their keys; what the reader may not know is absent."""

straight_to: Port[[str, Reader], Iterable[str]] = Port()
"""The path of what a bare number stands for, where it stands for one thing that may be read."""
