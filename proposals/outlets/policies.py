"""Which rules apply: each version of a policy in plain words, for ever at its own address."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from meetings.outlets.web.resolve import Page, finish
from portal.core.addresses import localized
from portal.core.clock import local
from proposals.addresses import rules_path
from proposals.models import Policy
from proposals.selectors.policies import policies_in_force, policy_version
from proposals.terms import Terms

RECEIVERS: dict[str, Promise] = {
    "committee": gettext_lazy("den nämnd som ansvarar för frågan"),
    "company_board": gettext_lazy("styrelsen för det bolag som ansvarar för frågan"),
    "council": gettext_lazy("kommunfullmäktige"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One question that a reader may have, and what these rules answer."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class PolicyLink:
    """A version of a policy, to be chosen from."""

    name: str
    version: int
    since: str
    url: str
    is_current: bool = False


def policy_list(request: HttpRequest) -> HttpResponse:
    """`/forslag/regler/`: the rules that apply now, and how else one may take part."""
    links = [_link(each) for each in policies_in_force()]
    return finish(request, Page("proposals/told/policies.html", {"policies": links}))


def policy_page(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """One version; it stays here though another is in force."""
    policy = policy_version(slug, version)
    if policy is None:
        raise Http404
    others = Policy.objects.filter(slug=slug).order_by("-version")
    terms = policy.known_terms
    context = {
        "policy": _link(policy),
        "rules": list(rules_in_words(terms)),
        "source": terms.source,
        "versions": [_link(each, is_current=each.pk == policy.pk) for each in others],
    }
    return finish(request, Page("proposals/told/policy.html", context))


def referendum_initiative(request: HttpRequest) -> HttpResponse:
    """`/forslag/folkinitiativ/`: information only; it needs ink (law.md finding 7, KL 8:2)."""
    return finish(request, Page("proposals/told/referendum_initiative.html"))


def name_of(terms: Terms) -> str:
    """The policy's name in the language of the page."""
    return terms.name_en if (get_language() or "sv").startswith("en") else terms.name


def rules_in_words(terms: Terms) -> Iterator[Rule]:
    """The terms as answers to what people ask, in the order in which they meet it."""
    yield Rule(_("Vem får lägga förslag och rösta?"), _who(terms))
    yield Rule(_("Hur visar man vem man är?"), _shown(terms))
    yield Rule(_("Hur många röster krävs?"), _threshold(terms))
    yield Rule(_("Hur länge samlas röster?"), _window(terms))
    yield Rule(_("Vad händer före publiceringen?"), _review(terms))
    if terms.quarantine_months:
        yield Rule(_("Kan samma förslag läggas igen?"), _quarantine(terms))
    yield Rule(_("Vem svarar, och när?"), _answer(terms))
    yield Rule(_("Syns mitt namn?"), _names(terms))
    yield Rule(_("Hur skyddas rösterna?"), _key(terms))


def _who(terms: Terms) -> str:
    anyone = _("Vem som helst, var man än bor.")
    resident = _("Den som är folkbokförd i kommunen.")
    said = [resident if terms.residents_only else anyone, _age(terms)]
    if terms.natural_persons_only:
        said.append(_("Bara privatpersoner, inte företag och föreningar."))
    return " ".join(said)


def _age(terms: Terms) -> str:
    if not terms.least_age:
        return _("Ingen åldersgräns.")
    return _("Du behöver vara minst %(age)s år.") % {"age": terms.least_age}


def _shown(terms: Terms) -> str:
    return _("För att lägga förslag: %(propose)s. För att rösta: %(vote)s.") % {
        "propose": terms.to_propose.label,
        "vote": terms.to_vote.label,
    }


def _threshold(terms: Terms) -> str:
    said = ngettext("%(votes)s röst.", "%(votes)s röster.", terms.votes_needed)
    said = said % {"votes": terms.votes_needed}
    if terms.population_date is not None:
        share = _("Det är %(per_mille)s promille av %(population)s invånare den %(date)s.") % {
            "per_mille": terms.per_mille,
            "population": terms.population,
            "date": date_format(terms.population_date, "j F Y"),
        }
        said = f"{said} {share}"
    return f"{said} {_sticky(terms)}"


def _sticky(terms: Terms) -> str:
    if terms.sticky:
        return _("När målet är nått står det kvar, också om någon tar tillbaka sin röst.")
    return _("Rösterna räknas när tiden är slut: då avgörs om målet är nått.")


def _window(terms: Terms) -> str:
    said = ngettext(
        "%(days)s dag från publiceringen.", "%(days)s dagar från publiceringen.", terms.window_days
    ) % {"days": terms.window_days}
    on = _("Det går att rösta tiden ut, också när målet är nått.")
    stops = _("Röstningen slutar när målet är nått.")
    back = _("Så länge det går att rösta går det att ta tillbaka sin röst.")
    return f"{said} {on if terms.collects_on else stops} {back}"


def _review(terms: Terms) -> str:
    return _(
        "Staden granskar förslaget inom %(days)s dagar. Den kan be dig ändra något, eller avvisa "
        "förslaget. En avvisning visas öppet med skäl, och du kan be om omprövning en gång."
    ) % {"days": terms.review_days}


def _quarantine(terms: Terms) -> str:
    return _("Ett förslag som liknar ett annat avvisas i %(months)s månader efter det.") % {
        "months": terms.quarantine_months
    }


def _answer(terms: Terms) -> str:
    who = _(" eller ").join(str(RECEIVERS[each]) for each in terms.receivers)
    if terms.answer_days is None:
        when = _("Ingen dag är utlovad i reglerna; den sätts när förslaget överlämnas.")
    else:
        when = _("Svaret ska komma inom %(days)s dagar.") % {"days": terms.answer_days}
    return f"{who[:1].upper()}{who[1:]}. {when}"


def _names(terms: Terms) -> str:
    shown, hidden = (
        _("Förslagsställarens namn visas."),
        _("Förslagsställarens namn visas inte."),
    )
    return f"{shown if terms.proposer_named else hidden} {_('Den som röstar visas aldrig.')}"


def _key(terms: Terms) -> str:
    return _(
        "En röst sparas som en kod som inte säger vem du är. Koden gäller bara ett förslag. "
        "Nyckeln till koderna förstörs %(days)s dagar efter att röstningen slutat: sedan kan "
        "ingen ta reda på vem som röstat."
    ) % {"days": terms.merge_days}


def _link(policy: Policy, *, is_current: bool = False) -> PolicyLink:
    return PolicyLink(
        name=name_of(policy.known_terms),
        version=policy.version,
        since=date_format(local(policy.in_force_from).date(), "j F Y"),
        url=localized(rules_path(policy.slug, policy.version)),
        is_current=is_current,
    )
