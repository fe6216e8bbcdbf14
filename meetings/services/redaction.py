"""A redacted copy takes the place of a document that all could read (law.md D5).

One act: the original is withdrawn and published to those who keep the file, the copy is published
in its place in the diary and on every agenda, and names its original. Narrowing is to withdraw and
publish anew (CONTRACT, Versions and verbs).
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.errors import WrongRedaction
from meetings.models import AgendaItem, Document, DocumentFile, ItemPaper, Meeting
from meetings.selectors.drafts import load_related, newest_of
from meetings.selectors.publication import published_to_all
from meetings.services.agenda_drafts import changing
from meetings.services.drafting import copy_of, store_draft
from meetings.services.publishing import part_changes
from meetings.services.registering import NamedFile
from meetings.services.working_rows import store_live
from meetings.states import Audience
from portal.accounts.models import User
from portal.core.clock import now
from portal.ledger.changes import Actor, Change
from portal.ledger.models import Act, Record
from portal.ledger.services import publish_act
from portal.ledger.states import Verb


def replace_by_redacted(
    *,
    original: Document,
    file: NamedFile,
    reason: str,
    provision: str,
    user: User,
    actor: Actor,
    key: str,
) -> tuple[Act, Document]:
    """The act and the copy. `provision` is what the redaction rests on.

    Raises WrongRedaction, and what `publish_act` raises (the gate reads the copy's text layer).
    """
    done = Act.objects.filter(key=key).first()
    copies = Document.objects.filter(redacted_of=original)
    if done is not None and (known := copies.first()) is not None:
        return done, known
    _check(original, file)
    with transaction.atomic():
        row = Document.objects.select_for_update(of=("self",)).get(pk=original.pk)
        copy = _copy(newest_of(row), file, provision, user)
        kept = _narrowed(newest_of(row), provision)
        items = _on_agendas(original, copy, user)
        changes = _changes(kept, copy, items, reason, provision)
        act = publish_act(
            actor=actor,
            changes=changes,
            key=key,
            reason=reason,
            apply=lambda: store_live([kept, copy], now()),
        )
    return act, copy


def _check(original: Document, file: NamedFile) -> None:
    if original.files.filter(file=file.file).exists():
        raise WrongRedaction(_("Filen är samma som originalets. Välj den maskade."))
    if not published_to_all().filter(pk=original.record_id).exists():
        raise WrongRedaction(
            _("Bara en handling som är publicerad för alla kan bytas mot en maskad kopia.")
        )
    if Document.objects.filter(redacted_of=original).exists():
        raise WrongRedaction(_("Handlingen har redan en maskad kopia."))


def _copy(original: Document, file: NamedFile, provision: str, user: User) -> Document:
    """A document of its own that has the original's lines in the diaries."""
    copy = copy_of(original)
    copy.redacted_of, copy.provision = original, provision
    copy.files.add(DocumentFile(file=file.file, name=file.name))
    lines = list(original.registrations.all())
    original_row = Document.objects.get(pk=original.pk)
    original_row.registrations.all().delete()
    for line in lines:
        line.pk = None
        line.document = copy
    copy.registrations.add(*lines)
    store_draft(copy, user)
    return copy


def _narrowed(original: Document, provision: str) -> Document:
    original.addressed_to, original.provision = Audience.MEMBERS, provision
    original.registrations = []
    return original


def _on_agendas(original: Document, copy: Document, user: User) -> list[AgendaItem]:
    """Every agenda that lists the original lists the copy after it, as drafted and as public."""
    listed = ItemPaper.objects.filter(document=original).select_related("item__meeting")
    rows = list(listed)
    for paper in rows:
        ItemPaper.objects.create(
            item=paper.item, document=copy, arrival=paper.arrival, sort_order=paper.sort_order
        )
    drafted = {paper.item.meeting.pk: paper.item.meeting for paper in rows}
    for meeting in drafted.values():
        if not meeting.live or meeting.has_unpublished_changes:
            _draft_too(meeting, original, copy, user)
    public = [paper.item.pk for paper in rows if paper.item.meeting.live]
    items = list(AgendaItem.objects.filter(pk__in=public))
    load_related(items)
    return items


def _draft_too(meeting: Meeting, original: Document, copy: Document, user: User) -> None:
    with changing(meeting, user) as draft:
        for item in draft.items.all():
            papers = {paper.document_id: paper for paper in item.papers.all()}
            if original.pk in papers and copy.pk not in papers:
                arrival = papers[original.pk].arrival
                item.papers.add(ItemPaper(document=copy, arrival=arrival))


def _changes(
    kept: Document, copy: Document, items: Sequence[AgendaItem], reason: str, provision: str
) -> list[Change]:
    head = Record.objects.get(pk=kept.record_id)
    narrow = [
        Change(head.pk, Verb.WITHDRAWN, reason=reason, ground=provision),
        Change(head.pk, Verb.PUBLISHED, kept.to_record(), kept.audience(), reason=reason),
    ]
    copied = part_changes([copy, *copy.parts()], reason)
    ids = [item.record_id for item in items]
    standing = set(Record.objects.standing().filter(pk__in=ids).values_list("pk", flat=True))
    shown = part_changes([item for item in items if item.record_id in standing], reason)
    return [*narrow, *copied, *shown]
