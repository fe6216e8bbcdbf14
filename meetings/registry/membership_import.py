"""Memberships from a spreadsheet: the file is read, what it would do is shown, then it is done.

Between the two steps the table is carried by the page, signed; the portal keeps nothing of a file.
"""

from typing import Any, cast

from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from meetings.errors import DraftChanged
from meetings.importing.memberships.columns import Field, Row, Table, guessed, read_table
from meetings.importing.memberships.planning import Plan, PlannedRow, What, plan_of
from meetings.importing.memberships.sheets import MOST_BYTES, UnreadableSheet, too_large
from meetings.importing.memberships.writing import changed_meanwhile, write_memberships
from meetings.models import Organization
from meetings.registry.acts import actor_of, messages_of
from meetings.registry.pages import TitledPage
from meetings.selectors.keepers import is_keeper, keeps_organization
from portal.accounts.models import User
from portal.core.errors import DomainError
from portal.core.ids import new_id

SALT = "memberships from a spreadsheet"
LONGEST = 12 * 3600
"""Seconds that a page may be left open before the file is asked for again."""

ORDER = (What.ERROR, What.DOUBTFUL, What.NEW, What.CHANGED, What.SAME)


class MembershipImportPage(TitledPage, TemplateView):
    """One page for all steps: it shows the file's rows as soon as there is a file."""

    template_name = "registry/membership_import.html"
    page_title = gettext_lazy("Läs in uppdrag")
    header_icon = "upload"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_keeper(request.user):
            raise PermissionDenied
        self.user = cast(User, request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        step = {"url": reverse("registry:members-of"), "label": _("Ledamöter")}
        return [*self.breadcrumbs_items, step, {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            table = _carried(request) or _sent(request)
            mapped = _mapping(request, table)
            plan = plan_of(table, mapped, self._keeps)
            if "do" not in request.POST:
                return self._shown(table, mapped, plan)
            return self._do(request, table, mapped, plan)
        except UnreadableSheet as error:
            return self._answer({"error": str(error)}, 422)

    def _do(self, request: HttpRequest, table: Table, mapped: Any, plan: Plan) -> HttpResponse:
        if request.POST.get("digest") != plan.digest:
            return self._shown(table, mapped, plan, str(changed_meanwhile()), 409)
        taken = frozenset(int(each) for each in request.POST.getlist("take") if each.isdecimal())
        rows = plan.written(taken)
        if not rows:
            return self._shown(table, mapped, plan, _("Ingen rad att läsa in."))
        assert rows[0].organization is not None
        try:
            done = write_memberships(
                table=table,
                mapped=mapped,
                keeps=self._keeps,
                digest=plan.digest,
                actor=actor_of(self.user, rows[0].organization),
                user=self.user,
                key=request.POST.get("key", "") or str(new_id()),
                taken=taken,
            )
        except DraftChanged as error:
            return self._shown(table, mapped, plan, str(error), 409)
        except (DomainError, ValidationError) as error:
            return self._shown(table, mapped, plan, " ".join(messages_of(error)), 422)
        said = ngettext("%(n)s rad är inläst.", "%(n)s rader är inlästa.", done.rows)
        if done.waiting:
            said += " " + _("De som ska granskas av någon annan är utkast.")
        messages.success(request, said % {"n": done.rows})
        return redirect(reverse("registry:members", args=[rows[0].organization.pk]))

    def _keeps(self, organization: Organization) -> bool:
        return keeps_organization(self.user, organization.record_id)

    def _shown(
        self, table: Table, mapped: Any, plan: Plan, error: str = "", status: int = 200
    ) -> HttpResponse:
        at = {column: field for field, column in mapped.items()}
        shown = {
            "error": error,
            "plan": plan,
            "groups": [_group(plan, what) for what in ORDER],
            "columns": [(n, each, at.get(n, "")) for n, each in enumerate(table.headings)],
            "fields": Field.choices,
            "carried": _carry(table),
            "key": str(new_id()),
        }
        return self._answer(shown, status)

    def _answer(self, shown: dict[str, Any], status: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**shown), status=status)


def _group(plan: Plan, what: What) -> tuple[What, list[PlannedRow]]:
    return what, [row for row in plan.rows if row.what is what]


def _sent(request: HttpRequest) -> Table:
    file = request.FILES.get("file")
    if file is None:
        raise UnreadableSheet(_("Välj en fil."))
    if (file.size or 0) > MOST_BYTES:
        raise too_large()
    return read_table(file.name or "", file.read())


def _carry(table: Table) -> str:
    rows = [[row.number, *row.cells] for row in table.rows]
    return signing.dumps([table.headings, rows], salt=SALT, compress=True)


def _carried(request: HttpRequest) -> Table | None:
    said = request.POST.get("table", "")
    if not said:
        return None
    try:
        headings, rows = signing.loads(said, salt=SALT, max_age=LONGEST)
    except signing.BadSignature as error:
        raise UnreadableSheet(_("Sidan är för gammal. Välj filen igen.")) from error
    return Table(tuple(headings), tuple(Row(row[0], tuple(row[1:])) for row in rows))


def _mapping(request: HttpRequest, table: Table) -> dict[Field, int]:
    """As people said it; as guessed from the headings where they have said nothing yet."""
    if "column-0" not in request.POST:
        return guessed(table.headings)
    said = ((at, request.POST.get(f"column-{at}", "")) for at in range(len(table.headings)))
    found: dict[Field, int] = {}
    for at, value in said:
        if value in Field.values:
            found.setdefault(Field(value), at)
    return found
