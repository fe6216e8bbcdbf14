"""The acts that wait for their moment, and those that were stopped."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from meetings.models import ScheduledAct
from meetings.registry.pages import TitledPage
from meetings.selectors.keepers import is_administrator, is_keeper, kept_organizations
from meetings.services.scheduling import cancel
from portal.accounts.models import User


class ScheduledPage(TitledPage, ListView):
    """Newest moment first; what waits can be called off."""

    template_name = "registry/scheduled.html"
    page_title = _("Schemalagda akter")
    header_icon = "time"
    paginate_by = 50
    context_object_name = "acts"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_keeper(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[ScheduledAct]:
        user = cast(User, self.request.user)
        acts = ScheduledAct.objects.select_related("user")
        if is_administrator(user):
            return acts
        return acts.filter(Q(owner__in=kept_organizations(user)) | Q(user=user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        act = get_object_or_404(self.get_queryset(), pk=request.POST.get("act"))
        if cancel(act):
            messages.success(request, _("Avbruten. Utkastet finns kvar."))
        else:
            messages.error(request, _("För sent: akten väntar inte längre."))
        return redirect("registry:scheduled")
