"""Comments: two levels, numbered in their thread without a hole."""

from django.db import models
from django.db.models import F, Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.core.addresses import localized
from portal.core.html import stored_html
from streaming.threads.addresses import comment_path
from streaming.threads.models.thread import Thread
from streaming.threads.states import UNSEEN, CommentState, Mark, Stance

LONGEST_NAME = 100


class Comment(models.Model):
    """`author` and `author_name` go with the account; the words and the replies stay.

    `key` is made by the form: the same form sent twice is one comment. `item` and `second` are
    what the meeting was at when it was written, and where its picture was, in seconds.
    """

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="comments")
    seq = models.PositiveIntegerField()
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="answers"
    )
    author = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    author_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    mark = models.CharField(max_length=10, choices=Mark.choices, blank=True)
    stance = models.CharField(max_length=10, choices=Stance.choices, blank=True)
    text = models.TextField()
    html = models.TextField()
    state = models.CharField(max_length=10, choices=CommentState.choices)
    state_rule = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    edits = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField(default=0)
    key = models.UUIDField()
    item = models.UUIDField(null=True, blank=True)
    second = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "seq"], name="comment_once_at_a_number"),
            models.UniqueConstraint(fields=["author", "key"], name="comment_sent_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="comment_numbers_begin_at_one"),
            models.CheckConstraint(
                condition=~Q(state=CommentState.HIDDEN) | ~Q(state_rule=""),
                name="comment_hidden_by_a_rule",
            ),
        ]
        indexes = [
            models.Index(
                F("thread"), F("seq"), name="comment_top", condition=Q(parent__isnull=True)
            ),
            models.Index(
                F("thread"),
                F("replies"),
                F("seq"),
                name="comment_answered",
                condition=Q(parent__isnull=True),
            ),
            models.Index(F("parent"), F("seq"), name="comment_replies"),
            models.Index(F("thread"), F("author"), F("seq"), name="comment_own"),
            models.Index(F("state"), F("thread"), name="comment_state"),
            models.Index(
                F("item"), F("second"), name="comment_moment", condition=Q(second__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread} {self.seq}"

    @property
    def shown_html(self) -> SafeString:
        """What everybody reads; nothing of what is not seen."""
        return stored_html("" if self.state in UNSEEN else self.html)

    @property
    def own_html(self) -> SafeString:
        """For the author and the moderators."""
        return stored_html(self.html)

    @property
    def is_known(self) -> bool:
        """Whether everybody may know that it is there; its words are another matter."""
        return self.state != CommentState.PENDING or self.replies > 0

    @property
    def name(self) -> str:
        return self.author_name or _("borttaget konto")

    @property
    def url(self) -> str:
        return localized(comment_path(self.thread.number, self.seq))


class CommentEdit(models.Model):
    """How a comment read before it was changed, where the change came late enough to be marked."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="former")
    number = models.PositiveIntegerField()
    text = models.TextField()
    html = models.TextField()
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="comment_edit_in_order"),
        ]
        ordering = ["number"]

    @property
    def own_html(self) -> SafeString:
        return stored_html(self.html)
