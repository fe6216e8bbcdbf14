"""Meetings with their agenda: one snippet, its items inline."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from meetings.addresses import item_path, meeting_path
from meetings.contents import AgendaItemContent, MeetingContent
from meetings.models.base import WorkingPart, WorkingRecord
from meetings.models.case import Case
from meetings.models.document import Document
from meetings.models.organization import Organization
from meetings.states import ItemKind, MeetingState, PaperArrival
from portal.core.clock import local, local_iso


class Meeting(WorkingRecord):
    """A meeting (sammanträde) of one organization."""

    OWNER_LOOKUP = "organization__record_id"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="meetings", verbose_name=_("organ")
    )
    start = models.DateTimeField(_("börjar"))
    time_known = models.BooleanField(
        _("klockslaget är känt"), default=True, help_text=_("Av när bara dagen är känd.")
    )
    end = models.DateTimeField(_("slutar"), null=True, blank=True)
    ordinal = models.PositiveSmallIntegerField(
        _("nummer den dagen"), default=1, help_text=_("2 för dagens andra sammanträde.")
    )
    place = models.CharField(_("plats"), max_length=200, blank=True)
    state = models.CharField(
        _("läge"), max_length=20, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    moved_from = models.DateField(_("flyttat från"), null=True, blank=True)
    state_reason = models.CharField(
        _("skäl"),
        max_length=300,
        blank=True,
        help_text=_("Varför sammanträdet ställdes in eller flyttades. Visas för alla."),
    )

    class Meta:
        verbose_name = _("sammanträde")
        verbose_name_plural = _("sammanträden")
        ordering = ["-start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gt=F("start")),
                name="meeting_ends_after_it_begins",
                violation_error_message=_("Sammanträdet måste sluta efter att det börjar."),
            ),
            models.UniqueConstraint(
                fields=["organization", "start", "ordinal"],
                name="meeting_once_at_a_time",
                violation_error_message=_("Organet har redan ett sammanträde då."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {local(self.start).date()}"

    def clean(self) -> None:
        super().clean()
        if self.organization_id and self.start is not None and not self._organization_existed():
            raise ValidationError(
                {
                    "start": _("%(organization)s finns inte den dagen.")
                    % {"organization": self.organization}
                }
            )

    def _organization_existed(self) -> bool:
        day, organization = local(self.start).date(), self.organization
        return organization.valid_from <= day <= (organization.valid_to or day)

    def keeper_id(self) -> UUID:
        return self.organization.record_id

    def path(self) -> str:
        return meeting_path(self.organization.short_name, local(self.start).date(), self.ordinal)

    def parts(self) -> Sequence["AgendaItem"]:
        return list(self.items.all())

    def to_record(self) -> MeetingContent:
        day = local(self.start).date()
        return MeetingContent(
            id=self.record_id,
            source=self.provenance(),
            path=self.path(),
            title=f"{self.organization.name} {day}",
            organization=self.organization.record_id,
            date=day,
            ordinal=self.ordinal,
            start=local_iso(self.start),
            time_known=self.time_known,
            end=local_iso(self.end) if self.end else "",
            place=self.place,
            state=self.state,
            is_public=self.organization.rule_set.meetings_public,
            moved_from=self.moved_from,
            state_reason=self.state_reason,
        )


class AgendaItem(WorkingPart, Orderable, ClusterableModel):
    """One item of the agenda (OParl: AgendaItem)."""

    meeting = ParentalKey(Meeting, on_delete=models.CASCADE, related_name="items")
    number = models.CharField(_("nummer"), max_length=30)
    section = models.CharField(_("avsnitt"), max_length=200, blank=True)
    title = models.CharField(_("rubrik"), max_length=1000)
    kind = models.CharField(
        _("slag"), max_length=20, choices=ItemKind.choices, default=ItemKind.DECISION
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("ärende")
    )
    proposal = models.TextField(_("förslag till beslut"), blank=True)
    outcome = models.CharField(_("vad som beslutades"), max_length=500, blank=True)
    closed = models.BooleanField(_("stängda dörrar"), default=False)
    # The item of an earlier meeting at which it was tabled (law.md B10).
    carried_from = models.UUIDField(null=True, blank=True, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _("punkt")
        verbose_name_plural = _("dagordning")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"],
                name="item_number_once_in_a_meeting",
                violation_error_message=_("Två punkter kan inte ha samma nummer."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def to_record(self) -> AgendaItemContent:
        meeting = self.meeting
        return AgendaItemContent(
            id=self.record_id,
            source=self.provenance(),
            path=item_path(meeting.path(), self.number),
            title=self.title,
            organization=meeting.organization.record_id,
            date=local(meeting.start).date(),
            references=(self.case.number,) if self.case else (),
            meeting=meeting.record_id,
            number=self.number,
            item_kind=self.kind,
            section=self.section,
            case=self.case.record_id if self.case else None,
            documents=tuple(paper.document.record_id for paper in self.papers.all()),
            late=self._papers_that_came(PaperArrival.LATE),
            on_table=self._papers_that_came(PaperArrival.ON_TABLE),
            proposal=self.proposal,
            outcome=self.outcome,
            closed=self.closed,
            carried_from=self.carried_from,
        )

    def _papers_that_came(self, arrival: PaperArrival) -> tuple[UUID, ...]:
        papers = self.papers.all()
        return tuple(each.document.record_id for each in papers if each.arrival == arrival)


class ItemPaper(Orderable):
    """A document on an agenda item, in order."""

    item = ParentalKey(AgendaItem, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="item_papers", verbose_name=_("handling")
    )
    arrival = models.CharField(
        _("när den kom"),
        max_length=10,
        choices=PaperArrival.choices,
        default=PaperArrival.ON_TIME,
    )

    class Meta(Orderable.Meta):
        verbose_name = _("handling på punkten")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "document"],
                name="paper_once_on_an_item",
                violation_error_message=_("Handlingen står redan på punkten."),
            )
        ]
