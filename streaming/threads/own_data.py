"""What threads know about somebody, and what becomes of it when they leave (law.md E7).

Words that others have answered stay: the author becomes "borttaget konto". Nobody's account takes
another person's words with it.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.core.clock import local_iso
from portal.core.links import absolute
from portal.core.personal_data import DataSection, Erasure
from portal.core.retention import RetentionRule
from streaming.threads.addresses import comment_path
from streaming.threads.models import (
    Ban,
    Claim,
    Comment,
    CommentEdit,
    Measure,
    MeasureAnswer,
    Report,
)
from streaming.threads.services.telling import tell_anew
from streaming.threads.services.writing import locked_thread
from streaming.threads.states import CommentState


def data_of(user_id: int) -> Sequence[DataSection]:
    """Answer of `my_data`: everything that one has written, and what was done about it."""
    comments = Comment.objects.filter(author=user_id).select_related("thread").order_by("pk")
    measures = Measure.objects.filter(against=user_id).order_by("pk")
    return [
        DataSection(
            "comments",
            _("Kommentarer"),
            _("Det du har skrivit i samtalen. Visas för alla så länge det syns."),
            [_comment(each) for each in comments],
        ),
        DataSection(
            "comment-edits",
            _("Tidigare lydelser"),
            _("Hur dina ändrade kommentarer löd förut."),
            [
                {_("Text"): each.text, _("Skriven"): local_iso(each.written_at)}
                for each in CommentEdit.objects.filter(comment__author=user_id)
            ],
        ),
        DataSection(
            "comment-reports",
            _("Anmälningar du har gjort"),
            _("Behövs tills en moderator har läst dem."),
            [
                {_("Skäl"): each.reason, _("När"): local_iso(each.at)}
                for each in Report.objects.filter(reporter=user_id)
            ],
        ),
        DataSection(
            "comment-measures",
            _("Åtgärder mot dina kommentarer"),
            _("Så att du kan läsa skälet och svara."),
            [_measure(each) for each in measures],
        ),
        DataSection(
            "measure-answers",
            _("Dina svar på åtgärder"),
            _("Hör till åtgärden."),
            [
                {_("Text"): each.text, _("När"): local_iso(each.at)}
                for each in MeasureAnswer.objects.filter(by=user_id)
            ],
        ),
    ]


def let_go(user_id: int) -> Sequence[Erasure]:
    """Answer of `erase_my_data`: the name goes from every comment, at once and everywhere."""
    own = Comment.objects.filter(author=user_id)
    with transaction.atomic():
        for pk in sorted(set(own.values_list("thread", flat=True))):
            thread = locked_thread(pk)
            own.filter(thread=thread).update(author=None, author_name="", mark="")
            tell_anew(thread)
        erased = _reports_and_bans(user_id)
    kept = _("Det du har skrivit står kvar utan namn, så att svaren på det går att förstå.")
    return [Erasure(_("Namn vid kommentarer, anmälningar"), erased, kept)]


def _reports_and_bans(user_id: int) -> int:
    erased = Report.objects.filter(reporter=user_id).update(reporter=None)
    for found in (Ban.objects.filter(user=user_id), Claim.objects.filter(moderator=user_id)):
        erased += found.delete()[0]
    return erased


def retention_rules() -> Sequence[RetentionRule]:
    """Words that a moderator took away are kept for the appeal, and as evidence, and then go."""
    return [
        RetentionRule(
            name="removed-comments",
            what="ord i kommentarer som en moderator har tagit bort",
            days=180,
            ground="lag (1998:112) 5 §; dataskyddsförordningen artikel 5.1 e",
            older=lambda before: [str(each) for each in _removed(before)],
            erase=_erase_words,
            shortest=30,
        ),
        RetentionRule(
            name="comment-reports",
            what="anmälningar som en moderator har läst",
            days=365,
            ground="dataskyddsförordningen artikel 5.1 e",
            older=lambda before: [f"anmälan {each.pk}" for each in _settled(before)],
            erase=lambda before: _settled(before).delete()[0],
            shortest=30,
        ),
        RetentionRule(
            name="comment-bans",
            what="avstängningar som är över",
            days=365,
            ground="dataskyddsförordningen artikel 5.1 e",
            older=lambda before: [f"avstängning {each.pk}" for each in _over(before)],
            erase=lambda before: _over(before).delete()[0],
            shortest=30,
        ),
    ]


def _removed(before: datetime) -> QuerySet[Comment]:
    taken = Measure.objects.filter(kind__in=["remove", "refuse"], at__lt=before)
    removed = Comment.objects.filter(state=CommentState.REMOVED, measures__in=taken)
    return removed.exclude(text="").exclude(measures__at__gte=before).distinct()


def _erase_words(before: datetime) -> int:
    old = list(_removed(before).values_list("pk", flat=True))
    CommentEdit.objects.filter(comment__in=old).delete()
    return Comment.objects.filter(pk__in=old).update(text="", html="")


def _settled(before: datetime) -> QuerySet[Report]:
    return Report.objects.filter(settled_by__at__lt=before)


def _over(before: datetime) -> QuerySet[Ban]:
    return Ban.objects.filter(ends__lt=before)


def _comment(comment: Comment) -> dict[str, str]:
    return {
        _("Text"): comment.text,
        _("Skriven"): local_iso(comment.created_at),
        _("Läge"): str(comment.get_state_display()),
        _("Ställning"): str(comment.get_stance_display()) if comment.stance else "",
        _("Adress"): absolute(comment_path(comment.thread.number, comment.seq)),
    }


def _measure(measure: Measure) -> dict[str, str]:
    return {
        _("Åtgärd"): str(measure.get_kind_display()),
        _("Regel"): measure.rule,
        _("Skäl"): measure.reason,
        _("När"): local_iso(measure.at),
    }
