"""Where a bundle belongs: its meeting, its case and its item, found or begun as drafts."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from meetings.errors import WrongBundle
from meetings.intake import Bundle, Document, DocumentKind
from meetings.models import AgendaItem, Case, Meeting, Organization
from meetings.selectors.drafts import newest_of
from meetings.selectors.find import existed, find_case, find_organization, meetings_on
from meetings.selectors.keepers import choosable, keeps_organization
from meetings.services.agenda_drafts import sort_items
from meetings.services.drafting import store_draft
from portal.accounts.models import User
from portal.core.clock import city_zone
from portal.core.ids import natural_key


def told_organization(bundle: Bundle) -> Organization:
    """The organization that the bundle names. Raises WrongBundle."""
    named = bundle.meeting
    if named.organization is None:
        raise WrongBundle(
            _("Bunten säger inte vilket organ den hör till. Välj sammanträde och försök igen.")
        )
    found = find_organization(named.organization, named.name or "", named.date)
    if found is None:
        raise WrongBundle(
            _(
                "Bunten hör till ”%(name)s”, som inte finns i registret. "
                "Lägg upp organet först, eller välj sammanträde."
            )
            % {"name": named.name or named.organization}
        )
    return found


def told_day(bundle: Bundle) -> datetime.date:
    """The day of the meeting. Raises WrongBundle."""
    if bundle.meeting.date is None:
        raise WrongBundle(
            _("Bunten säger inte vilken dag sammanträdet är. Välj sammanträde och försök igen.")
        )
    return bundle.meeting.date


def check_place(organization: Organization, day: datetime.date, user: User | None) -> None:
    """Raises WrongBundle where the organization did not exist, or is not this person's."""
    if not existed(organization, day):
        raise WrongBundle(
            _("%(organization)s fanns inte den %(day)s. Välj det organ som tog över.")
            % {"organization": organization, "day": day}
        )
    if user is not None and not keeps_organization(user, organization.record_id):
        raise WrongBundle(
            _("Bunten hör till %(organization)s, som sköts av en annan registratur.")
            % {"organization": organization}
        )


def meeting_of(
    organization: Organization, day: datetime.date, ordinal: int, user: User | None
) -> Meeting:
    """The meeting of that day; a new draft where there is none."""
    found = meetings_on(organization, day)
    same = [each for each in found if each.ordinal == ordinal]
    if same:
        return same[0]
    start = datetime.datetime.combine(day, datetime.time.min, tzinfo=city_zone())
    made = Meeting(organization=organization, start=start, time_known=False, ordinal=ordinal)
    store_draft(made, user)
    return made


def case_of(
    bundle: Bundle, organization: Organization, user: User | None
) -> tuple[Case | None, bool]:
    """The bundle's case, and whether it is new."""
    if bundle.case is None:
        return None, False
    report = _report(bundle)
    issuer = find_organization(name=report.organization or "") if report else None
    opened = (report.date if report else None) or bundle.meeting.date
    return case_numbered(
        bundle.case,
        issuer=issuer,
        organization=organization,
        title=_matter(bundle),
        opened=opened,
        user=user,
    )


def case_numbered(
    number: str,
    *,
    issuer: Organization | None,
    organization: Organization,
    title: str,
    opened: datetime.date | None,
    user: User | None,
) -> tuple[Case | None, bool]:
    """The case of this number, of those that the user may point at, and whether it is new.

    None for a new one whose day is not known.
    """
    preferred = [each for each in (issuer, organization) if each]
    among = choosable(Case, user) if user is not None else None
    found = find_case(number, preferred, among)
    if found is not None or opened is None:
        return found, False
    made = Case(
        number=number,
        organization=_authority(issuer, organization, user),
        title=title[:300],
        opened=opened,
    )
    store_draft(made, user)
    return made, True


def place_on_agenda(
    meeting: Meeting, number: str | None, title: str, case: Case | None
) -> tuple[Meeting, AgendaItem]:
    """The newest draft of the meeting, and the item of that number in it."""
    draft = newest_of(meeting)
    items = list(draft.items.all())
    found = next((item for item in items if number and item.number == number), None)
    if found is not None:
        found.case = found.case or case
        return draft, found
    made = AgendaItem(number=number or _next_number(items), title=title[:300], case=case)
    draft.items.add(made)
    sort_items(draft)
    return draft, made


def title_of(bundle: Bundle, case: Case | None, is_new: bool) -> str:
    return case.title if case and not is_new else _matter(bundle)


def _report(bundle: Bundle) -> Document | None:
    """The officers' report of the case."""
    reports = [d for d in bundle.documents if d.kind is DocumentKind.OFFICIAL_REPORT]
    own = [report for report in reports if report.own_reference == bundle.case]
    return next(iter([*own, *reports]), None)


def _matter(bundle: Bundle) -> str:
    report = _report(bundle)
    return (report or bundle.documents[0]).title[:300]


def _authority(
    issuer: Organization | None, organization: Organization, user: User | None
) -> Organization:
    """The office that wrote the report keeps the case, where this person may begin one there."""
    if issuer is None:
        return organization
    mine = user is None or keeps_organization(user, issuer.record_id)
    return issuer if mine else organization


def _next_number(items: Sequence[AgendaItem]) -> str:
    """A number that no item has, after the last one."""
    last = max((natural_key(item.number) for item in items), default="0")
    head = last.partition(".")[0]
    return str(int(head) + 1) if head.isdecimal() else str(len(items) + 1)
