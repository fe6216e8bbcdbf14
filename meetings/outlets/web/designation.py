"""What a record is called without its title: on tombstones, and where none may be told."""

from django.utils.translation import gettext as _

from meetings.outlets.words import day_words
from portal.ledger.selectors import Notice
from portal.ledger.versions import Version


def designation(version: Version | Notice) -> str:
    """`Handling 17`, `Punkt 2.2.2`, `Sammanträde onsdag 19 oktober 2016`: from the address."""
    record = version.record
    last = record.path.strip("/").rpartition("/")[2]
    named = {
        "meeting": _("Sammanträde %(day)s")
        % {"day": day_words(record.date) if record.date else last},
        "agenda-item": _("Punkt %(number)s") % {"number": last},
        "case": _("Ärende %(number)s") % {"number": last},
        "document": _("Handling %(number)s") % {"number": last},
        "registration": _("Diarieföring %(number)s") % {"number": last},
        "organization": _("Organ %(name)s") % {"name": last},
        "decision": _("Beslut %(number)s") % {"number": last},
        "vote": _("Omröstning %(number)s") % {"number": last.removeprefix("votering-")},
        "person": _("Person %(number)s") % {"number": last},
        "membership": _("Uppdrag %(name)s") % {"name": last},
    }
    return named.get(record.kind, record.path)
