"""How surely a person is known."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssuranceLevel(models.TextChoices):
    """From the lowest to the highest; the order of the members is the order of the levels."""

    NONE = "none", _("okänd")
    EMAIL = "email", _("bekräftad e-post")
    SUBSTANTIAL = "substantial", _("e-legitimation")
    HIGH = "high", _("e-legitimation på högsta nivån")

    def is_at_least(self, other: "AssuranceLevel") -> bool:
        order = list(AssuranceLevel)
        return order.index(self) >= order.index(other)
