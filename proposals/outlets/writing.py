"""Writing a proposal in stages, each a page of its own that works without JavaScript.

What is written is kept from stage to stage, and comes back as it was when the office returns it.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings.outlets.http import reader_of_request
from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from portal.accounts.selectors import owner_of_address
from portal.accounts.services import account_without_login
from portal.core.addresses import localized
from portal.core.errors import DomainError
from proposals.addresses import proposal_path
from proposals.errors import ChangedMeanwhile, WordsWithoutPicture
from proposals.models import Policy, Proposal
from proposals.outlets.drafts import (
    draft_or_404,
    next_stage,
    stage_before,
    stage_links,
    stage_url,
)
from proposals.outlets.http import private, user_of
from proposals.outlets.words import state_word
from proposals.outlets.writing_forms import (
    BeginForm,
    HelpedForm,
    PictureForm,
    PlaceForm,
    TextForm,
    TitleForm,
)
from proposals.selectors.alike import alike
from proposals.selectors.drafts import own_proposals, words_of_the_office
from proposals.selectors.policies import policies_in_force
from proposals.services.pictures import set_picture, take_picture_away
from proposals.services.recording import content_as_is
from proposals.services.writing import begin, submit, take_back, throw_away, write
from proposals.states import UNSEEN, WRITING, ProposalState
from search.shown.rows import HitRow

HELP = Permission.ANSWER_PROPOSALS
MOST_SIMILAR = 5
STAGE = "proposals/stage.html"


@login_required
def begin_page(request: HttpRequest) -> HttpResponse:
    """What it is about. A clerk may begin for a resident: `?hjalp=1`."""
    user, policies = user_of(request), policies_in_force()
    helps = "hjalp" in request.GET and may(user, HELP)
    form_class = HelpedForm if helps else BeginForm
    initial = {} if helps else {"proposer_name": user.get_full_name()}
    form = form_class(request.POST or None, policies=policies, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            proposal = _begin(form.cleaned_data, policies, user, helps=helps)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return HttpResponseRedirect(stage_url(proposal, "liknande"))
    offers_help = not helps and may(user, HELP)
    context = {
        "form": form,
        "stages": stage_links(None, "rubrik"),
        "stage": "rubrik",
        "heading": _("Lämna ett förslag"),
        "lead": _("Vem som helst får lägga ett förslag. Du kan spara och fortsätta när du vill."),
        "is_closed": not policies,
        "help_url": f"{request.path}?hjalp=1" if offers_help else "",
        "submit": _("Spara och fortsätt"),
    }
    return private(request, STAGE, context, status=_status(form))


def _begin(data: dict[str, Any], policies: list[Policy], user: User, *, helps: bool) -> Proposal:
    policy = next(each for each in policies if each.slug == data["policy"])
    name = data["proposer_name"]
    proposer = _resident(name, data["resident_address"]) if helps else user
    return begin(
        policy=policy,
        proposer=proposer,
        title=data["title"],
        helper=user if helps else None,
        proposer_name=name,
        subject=data["subject"],
    )


def _resident(name: str, address: str) -> User:
    owner = owner_of_address(address) if address else None
    return owner or account_without_login(name=name, address=address)


@login_required
def title_page(request: HttpRequest, record: UUID) -> HttpResponse:
    proposal = draft_or_404(request, record)
    initial = _initial(proposal, "title", "subject", "proposer_name")
    form = TitleForm(request.POST or None, initial=initial)
    return _stage(request, proposal, "rubrik", form, _("Vad gäller förslaget?"))


@login_required
def similar_page(request: HttpRequest, record: UUID) -> HttpResponse:
    """What is there already: perhaps one would rather support that."""
    proposal = draft_or_404(request, record)
    found = alike(proposal, reader_of_request(request), MOST_SIMILAR)
    context = {
        "similar": [_hit(each) for each in found],
        "heading": _("Finns det redan ett liknande förslag?"),
        "next_url": stage_url(proposal, "text"),
    }
    return _page(request, "proposals/similar.html", proposal, "liknande", context)


@login_required
def text_page(request: HttpRequest, record: UUID) -> HttpResponse:
    proposal = draft_or_404(request, record)
    form = TextForm(request.POST or None, initial=_initial(proposal, "text", "easy_summary"))
    return _stage(request, proposal, "text", form, _("Skriv ditt förslag"))


@login_required
def place_page(request: HttpRequest, record: UUID) -> HttpResponse:
    proposal = draft_or_404(request, record)
    initial = _initial(proposal, "address", "area")
    form = PlaceForm(request.POST or None, initial=initial, proposal=proposal)
    return _stage(request, proposal, "plats", form, _("Var i staden?"))


@login_required
def picture_page(request: HttpRequest, record: UUID) -> HttpResponse:
    proposal = draft_or_404(request, record)
    initial = _initial(proposal, "picture_text")
    form = PictureForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _take_picture(request, proposal, form.cleaned_data)
        except DomainError as error:
            form.add_error(
                "picture_text" if not form.cleaned_data["picture_text"] else None, str(error)
            )
        else:
            return HttpResponseRedirect(stage_url(proposal, "granska"))
    heading = _("Vill du visa en bild?")
    return _form_page(request, proposal, "bild", form, heading)


def _take_picture(request: HttpRequest, proposal: Proposal, data: dict[str, Any]) -> None:
    user, version = user_of(request), data["version"]
    if "remove" in request.POST:
        take_picture_away(proposal=proposal, by=user, expected_version=version)
    elif data["picture"]:
        set_picture(
            proposal=proposal,
            by=user,
            stream=data["picture"],
            name=data["picture"].name,
            words=data["picture_text"],
            expected_version=version,
        )
    elif proposal.picture and data["picture_text"]:
        write(
            proposal=proposal,
            by=user,
            expected_version=version,
            picture_text=data["picture_text"],
        )
    elif data["picture_text"]:
        raise WordsWithoutPicture


@login_required
def preview_page(request: HttpRequest, record: UUID) -> HttpResponse:
    """As everybody will see it; POST hands it in."""
    proposal = draft_or_404(request, record)
    problem = ""
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            submit(
                proposal=proposal,
                by=user_of(request),
                expected_version=int(version) if version.isdecimal() else None,
            )
        except DomainError as error:
            problem = str(error)
        else:
            messages.success(
                request, _("Förslaget är inskickat. Vi läser det innan det publiceras.")
            )
            return HttpResponseRedirect(localized("/forslag/mina/"))
    context = {
        "preview": content_as_is(proposal),
        "picture_url": f"{stage_url(proposal, 'bild')}visa/" if proposal.picture else "",
        "problem": problem,
        "terms": proposal.policy.known_terms,
        "heading": _("Så här kommer det att se ut"),
    }
    status = 422 if problem else 200
    return _page(request, "proposals/preview.html", proposal, "granska", context, status=status)


@require_POST
@login_required
def throw_page(request: HttpRequest, record: UUID) -> HttpResponse:
    """Throws a draft away, or takes back one that came back."""
    proposal = draft_or_404(request, record)
    if proposal.state == ProposalState.DRAFT:
        throw_away(proposal=proposal, by=user_of(request))
    else:
        take_back(proposal=proposal, by=user_of(request))
    messages.success(request, _("Utkastet är borta."))
    return HttpResponseRedirect(localized("/forslag/mina/"))


@login_required
def own_page(request: HttpRequest) -> HttpResponse:
    """What one has written, and where it stands. POST takes one back."""
    user = user_of(request)
    if request.method == "POST":
        _take_back(request, user)
        return HttpResponseRedirect(localized("/forslag/mina/"))
    own = [_own_row(each) for each in own_proposals(user)]
    context = {"own": own, "write_url": localized("/forslag/nytt/")}
    return private(request, "proposals/own.html", context)


def _take_back(request: HttpRequest, user: User) -> None:
    number = request.POST.get("number", "")
    found = own_proposals(user).filter(number=int(number) if number.isdecimal() else 0).first()
    try:
        if found is not None:
            take_back(proposal=found, by=user)
            messages.success(request, _("Förslaget är återkallat."))
    except DomainError as error:
        messages.error(request, str(error))


def _own_row(proposal: Proposal) -> dict[str, Any]:
    is_writing = proposal.state in WRITING
    is_public = proposal.state not in UNSEEN and proposal.published_at is not None
    return {
        "proposal": proposal,
        "word": state_word(proposal.state),
        "said": words_of_the_office(proposal),
        "url": stage_url(proposal, "granska" if proposal.text else "liknande")
        if is_writing
        else (localized(proposal_path(proposal.number or 0)) if is_public else ""),
        "may_take_back": proposal.state
        in (ProposalState.SUBMITTED, ProposalState.COLLECTING, ProposalState.REACHED)
        and (proposal.state == ProposalState.SUBMITTED or proposal.closed_at is None),
    }


def _stage(
    request: HttpRequest, proposal: Proposal, stage: str, form: Form, heading: str
) -> HttpResponse:
    """A stage whose fields are the proposal's own."""
    if request.method == "POST" and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        version = form.cleaned_data["version"]
        try:
            write(proposal=proposal, by=user_of(request), expected_version=version, **fields)
        except DomainError as error:
            form.add_error(None, str(error))
            if isinstance(error, ChangedMeanwhile):
                proposal.refresh_from_db()
        else:
            return HttpResponseRedirect(stage_url(proposal, next_stage(stage)))
    return _form_page(request, proposal, stage, form, heading)


def _form_page(
    request: HttpRequest, proposal: Proposal, stage: str, form: Form, heading: str
) -> HttpResponse:
    context = {"form": form, "heading": heading, "submit": _("Spara och fortsätt")}
    return _page(request, STAGE, proposal, stage, context, status=_status(form))


def _page(
    request: HttpRequest,
    template: str,
    proposal: Proposal,
    stage: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    before = stage_before(stage)
    own = {
        "draft": proposal,
        "stage": stage,
        "stages": stage_links(proposal, stage),
        "said": words_of_the_office(proposal),
        "before_url": stage_url(proposal, before) if before else "",
        "throw_url": stage_url(proposal, "kasta"),
    }
    return private(request, template, own | context, status=status)


def _initial(proposal: Proposal, *names: str) -> dict[str, Any]:
    return {name: getattr(proposal, name) for name in names} | {"version": proposal.version}


def _hit(hit: HitRow) -> dict[str, Any]:
    return {"title": hit.document.title, "url": localized(hit.document.url)}


def _status(form: Form) -> int:
    return 422 if form.is_bound and form.errors else 200
