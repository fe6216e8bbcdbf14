"""The roles that a person may hold in an organization, and the sets that have names."""

from django.db import models
from django.utils.translation import gettext_lazy as _

RESIDENT = "resident"
"""Anybody who has logged in. Held in no organization and never granted, so not one of Role."""


class Role(models.TextChoices):
    REGISTRAR = "registrar", _("registrator")
    SECRETARY = "secretary", _("nämndsekreterare")
    CLERK = "clerk", _("handläggare")
    MODERATOR = "moderator", _("moderator")
    CHAIR = "chair", _("ordförande")
    VICE_CHAIR = "vice_chair", _("vice ordförande")
    MEMBER = "member", _("ledamot")
    SUBSTITUTE = "substitute", _("ersättare")
    AUDITOR = "auditor", _("revisor")
    ADMINISTRATOR = "administrator", _("administratör")


ELECTED = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER, Role.SUBSTITUTE})
"""Roles that come with a membership."""

PUBLISHING = frozenset({Role.REGISTRAR, Role.SECRETARY})
"""Roles that prepare and publish records."""
