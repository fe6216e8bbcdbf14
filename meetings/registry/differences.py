"""What differs between the version that stands and the one that would follow, field by field."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ledger.contents import Content
from portal.ledger.models import Record

FIELDS: dict[str, Promise] = {
    "path": gettext_lazy("Adress"),
    "title": gettext_lazy("Rubrik"),
    "organization": gettext_lazy("Organ"),
    "date": gettext_lazy("Datum"),
    "references": gettext_lazy("Diarienummer"),
    "files": gettext_lazy("Filer"),
    "number": gettext_lazy("Nummer"),
    "start": gettext_lazy("Börjar"),
    "end": gettext_lazy("Slutar"),
    "place": gettext_lazy("Plats"),
    "state": gettext_lazy("Läge"),
    "moved_from": gettext_lazy("Flyttat från"),
    "case": gettext_lazy("Ärende"),
    "documents": gettext_lazy("Handlingar"),
    "proposal": gettext_lazy("Förslag till beslut"),
    "outcome": gettext_lazy("Vad som beslutades"),
    "document_kind": gettext_lazy("Slag"),
    "parties": gettext_lazy("Partier"),
    "paragraph": gettext_lazy("Paragraf"),
    "appendix": gettext_lazy("Bilaga nr"),
    "version_label": gettext_lazy("Handlingens version"),
    "version_date": gettext_lazy("Versionens datum"),
    "summary": gettext_lazy("Kort om ärendet"),
    "closed": gettext_lazy("Avslutat"),
    "section": gettext_lazy("Avsnitt"),
    "party": gettext_lazy("Parti"),
    "role": gettext_lazy("Roll"),
    "contact": gettext_lazy("Kontakt"),
    "valid_to": gettext_lazy("Till och med"),
    "registrations": gettext_lazy("Diarieföring"),
    "steps": gettext_lazy("Steg"),
    "related": gettext_lazy("Hör ihop med"),
}


@dataclass(frozen=True)
class FieldChange:
    """One field before and after."""

    label: str
    before: str
    after: str


def field_changes(before: Content, after: Content) -> tuple[FieldChange, ...]:
    """The fields of two versions of one record that differ, in the content's order."""
    old, new = before.as_json(), after.as_json()
    names = [name for name in new if old.get(name) != new[name]]
    titles = _titles([*(old.get(name) for name in names), *(new[name] for name in names)])
    return tuple(
        FieldChange(
            str(FIELDS.get(name, name)),
            _shown(old.get(name), titles),
            _shown(new[name], titles),
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
