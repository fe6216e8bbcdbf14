"""Where a colleague's word on a draft is kept; it leads back to the page it was said on."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from meetings.registry.act_forms import ReviewForm
from meetings.registry.acts import working_model
from meetings.registry.addresses import publish_url
from meetings.registry.gate import find_kept
from meetings.services.reviewing import say
from meetings.states import ReviewVerdict
from portal.accounts.models import User
from portal.core.errors import DomainError


@require_POST
def review(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    record = find_kept(working_model(model), pk, request.user)
    form = ReviewForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            say(
                record=record,
                digest=said["digest"],
                verdict=ReviewVerdict(said["verdict"]),
                text=said["text"],
                user=cast(User, request.user),
            )
            messages.success(request, _("Granskningen är sparad."))
        except DomainError as error:
            messages.error(request, str(error))
    back = request.POST.get("here", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else publish_url(record))
