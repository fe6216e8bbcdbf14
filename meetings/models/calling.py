"""The order in which an organization's substitutes are called."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.person import Membership


class CallingPlace(models.Model):
    """A substitute's place in the order, and for whose members they serve (law.md B2).

    Beside the membership and not in it: the order is the registry's own tool and no version of the
    membership that everybody reads.
    """

    membership = models.OneToOneField(
        Membership, models.CASCADE, primary_key=True, related_name="calling"
    )
    place = models.PositiveSmallIntegerField(
        _("plats"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    parties = models.CharField(_("för partierna"), max_length=100, blank=True)
    """Short names in order, with commas between; empty: the substitute's own party."""

    class Meta:
        verbose_name = _("plats i inkallningsordningen")
        verbose_name_plural = _("platser i inkallningsordningen")
        constraints = [
            models.CheckConstraint(
                condition=Q(place=None) | Q(place__gte=1), name="calling_places_begin_at_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place or '–'} {self.parties}"
