"""OParl's Organization: an organ, a party group or an office of the town."""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from meetings.importing.mapping.context import Context, Made, time_of, was_edited
from meetings.importing.rules import Rule
from meetings.importing.stated import Stated
from meetings.models import ImportedObject, Organization, RuleSet
from meetings.states import OrganizationKind
from portal.core.ids import slug

UNKNOWN_START = datetime.date(1900, 1, 1)

KINDS: tuple[tuple[str, OrganizationKind], ...] = (
    (r"fraktion|partei|gruppe\b|partigrupp|party", OrganizationKind.PARTY_GROUP),
    (r"dienststelle|verwaltung|abteilung|\bamt\b|förvaltning|administration|department",
     OrganizationKind.ADMINISTRATION),
    (r"aufsichtsrat|gmbh|bolagsstyrelse|company", OrganizationKind.COMPANY_BOARD),
    (r"^(?:stadt|gemeinde|orts)?rat$|ratsversammlung|gemeindevertretung|kreistag|bürgerschaft"
     r"|stadtverordnetenversammlung|fullmäktige|council\b", OrganizationKind.COUNCIL),
    (r"styrelse\b|magistrat|executive", OrganizationKind.EXECUTIVE_BOARD),
    (r"beirat|råd\b|advisory", OrganizationKind.ADVISORY),
)  # fmt: skip


def organization_rows(
    pairs: Sequence[tuple[ImportedObject, Stated]], context: Context
) -> Iterator[Made]:
    """All organizations of the source, superiors first; `context` learns them."""
    rules = _rules(context)
    known = _known(context, [stated for _of, stated in pairs])
    names = _Names(context)
    for of, stated in _in_order(pairs):
        row = known.get(stated.key) or Organization(
            record_id=context.id_of(stated), short_name=names.free(stated), rule_set=rules
        )
        context.organizations[stated.key] = row
        if was_edited(row if row.pk else None, stated):
            yield Made(of)
            continue
        _fill(row, stated, context)
        yield Made(of, [row], time_of(stated))


def load_organizations(context: Context) -> None:
    """What earlier runs brought in, by key, and who answers for papers without an owner."""
    keys = context.source.objects_read.filter(kind="Organization").values_list("key", flat=True)
    by_id = {
        context.id_of(Stated({"id": key}, "Organization", context.report)): key for key in keys
    }
    for row in Organization.objects.filter(record_id__in=by_id).select_related("rule_set"):
        context.organizations[by_id[row.record_id]] = row
    choose_owner(context)


def choose_owner(context: Context) -> None:
    """The council, else whichever comes first."""
    rows = sorted(context.organizations.values(), key=lambda row: row.name)
    councils = [row for row in rows if row.kind == OrganizationKind.COUNCIL]
    context.owner = next(iter([*councils, *rows]), None)


def _rules(context: Context) -> RuleSet:
    """OParl does not say who may come; what is published there is public."""
    found, _is_new = RuleSet.objects.get_or_create(
        name=context.source.title[:100], defaults={"meetings_public": True}
    )
    return found


def _known(context: Context, stated: Sequence[Stated]) -> dict[str, Organization]:
    by_id = {context.id_of(each): each.key for each in stated}
    rows = Organization.objects.filter(record_id__in=by_id).select_related("rule_set")
    return {by_id[row.record_id]: row for row in rows}


def _in_order(
    pairs: Iterable[tuple[ImportedObject, Stated]],
) -> list[tuple[ImportedObject, Stated]]:
    """Superiors before those below them; a ring is cut where it closes."""
    by_key = {stated.key: (of, stated) for of, stated in pairs}
    done: dict[str, tuple[ImportedObject, Stated]] = {}
    for start in by_key:
        line: list[str] = []
        at = start
        while at in by_key and at not in done and at not in line:
            line.append(at)
            at = _superior(by_key[at][1])
        if at in line:
            by_key[line[-1]][1].deviation(Rule.CYCLIC_ORGANIZATION)
        done.update({key: by_key[key] for key in reversed(line)})
    return list(done.values())


def _superior(stated: Stated) -> str:
    return stated.reference("subOrganizationOf")


def _fill(row: Organization, stated: Stated, context: Context) -> None:
    row.name = stated.text("name", 200) or stated.text("shortName", 200)
    if not row.name:
        stated.deviation(Rule.MISSING_FIELD, "name")
        row.name = stated.key.rsplit("/", 1)[-1][:200]
    row.kind = _kind(stated)
    row.valid_from = stated.date("startDate") or UNKNOWN_START
    row.valid_to = stated.date("endDate")
    if row.valid_to and row.valid_to <= row.valid_from:
        stated.deviation(Rule.ENDS_BEFORE_START)
        stated.keep("endDate")
        row.valid_to = None
    superior = context.organization(_superior(stated), stated, "subOrganizationOf")
    row.subordinate_to = None if superior is row else superior
    stated.keep("shortName")
    # Lists that the source derives from its other objects: so do we.
    derived = frozenset({"membership", "meeting", "consultation", "body"})
    row.source = context.source_of(stated, without=derived)


def _kind(stated: Stated) -> OrganizationKind:
    """By what the source calls it, then by its name; a committee where neither says."""
    for name in ("organizationType", "classification", "name"):
        text = str(stated.raw.get(name) or "").lower()
        for pattern, kind in KINDS:
            if re.search(pattern, text):
                return kind
    return OrganizationKind.COMMITTEE


class _Names:
    """Short names, which stand in addresses: short, and of one organization alone."""

    def __init__(self, context: Context) -> None:
        self.town = slug(context.source.title)[:30].strip("-")
        self.taken = set(Organization.objects.values_list("short_name", flat=True))

    def free(self, stated: Stated) -> str:
        plain = slug(str(stated.raw.get("shortName") or stated.raw.get("name") or ""))
        plain = (plain or slug(stated.key))[:25].strip("-") or "organ"
        further = (f"{plain}-{count}" for count in range(2, 10_000))
        candidates = chain([plain, f"{plain}-{self.town}"], further)
        name = next(each for each in candidates if each not in self.taken)
        self.taken.add(name)
        return name
