"""What the ledger keeps of a news or information page: for search, feeds and the start page."""

from typing import ClassVar

from portal.ledger.contents import Content, register_kind


@register_kind
class PageContent(Content):
    """A page that Wagtail serves. `date` is the day of the news; `text` is without markup."""

    kind: ClassVar[str] = "page"

    page_kind: str
    introduction: str = ""
    text: str = ""

    @property
    def status(self) -> str:
        return self.page_kind
