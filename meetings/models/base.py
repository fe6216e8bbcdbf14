"""What every working record has: identity, drafts, revisions, locking, preview."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin

from portal.core.errors import DomainError
from portal.core.ids import new_id
from portal.ledger.contents import Content
from portal.ledger.readers import PUBLIC


class WorkingRecord(
    PreviewableMixin, LockableMixin, DraftStateMixin, RevisionMixin, ClusterableModel
):
    """The registry's own copy of a record. The public never reads it: it reads the ledger.

    `record_id` is the record's identity everywhere and survives drafts and publications.
    """

    record_id = models.UUIDField(default=new_id, unique=True, editable=False)
    live = models.BooleanField(default=False, editable=False, verbose_name=_("publicerad"))

    class Meta:
        abstract = True

    def to_record(self) -> Content:
        """The content that would be published of this state. Pure; needs no primary key."""
        raise NotImplementedError

    def audience(self) -> str:
        """Who may read it."""
        return PUBLIC

    def parts(self) -> Sequence["WorkingPart"]:
        """Records that live inside this one and are published with it."""
        return ()

    def owner_id(self) -> UUID | None:
        """The organization (its record) whose registry keeps this."""
        raise NotImplementedError

    # Only an act publishes: these catch Wagtail's own ways (traps, "Only way in").
    def publish(self, *args: Any, **kwargs: Any) -> None:
        raise DomainError(_("Publicera med en akt."))

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        raise DomainError(_("Återta med en akt."))


class WorkingPart(models.Model):
    """An inline child that is a record of its own.

    Wagtail gives inline children a new primary key at each publication, so only
    `record_id` is stable.
    """

    record_id = models.UUIDField(default=new_id, unique=True, editable=False)

    class Meta:
        abstract = True

    def to_record(self) -> Content:
        raise NotImplementedError

    def audience(self) -> str:
        return PUBLIC
