"""What the fields of a content are called, and their codes, for people who compare versions."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings import states
from portal.accounts.roles import Role

FIELDS: dict[str, Promise] = {
    "path": _("Adress"),
    "title": _("Rubrik"),
    "organization": _("Organ"),
    "date": _("Datum"),
    "references": _("Diarienummer"),
    "files": _("Filer"),
    "number": _("Nummer"),
    "start": _("Börjar"),
    "time_known": _("Klockslaget är känt"),
    "end": _("Slutar"),
    "place": _("Plats"),
    "state": _("Läge"),
    "is_public": _("Öppet för allmänheten"),
    "moved_from": _("Flyttat från"),
    "state_reason": _("Skäl"),
    "meeting": _("Sammanträde"),
    "item_kind": _("Slag"),
    "case": _("Ärende"),
    "documents": _("Handlingar"),
    "redacted_of": _("Maskad kopia av"),
    "late": _("Sena handlingar"),
    "on_table": _("Lagda på bordet"),
    "carried_from": _("Bordlagd från"),
    "proposal": _("Förslag till beslut"),
    "outcome": _("Vad som beslutades"),
    "document_kind": _("Slag"),
    "parties": _("Partier"),
    "paragraph": _("Paragraf"),
    "appendix": _("Bilaga nr"),
    "version_label": _("Handlingens version"),
    "version_date": _("Versionens datum"),
    "provision": _("Sekretessbestämmelse"),
    "inherited_by": _("Övertaget av"),
    "summary": _("Kort om ärendet"),
    "closed": _("Avslutat"),
    "section": _("Avsnitt"),
    "party": _("Parti"),
    "role": _("Roll"),
    "person": _("Person"),
    "contact": _("Kontakt"),
    "short_name": _("Kortnamn"),
    "organization_kind": _("Slag"),
    "meetings_public": _("Öppna sammanträden"),
    "valid_from": _("Från och med"),
    "valid_to": _("Till och med"),
    "subordinate_to": _("Lyder under"),
    "predecessors": _("Föregångare"),
    "successors": _("Efterföljare"),
    "registrations": _("Diarieföring"),
    "serial": _("Löpnummer"),
    "direction": _("Riktning"),
    "counterpart": _("Från eller till"),
    "matter": _("Vad det gäller"),
    "secret": _("Sekretess"),
    "document": _("Handling"),
    "steps": _("Steg"),
    "related": _("Hör ihop med"),
    "item": _("Punkt"),
    "sentence": _("Beslutet i en mening"),
    "method": _("Beslutssätt"),
    "clauses": _("Beslutet ord för ord"),
    "took_part": _("De som deltog i beslutet"),
    "reservations": _("Reservationer"),
    "notes": _("Protokollsanteckningar"),
    "forwarded_to": _("Går vidare till"),
    "preliminary": _("Preliminärt"),
    "decision": _("Beslut"),
    "yes": _("Ja"),
    "no": _("Nej"),
    "abstained": _("Avstår"),
    "absent": _("Frånvarande"),
    "not_taking_part": _("Deltar ej"),
    "conflict": _("Jäv"),
    "won": _("Utföll"),
    "ballots": _("Namn för namn"),
}


CODES: dict[str, type[TextChoices]] = {
    "state": states.MeetingState,
    "item_kind": states.ItemKind,
    "document_kind": states.DocumentKind,
    "organization_kind": states.OrganizationKind,
    "direction": states.Direction,
    "outcome": states.DecisionOutcome,
    "method": states.DecisionMethod,
    "note_kind": states.NoteKind,
    "detail": states.VoteDetail,
    "purpose": states.VotePurpose,
    "choice": states.Choice,
    "won": states.Side,
    "casting_vote": states.Side,
    "role": Role,
}
"""Fields whose values are codes. An agenda item's `outcome` is a sentence, and stays one."""


def word(field: str, value: str) -> str:
    """What a code is called; anything else is what it says."""
    codes = CODES.get(field)
    return str(codes(value).label) if codes and value in codes.values else value


def label(field: str) -> str:
    """The word for a field; its own name where nobody has given it one."""
    return str(FIELDS.get(field, field))
