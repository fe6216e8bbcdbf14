"""What must hold before anything is published."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext as _

from meetings.errors import AgendaConflict


class Numbered(Protocol):
    number: str
    title: str


def check_agenda(items: Iterable[Numbered]) -> None:
    """No two items may have one number; the error shows both texts."""
    titles: dict[str, list[str]] = defaultdict(list)
    for item in items:
        titles[item.number.strip()].append(item.title)
    for number, same in titles.items():
        if len(same) > 1:
            shown = "; ".join(f"”{title}”" for title in same)
            raise AgendaConflict(
                _("Nummer %(number)s står på flera punkter: %(titles)s. Ge dem olika nummer.")
                % {"number": number, "titles": shown}
            )
