"""The entries of pages in the ledger: the one thing that follows Wagtail's own publication."""

from django.utils.translation import gettext as _

from portal.core.ids import new_id
from portal.ledger.changes import Actor, Change
from portal.ledger.models import Record
from portal.ledger.services import publish_act
from portal.ledger.states import Verb
from portal.pages.models import RecordedPage

EDITOR = Actor(role="editor")


def record_publication(page: RecordedPage) -> None:
    """Write what the page says now; nothing when the ledger says it already."""
    content = page.to_record()
    head = Record.objects.filter(pk=page.record_id).first()
    if head and head.is_standing and head.sha256 == content.sha256:
        return
    change = Change(page.record_id, Verb.PUBLISHED, content)
    publish_act(actor=EDITOR, changes=[change], key=str(new_id()))


def record_withdrawal(page: RecordedPage) -> None:
    """The page is public no more."""
    head = Record.objects.filter(pk=page.record_id).first()
    if head is None or not head.is_standing:
        return
    change = Change(page.record_id, Verb.WITHDRAWN, reason=_("Sidan är avpublicerad."))
    publish_act(actor=EDITOR, changes=[change], key=str(new_id()))
