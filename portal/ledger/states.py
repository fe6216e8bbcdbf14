"""The verbs of the ledger and the sets and transitions that have names."""

from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Verb(models.TextChoices):
    PUBLISHED = "published", _("publicerad")
    CORRECTED = "corrected", _("rättad")
    WITHDRAWN = "withdrawn", _("återtagen")
    ERASED = "erased", _("raderad")


STANDING = frozenset({Verb.PUBLISHED, Verb.CORRECTED})
"""Verbs after which a record has a content to read."""

REASONED = frozenset({Verb.CORRECTED, Verb.WITHDRAWN, Verb.ERASED})
"""Verbs that owe the public a reason."""

ALLOWED_AFTER: dict[str | None, frozenset[Verb]] = {
    None: frozenset({Verb.PUBLISHED}),
    Verb.PUBLISHED: frozenset(Verb),
    Verb.CORRECTED: frozenset(Verb),
    Verb.WITHDRAWN: frozenset({Verb.PUBLISHED, Verb.ERASED}),
    Verb.ERASED: frozenset(),
}
"""Which verb may follow which; None is a record that has never been published."""


class FileState(Enum):
    """What a reader who asks for a file is told."""

    READABLE = "readable"
    WITHDRAWN = "withdrawn"
    NOT_FOUND = "not found"
