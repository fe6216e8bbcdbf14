"""Addresses of the registry's own pages."""

from django.urls import reverse

from meetings.models import AgendaItem, MeetingBundle, WorkingRecord


def publish_url(record: WorkingRecord) -> str:
    return reverse("registry:publish", args=[record._meta.model_name, record.pk])


def withdraw_url(record: WorkingRecord) -> str:
    return reverse("registry:withdraw", args=[record._meta.model_name, record.pk])


def edit_url(record: WorkingRecord) -> str:
    viewset = record.snippet_viewset
    return reverse(viewset.get_url_name("edit"), args=[record.pk])


def decisions_url(meeting: WorkingRecord) -> str:
    """Where a meeting's decisions are written."""
    return reverse("registry:decisions", args=[meeting.pk])


def publish_decisions_url(meeting: WorkingRecord) -> str:
    """Where a meeting's decisions are published in one act."""
    return reverse("registry:publish-decisions", args=[meeting.pk])


def voting_url(decision: WorkingRecord) -> str:
    """Where the votes on a decision are entered."""
    return reverse("registry:voting", args=[decision.pk])


def workbench_url(meeting: WorkingRecord) -> str:
    """Where a meeting's agenda is put together."""
    return reverse("registry:workbench", args=[meeting.pk])


def publish_item_url(item: AgendaItem) -> str:
    """Where one item of an agenda is published, with its case and papers."""
    return reverse("registry:publish-item", args=[item.meeting.pk, item.record_id])


def bundle_url(bundle: MeetingBundle) -> str:
    """Where a meeting's bundle is followed, mended and accepted."""
    return reverse("registry:bundle", args=[bundle.pk])
