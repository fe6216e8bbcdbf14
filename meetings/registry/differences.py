"""What differs between the version that stands and the one that would follow, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.labels import label
from portal.ledger.contents import Content
from portal.ledger.models import Record


@dataclass(frozen=True)
class FieldChange:
    """One field before and after."""

    label: str
    before: str
    after: str


def field_changes(
    before: Content, after: Content, new: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    """The fields of two versions of one record that differ, in the content's order.

    `new` are titles, by id, of what is to be published together with it.
    """
    old, wanted = before.as_json(), after.as_json()
    names = [name for name in wanted if old.get(name) != wanted[name]]
    values = [*(old.get(name) for name in names), *(wanted[name] for name in names)]
    titles = {**new, **_titles(values)}
    return tuple(
        FieldChange(
            label(name),
            _shown(old.get(name), titles),
            _shown(wanted[name], titles),
        )
        for name in names
    )


def _shown(value: object, titles: dict[str, str]) -> str:
    if value in (None, "", []):
        return _("(tomt)")
    if isinstance(value, list):
        return ", ".join(_shown(each, titles) for each in value)
    if isinstance(value, dict):
        said = value.get("name") or value.get("text") or value.get("number") or ""
        return str(said)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    return titles.get(str(value), str(value))


def _titles(values: Iterable[object]) -> dict[str, str]:
    """References by UUID are shown by the title of what they name."""
    ids = {UUID(text) for value in values for text in _texts(value) if _is_uuid(text)}
    return {
        str(pk): title for pk, title in Record.objects.filter(pk__in=ids).values_list("pk", "title")
    }


def _texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


def _is_uuid(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4
