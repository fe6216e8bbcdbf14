"""What the apps above show inside a proposal's page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from portal.core.ports import Port
from portal.ledger.versions import Version


@dataclass(frozen=True)
class PagePart:
    """A part of the page with a heading of its own: a template, and what it shows."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


discussion: Port[[HttpRequest, Version], PagePart | None] = Port()
"""The discussion of a proposal, below its text; None where there is none."""

follow_panels: Port[[HttpRequest, Version], PagePart | None] = Port()
"""How to follow the proposal, beside its facts."""
