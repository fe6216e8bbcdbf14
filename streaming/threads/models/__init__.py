"""Threads, comments, and what is done about them."""

from streaming.threads.models.comment import Comment, CommentEdit
from streaming.threads.models.moderation import (
    LONGEST_REASON,
    Ban,
    Claim,
    Measure,
    MeasureAnswer,
    Report,
)
from streaming.threads.models.policy import CITY, ThreadPolicy
from streaming.threads.models.thread import PURPOSE, Thread

__all__ = [
    "CITY",
    "LONGEST_REASON",
    "PURPOSE",
    "Ban",
    "Claim",
    "Comment",
    "CommentEdit",
    "Measure",
    "MeasureAnswer",
    "Report",
    "Thread",
    "ThreadPolicy",
]
