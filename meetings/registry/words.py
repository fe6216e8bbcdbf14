"""Words for kinds, audiences and the gate's rules in the registry's pages."""

from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Organization
from portal.ledger.readers import PUBLIC

KINDS: dict[str, Promise] = {
    "organization": gettext_lazy("Organ"),
    "person": gettext_lazy("Person"),
    "membership": gettext_lazy("Uppdrag"),
    "case": gettext_lazy("Ärende"),
    "document": gettext_lazy("Handling"),
    "registration": gettext_lazy("Rad i diariet"),
    "meeting": gettext_lazy("Sammanträde"),
    "agenda-item": gettext_lazy("Punkt"),
    "decision": gettext_lazy("Beslut"),
    "vote": gettext_lazy("Omröstning"),
}

RULES: dict[str, Promise] = {
    "personal_number": gettext_lazy("Personnummer eller samordningsnummer"),
    "protected_name": gettext_lazy("Namnet på någon med skyddad identitet"),
    "no_text": gettext_lazy("Sida utan läsbar text: kan inte sökas eller läsas upp"),
    "attachments": gettext_lazy("Filen har andra filer inuti, som inte har lästs"),
    "more_votes_than_seats": gettext_lazy("Fler röster än platser i organet"),
}


SIGNS: dict[str, Promise] = {
    "item in name": gettext_lazy("punktens nummer i filnamnet"),
    "case in name": gettext_lazy("ärendets nummer i filnamnet"),
    "case in text": gettext_lazy("ärendets nummer i texten"),
    "item in text": gettext_lazy("punktens nummer i texten"),
    "words": gettext_lazy("ord ur rubriken"),
    "several": gettext_lazy("flera punkter passar lika bra"),
    "elsewhere": gettext_lazy("nämner ett annat sammanträde"),
}
"""What spoke for an item, or against it (meetings.intake.matching)."""


def sign_word(sign: str) -> str:
    return str(SIGNS.get(sign, sign))


def kind_word(kind: str) -> str:
    return str(KINDS.get(kind, kind))


def rule_word(rule: str) -> str:
    return str(RULES.get(rule, rule))


def audience_word(audience: str) -> str:
    """Who reads it: all, or the members of an organization by its name."""
    if audience == PUBLIC:
        return _("alla")
    record_id = UUID(audience.partition(":")[2])
    name = Organization.objects.filter(record_id=record_id).values_list("name", flat=True).first()
    return _("bara ledamöterna i %(organization)s") % {"organization": name or "?"}
