"""What every working record has: identity, drafts, revisions, locking, preview."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin

from meetings.models.keys import point_to_rows
from meetings.models.rows import make_way
from portal.core.errors import DomainError
from portal.core.ids import new_id
from portal.core.ports import Port
from portal.ledger.contents import Content
from portal.ledger.readers import PUBLIC
from portal.ledger.sources import Source

PREVIEW: Port[[Any, "WorkingRecord", str], Any] = Port()
"""How a draft looks once published: (request, draft, to whom) -> response."""

SEEN_BY_ALL, SEEN_BY_MEMBERS, SEEN_IN_DIARY = "", "member", "diary"


def _source_field() -> models.JSONField[Any, Any]:
    """Where the row was imported from, as `Source` tells it; None: written here."""
    return models.JSONField(null=True, blank=True, default=None, editable=False)


def _provenance(stored: Any) -> Source | None:
    return Source.model_validate(stored) if stored else None  # an erased row holds nothing


class WorkingRecord(
    PreviewableMixin, LockableMixin, DraftStateMixin, RevisionMixin, ClusterableModel
):
    """The registry's own copy of a record. The public never reads it: it reads the ledger.

    `record_id` is the record's identity everywhere and survives drafts and publications.
    """

    OWNER_LOOKUP: ClassVar[str]
    """The query path to the record of the organization that keeps it; empty: all offices do."""

    record_id = models.UUIDField(default=new_id, unique=True, editable=False)
    live = models.BooleanField(default=False, editable=False, verbose_name=_("publicerad"))
    source = _source_field()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            if self.pk and kwargs.get("update_fields") is None:
                make_way(self)
            super().save(*args, **kwargs)

    def to_record(self) -> Content:
        """The content that would be published of this state. Pure; needs no primary key."""
        raise NotImplementedError

    def provenance(self) -> Source | None:
        """The source as a content tells it."""
        return _provenance(self.source)

    def audience(self) -> str:
        """Who may read it."""
        return PUBLIC

    def parts(self) -> Sequence["WorkingPart"]:
        """Records that live inside this one and are published with it."""
        return ()

    def keeper_id(self) -> UUID | None:
        """The organization (its record) whose registry keeps this."""
        raise NotImplementedError

    def drafted(self, content: dict[str, Any]) -> Self:
        """This record as the content of a revision tells it, without a query."""
        draft: Self = super().with_content_json(content)
        return draft

    def with_content_json(self, content: dict[str, Any]) -> Self:
        draft = self.drafted(content)
        point_to_rows([draft])
        return draft

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = False, strict_fks: bool = False
    ) -> Self:
        """Asks no foreign key: what a draft refers to cannot be deleted."""
        made: Self = super().from_serializable_data(data, check_fks, strict_fks)
        return made

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """What each kind of reader would get of it."""
        return [
            (SEEN_BY_ALL, _("Alla")),
            (SEEN_BY_MEMBERS, _("En ledamot")),
            (SEEN_IN_DIARY, _("Diariet")),
        ]

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        return next(PREVIEW.ask(request, self, mode_name))

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
    source = _source_field()

    class Meta:
        abstract = True

    def to_record(self) -> Content:
        raise NotImplementedError

    def provenance(self) -> Source | None:
        return _provenance(self.source)

    def audience(self) -> str:
        return PUBLIC
