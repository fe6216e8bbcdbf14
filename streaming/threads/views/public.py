"""What everybody is told: the rules, who provides the service, and what was done by them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from portal.accounts.selectors import organization_names_by_id
from portal.core.addresses import localized
from streaming.threads.models import ThreadPolicy
from streaming.threads.selectors.moderation import MonthlyCount, public_report
from streaming.threads.selectors.policies import versions_of
from streaming.threads.states import MeasureKind
from streaming.threads.terms import SHIPPED
from streaming.threads.views.common import answer
from streaming.threads.words import appeal_words, rule_of, rule_words


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """law.md F1: who provides, what is read, what is taken away, and how to appeal.

    `?organ=` asks for an organization's own rules, `&version=` for those of then.
    """
    organization, name = _asked_organization(request)
    versions = list(versions_of(organization) if organization else ())
    if not versions:
        organization, name, versions = None, "", list(versions_of(None))
    policy = _asked_version(request, versions)
    terms = policy.known_terms if policy else SHIPPED
    context = {
        "terms": terms,
        "policy": policy,
        "rules": [(rule_words(rule), rule.law) for rule in terms.rules],
        "appeal": appeal_words(terms),
        "review": terms.review.label,
        "organization": name,
        "is_newest": policy is None or policy == versions[0],
        "versions": [(each, _address(organization, each)) for each in versions],
    }
    return answer(request, "threads/rules.html", context)


def _asked_organization(request: HttpRequest) -> tuple[UUID | None, str]:
    names = {str(pk): (pk, name) for pk, name in organization_names_by_id().items()}
    return names.get(request.GET.get("organ", ""), (None, ""))


def _asked_version(request: HttpRequest, versions: list[ThreadPolicy]) -> ThreadPolicy | None:
    """The version that is asked for; the newest where none is, or it never was."""
    asked = request.GET.get("version", "")
    then = [each for each in versions if str(each.version) == asked]
    return next(iter(then or versions), None)


def _address(organization: UUID | None, policy: ThreadPolicy) -> str:
    whose = f"organ={organization}&" if organization else ""
    return f"{localized('/samtal/regler/')}?{whose}version={policy.version}"


@require_safe
def report_page(request: HttpRequest) -> HttpResponse:
    """Measures in numbers, month by month."""
    names = organization_names_by_id()
    rows = [
        {
            "month": line.month,
            "organization": names.get(line.organization, ""),
            "kind": MeasureKind(line.kind).label,
            "rule": rule_of(SHIPPED, line.rule) if line.rule else "",
            "number": line.number,
            "hours": line.hours,
        }
        for line in public_report()
    ]
    return answer(request, "threads/public_report.html", {"rows": rows})


@require_safe
def report_data(request: HttpRequest) -> HttpResponse:
    """The same as data."""
    response = JsonResponse({"data": [_as_json(line) for line in public_report()]})
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _as_json(line: MonthlyCount) -> dict[str, object]:
    return {
        "month": f"{line.month:%Y-%m}",
        "organization": str(line.organization),
        "measure": line.kind,
        "rule": line.rule,
        "number": line.number,
        "hours_waited": line.hours,
    }
