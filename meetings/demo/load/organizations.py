"""The demo's organizations, who follows whom, and their rules."""

import datetime
from collections.abc import Iterable

from meetings.demo import organizations as source
from meetings.demo.load.identity import demo_id, known
from meetings.models import DiarySeries, Organization, RuleSet, Succession

CONTACT = "registrator@example.org"
INVENTED_FORM = "DN-ÅÅÅÅ-#####"


def load_organizations() -> dict[str, Organization]:
    """Every organization by its short name, parents before those under them."""
    rules = {rule_set.key: _rule_set(rule_set) for rule_set in source.RULE_SETS}
    made: dict[str, Organization] = {}
    for each in _parents_first(source.ORGANIZATIONS):
        made[each.short_name] = _organization(each, rules, made)
    _load_successions(made)
    DiarySeries.objects.get_or_create(organization=made["demonamnden"], form=INVENTED_FORM)
    return made


def _rule_set(each: source.RuleSet) -> RuleSet:
    numerator, denominator = each.minority
    rule_set, _ = RuleSet.objects.get_or_create(
        name=each.name,
        defaults={
            "meetings_public": each.public_meetings,
            "announce_days": each.notice_days or 0,
            "minority_numerator": numerator,
            "minority_denominator": denominator,
        },
    )
    return rule_set


def _parents_first(all_of_them: Iterable[source.Organization]) -> list[source.Organization]:
    waiting = list(all_of_them)
    placed: set[str | None] = {None}
    ordered: list[source.Organization] = []
    while waiting:
        ready = [each for each in waiting if each.parent in placed]
        ordered += ready
        placed |= {each.short_name for each in ready}
        waiting = [each for each in waiting if each not in ready]
    return ordered


def _organization(
    each: source.Organization, rules: dict[str, RuleSet], made: dict[str, Organization]
) -> Organization:
    found = known(Organization, "organization", each.short_name)
    if found is not None:
        return found
    organization = Organization(
        record_id=demo_id("organization", each.short_name),
        name=each.name,
        short_name=each.short_name,
        kind=each.kind,
        rule_set=rules[each.rule_set],
        subordinate_to=made[each.parent] if each.parent else None,
        valid_from=each.valid_from,
        valid_to=each.valid_to,
        number_pattern=each.number_pattern,
        contact=CONTACT,
        is_invented=each.invented,
    )
    organization.full_clean()
    organization.save()
    return organization


def _load_successions(made: dict[str, Organization]) -> None:
    for each in source.ORGANIZATIONS:
        for heir in each.successors:
            assert each.valid_to is not None
            Succession.objects.get_or_create(
                predecessor=made[each.short_name],
                successor=made[heir],
                defaults={"date": each.valid_to + datetime.timedelta(days=1)},
            )
