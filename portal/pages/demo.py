"""One piece of news in the demo city, about the invented board, that people talk about."""

import datetime

from meetings.demo.ports import Progress
from portal.pages.models import NewsIndexPage, NewsPage

SLUG = "demonamnden-svarar-pa-forslag"
TITLE = "Demonämnden svarar på förslag inom två månader"
INTRODUCTION = "Den påhittade nämnden lovar ett svar, också när det är nej."
BODY = (
    "<p>Demonämnden, som bara finns i den här demonstrationen, har bestämt hur snabbt den som har "
    "lagt ett förslag ska få svar. Svaret kommer inom två månader från det att förslaget har fått "
    "de röster som behövs.</p>"
    "<p>Den som följer ett förslag får ett brev när svaret har kommit. Blir det nej står skälet "
    "med.</p>"
)


def load_news(day: datetime.date, progress: Progress) -> None:
    """Answer of `demo_parts`; a second time changes nothing."""
    index = NewsIndexPage.objects.first()
    if index is None or NewsPage.objects.filter(slug=SLUG).exists():
        return
    page = NewsPage(title=TITLE, slug=SLUG, introduction=INTRODUCTION, body=BODY, date=day)
    index.add_child(instance=page)
    page.save_revision().publish()
    progress("nyheter", 1, 1)
