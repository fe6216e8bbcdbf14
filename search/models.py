"""What the city decides about its search: words that mean the same."""

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
