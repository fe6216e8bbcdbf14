"""What everybody is told: the rules, who provides the service, and what was done by them."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from portal.accounts.selectors import organization_names_by_id
from streaming.threads.models import CITY, ThreadPolicy
from streaming.threads.selectors.moderation import MonthlyCount, public_report
from streaming.threads.states import MeasureKind
from streaming.threads.terms import SHIPPED
from streaming.threads.views.common import answer
from streaming.threads.words import appeal_words, rule_of, rule_words


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """law.md F1: who provides, what is read, what is taken away, and how to appeal."""
    policy = ThreadPolicy.objects.filter(scope=CITY).order_by("-version").first()
    terms = policy.known_terms if policy else SHIPPED
    context = {
        "terms": terms,
        "policy": policy,
        "rules": [(rule_words(rule), rule.law) for rule in terms.rules],
        "appeal": appeal_words(terms),
        "review": terms.review.label,
    }
    return answer(request, "threads/rules.html", context)


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
