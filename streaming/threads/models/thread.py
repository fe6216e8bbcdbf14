"""A thread: the conversation about one record."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.addresses import localized
from portal.core.ids import new_id
from streaming.hub.services import stream_id
from streaming.threads.addresses import thread_path
from streaming.threads.states import Review, ThreadState

PURPOSE = "thread"


class Thread(models.Model):
    """`subject` is the record that it is about; whoever may read that may read the thread.

    `last_seq` is the number of its newest comment and moves in the transaction of that comment.
    `shown` counts the comments that are seen. `review` and `slow_seconds` are the thread's own,
    where a moderator set them; else the organization's rules hold.
    """

    record_id = models.UUIDField(default=new_id, unique=True, editable=False)
    number = models.PositiveIntegerField(unique=True)
    subject = models.UUIDField(unique=True)
    subject_kind = models.CharField(max_length=40)
    organization = models.UUIDField(_("organ"))
    state = models.CharField(max_length=10, choices=ThreadState.choices, default=ThreadState.OPEN)
    state_reason = models.CharField(max_length=500, blank=True)
    review = models.CharField(max_length=10, choices=Review.choices, blank=True)
    slow_seconds = models.PositiveIntegerField(null=True, blank=True)
    opened_at = models.DateTimeField()
    last_seq = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("samtal")
        verbose_name_plural = _("samtal")
        indexes = [models.Index(fields=["-last_at"], name="thread_last_at")]

    def __str__(self) -> str:
        return f"samtal {self.number}"

    @property
    def stream(self) -> UUID:
        return stream_id(self.record_id, PURPOSE)

    @property
    def is_open(self) -> bool:
        return self.state == ThreadState.OPEN

    @property
    def url(self) -> str:
        return localized(thread_path(self.number))
