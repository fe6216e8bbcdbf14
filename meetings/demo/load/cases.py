"""The demo's cases, with the steps that no meeting of the demo holds."""

from meetings.demo import cases as source
from meetings.demo.load.identity import demo_id, known
from meetings.models import Case, CaseStep, Organization


def load_cases(organizations: dict[str, Organization]) -> dict[str, Case]:
    """Every case by its number."""
    made = {each.number: _case(each, organizations) for each in source.CASES}
    for each in source.CASES:
        _relate(made[each.number], [made[number] for number in each.related])
    return made


def _case(each: source.Case, organizations: dict[str, Organization]) -> Case:
    case = known(Case, "case", each.number)
    if case is None:
        case = Case(
            record_id=demo_id("case", each.number),
            number=each.number,
            organization=organizations[each.organization],
            title=each.title,
            summary=each.summary,
            opened=each.first_known,
        )
        case.steps = [_step(step, organizations) for step in each.steps if not step.meeting]
        case.full_clean()
        case.save()
    return case


def _step(step: source.CaseStep, organizations: dict[str, Organization]) -> CaseStep:
    return CaseStep(
        date=step.date, organization=organizations[step.organization], text=step.sentence
    )


def _relate(case: Case, related: list[Case]) -> None:
    if set(case.related.all()) != set(related):
        case.related = related
        case.save()
