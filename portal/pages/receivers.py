"""What Wagtail does to a page, written in the ledger.

Records of the registry never hang on these signals; pages of the city's own are the one
exception. `page_published` is also sent for a page that is merely scheduled: it is not live.
"""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal.pages.models import RecordedPage
from portal.pages.services import record_publication, record_withdrawal


def connect() -> None:
    page_published.connect(_published, dispatch_uid="pages.published")
    page_unpublished.connect(_unpublished, dispatch_uid="pages.unpublished")
    post_page_move.connect(_moved, dispatch_uid="pages.moved")


def _published(instance: Page, **_rest: Any) -> None:
    if not instance.live:
        return
    _record(instance)
    _record_below(instance)


def _unpublished(instance: Page, **_rest: Any) -> None:
    if isinstance(instance, RecordedPage):
        record_withdrawal(instance)


def _moved(instance: Page, **_rest: Any) -> None:
    moved = instance.specific
    if moved.live:
        _record(moved)
    _record_below(moved)


def _record(page: Page) -> None:
    if isinstance(page, RecordedPage):
        record_publication(page)


def _record_below(page: Page) -> None:
    """A page's address is the beginning of its children's addresses."""
    for child in page.get_descendants().live().specific():
        _record(child)
