"""What search keeps in the database: words that mean the same, and which texts have changed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST = 20
LONGEST = 60


class SynonymGroup(models.Model):
    """Words that stand for each other, as people write them: `KS, kommunstyrelsen`.

    Who asks for one of them finds what has any of them. The words of a question are looked up
    here, so a change counts within seconds and nothing is indexed anew.
    """

    words = models.CharField(
        _("ord"),
        max_length=600,
        unique=True,
        help_text=_("Två eller flera ord som betyder samma sak, med komma emellan."),
    )

    class Meta:
        verbose_name = _("synonymer")
        verbose_name_plural = _("synonymer")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.full_clean()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        words = self.split()
        if not 2 <= len(words) <= MOST:
            raise ValidationError(
                {"words": _("Skriv mellan två och tjugo ord, med komma emellan.")}
            )
        if any(len(word) > LONGEST for word in words):
            raise ValidationError({"words": _("Ett ord får ha högst 60 tecken.")})
        self.words = ", ".join(words)

    def split(self) -> list[str]:
        """The words, without the space round them."""
        return [" ".join(word.split()) for word in self.words.split(",") if word.strip()]


class StreamHead(models.Model):
    """How often the texts of a source have changed. Its row is locked until the change stands, so
    numbers come in the order of commits and none is skipped."""

    source = models.CharField(primary_key=True, max_length=20)
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.source} {self.number}"


class StreamText(models.Model):
    """A text that is no record (a comment, the captions of a recording), and its newest change.

    `subject` is the record below which it stands, if any. `is_erased`: its words are gone by law
    and leave the files of the index too.
    """

    source = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    number = models.BigIntegerField()
    subject = models.UUIDField(null=True, db_index=True)
    is_erased = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="stream_text_once"),
            models.UniqueConstraint(fields=["source", "number"], name="stream_text_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.key}"
