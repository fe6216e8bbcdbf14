"""What a spreadsheet would do, row by row. Nothing is written: a dry run is the plan itself."""

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.importing.memberships.columns import Mapped, Table
from meetings.importing.memberships.facts import Facts, facts_of
from meetings.intake.parties import KNOWN_PARTIES
from meetings.models import Membership, Organization, Person
from portal.core.canonical import sha256_hex

ALIKE = 0.9
"""From here on two names may be one name that was written in two ways."""

NEW_PERSON = "ny"


class What(models.TextChoices):
    """What would happen to a row."""

    NEW = "new", gettext_lazy("nytt")
    CHANGED = "changed", gettext_lazy("ändras")
    SAME = "same", gettext_lazy("finns redan")
    DOUBTFUL = "doubtful", gettext_lazy("osäkert")
    ERROR = "error", gettext_lazy("fel")


WRITTEN = frozenset({What.NEW, What.CHANGED})


@dataclass(frozen=True)
class PlannedRow:
    """`told`: what happens, or what is wrong and what to do. A doubtful row that `may_be_taken` is
    written when somebody says so; any other is mended in the file."""

    number: int
    what: What
    facts: Facts
    told: tuple[str, ...] = ()
    organization: Organization | None = None
    person: Person | None = None
    membership: Membership | None = None
    may_be_taken: bool = False


@dataclass(frozen=True)
class Plan:
    rows: tuple[PlannedRow, ...]

    def counted(self) -> dict[What, int]:
        return {what: sum(row.what is what for row in self.rows) for what in What}

    @property
    def digest(self) -> str:
        """Changes when the plan does: what was shown is what is done, or nothing is."""
        said = [f"{row.number} {row.what} {' '.join(row.told)} {row.facts}" for row in self.rows]
        return sha256_hex("\n".join(said).encode())[:32]

    def written(self, taken: frozenset[int] = frozenset()) -> list[PlannedRow]:
        """The rows that are written when these doubtful ones are taken too."""
        also = {row.number for row in self.rows if row.may_be_taken} & taken
        return [row for row in self.rows if row.what in WRITTEN or row.number in also]


Keeps = Callable[[Organization], bool]


def plan_of(table: Table, mapped: Mapped, keeps: Keeps) -> Plan:
    """`keeps` says in which organizations memberships may be written."""
    planner = _Planner(keeps)
    return Plan(tuple(planner.row(each.number, facts_of(each, mapped)) for each in table.rows))


def plain(name: str) -> str:
    return " ".join(name.casefold().split())


@dataclass
class _Planner:
    """Everything is read once: a row costs no query."""

    keeps: Keeps
    seen: dict[tuple[object, ...], PlannedRow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        people = list(Person.objects.order_by("pk"))
        self.organizations = list(Organization.objects.select_related("rule_set"))
        self.by_number = {str(each.number): each for each in people}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        for each in people:
            self.by_name[plain(each.name)].append(each)
        self.parties = KNOWN_PARTIES | {each.party for each in people if each.party}
        self.held: dict[tuple[int, int], list[Membership]] = defaultdict(list)
        for held in Membership.objects.select_related("calling").order_by("valid_from"):
            self.held[held.person_id, held.organization_id].append(held)
        self.may = {each.pk: self.keeps(each) for each in self.organizations}

    def row(self, number: int, facts: Facts) -> PlannedRow:
        if facts.faults:
            return PlannedRow(number, What.ERROR, facts, facts.faults)
        organization = self._organization(facts.organization)
        if organization is None:
            return PlannedRow(number, What.ERROR, facts, (self._no_organization(facts),))
        if not self.may[organization.pk]:
            words = _("Du sköter inte %(name)s. Be dess registrator läsa in raden.")
            return PlannedRow(number, What.ERROR, facts, (words % {"name": organization.name},))
        return self._first_of_its_kind(number, facts, organization)

    def _first_of_its_kind(self, number: int, facts: Facts, where: Organization) -> PlannedRow:
        who = facts.number if facts.number.isdecimal() else f"{plain(facts.name)} {facts.party}"
        key = (who, where.pk, facts.valid_from)
        earlier = self.seen.get(key)
        if earlier is None:
            made = self.seen[key] = self._planned(number, facts, where)
            return made
        at = {"row": earlier.number}
        if earlier.facts == facts:
            return PlannedRow(number, What.SAME, facts, (_("Samma som rad %(row)s.") % at,))
        told = _("Rad %(row)s säger annat om samma uppdrag. Behåll en av dem.") % at
        return PlannedRow(number, What.ERROR, facts, (told,))

    def _planned(self, number: int, facts: Facts, where: Organization) -> PlannedRow:
        person, doubt, hard = self._person(facts)
        if hard:
            return PlannedRow(number, What.DOUBTFUL, facts, (doubt,), where)
        doubts = [each for each in (doubt, self._unknown_party(facts)) if each]
        held = self.held[person.pk, where.pk] if person else []
        same_day = next((each for each in held if each.valid_from == facts.valid_from), None)
        clash = None if same_day else next((each for each in held if _overlaps(each, facts)), None)
        if clash:
            told = (_overlap_words(clash),)
            return PlannedRow(number, What.DOUBTFUL, facts, told, where, person, clash)
        changes = tuple(_changes(facts, person, same_day))
        if doubts:
            what = What.DOUBTFUL
        elif same_day is None:
            what = What.NEW
        else:
            what = What.CHANGED if changes else What.SAME
        words = (*doubts, *changes, *_protection(person))
        return PlannedRow(number, what, facts, words, where, person, same_day, bool(doubts))

    def _organization(self, written: str) -> Organization | None:
        wanted = plain(written)
        names = ((each, {each.short_name, plain(each.name)}) for each in self.organizations)
        return next((each for each, known in names if wanted in known), None)

    def _no_organization(self, facts: Facts) -> str:
        names = {plain(each.name): each.name for each in self.organizations}
        near = difflib.get_close_matches(plain(facts.organization), names, n=1)
        words = _("Organet ”%(name)s” finns inte.") % {"name": facts.organization[:80]}
        if near:
            return f"{words} " + _("Menas %(name)s?") % {"name": names[near[0]]}
        return f"{words} " + _("Skriv namnet eller kortnamnet som det står under Organ.")

    def _unknown_party(self, facts: Facts) -> str:
        if not facts.party or facts.party in self.parties:
            return ""
        return _("Partiet %(party)s finns inte sedan tidigare. Stämmer det?") % {
            "party": facts.party
        }

    def _person(self, facts: Facts) -> tuple[Person | None, str, bool]:
        """Who is meant, what is doubtful, and whether only the file can tell."""
        if facts.number == NEW_PERSON:
            return None, "", False
        if facts.number:
            person = self.by_number.get(facts.number)
            words = _("Ingen person har nummer %(number)s.") % {"number": facts.number}
            return (person, "", False) if person else (None, words, True)
        named = self.by_name.get(plain(facts.name), [])
        fitting = [each for each in named if _fits(each, facts)]
        if len(fitting) == 1:
            return fitting[0], "", False
        if named:
            return None, _namesakes(named), True
        return None, self._alike(facts), False

    def _alike(self, facts: Facts) -> str:
        near = difflib.get_close_matches(plain(facts.name), self.by_name, n=1, cutoff=ALIKE)
        if not near:
            return ""
        words = _("Liknar %(name)s, som finns. Är det en annan person?")
        return words % {"name": _named(self.by_name[near[0]][0])}


def _fits(person: Person, facts: Facts) -> bool:
    return not facts.party or not person.party or person.party == facts.party


def _named(person: Person) -> str:
    return _("%(person)s, nummer %(number)s") % {"person": person, "number": person.number}


def _namesakes(named: list[Person]) -> str:
    known = "; ".join(map(_named, named))
    words = _("Namnet finns: %(known)s. Skriv personens nummer, eller ny, i kolumnen Nummer.")
    return words % {"known": known}


def _overlaps(held: Membership, facts: Facts) -> bool:
    assert facts.valid_from is not None
    begins_before = facts.valid_to is None or held.valid_from <= facts.valid_to
    return begins_before and (held.valid_to is None or held.valid_to >= facts.valid_from)


def _overlap_words(held: Membership) -> str:
    return _(
        "Personen är redan %(role)s där från %(day)s. Skriv den dagen för att ändra uppdraget, "
        "eller avsluta det först."
    ) % {"role": held.get_role_display(), "day": held.valid_from.isoformat()}


def _protection(person: Person | None) -> Iterator[str]:
    if person is not None and person.is_protected:
        yield _("Skyddad identitet: namnet visas inte offentligt.")


def _changes(facts: Facts, person: Person | None, held: Membership | None) -> Iterator[str]:
    """What is another than what stands; for something new, what is made."""
    if person is None:
        yield _("Personen läggs upp.")
    else:
        yield from _differences(person, {"party": facts.party, "contact": facts.contact})
    if held is not None:
        yield from _differences(held, membership_fields(facts))
        calling = getattr(held, "calling", None)
        before = {
            "place": getattr(calling, "place", None),
            "parties": getattr(calling, "parties", ""),
        }
        for name, label in (("place", _("ordning")), ("parties", _("inträder för"))):
            after = getattr(facts, name)
            if after and after != before[name]:
                yield _difference(label, before[name], after)


def membership_fields(facts: Facts) -> Mapping[str, object]:
    """What the row says of the membership itself. An empty last day says that there is none."""
    return {"role": facts.role, "party": facts.party, "valid_to": facts.valid_to}


def _differences(row: Person | Membership, said: Mapping[str, object]) -> Iterator[str]:
    for name, after in said.items():
        before = getattr(row, name)
        if after != before and (after or name == "valid_to"):
            yield _difference(str(row._meta.get_field(name).verbose_name), before, after)


def _difference(label: str, before: object, after: object) -> str:
    words = _("%(label)s: %(before)s blir %(after)s")
    return words % {"label": label, "before": before or "–", "after": after or "–"}
