"""What an audit event tells of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventKind(models.TextChoices):
    OPENED = "opened", _("öppnade")
    ACTED = "acted", _("akt")
    ROLE_GIVEN = "role_given", _("behörighet gavs")
    ROLE_ENDED = "role_ended", _("behörighet upphörde")
    LOGIN_CHANGED = "login_changed", _("inloggning ändrades")
    NAME_PROTECTED = "name_protected", _("namn skyddades")
    DATA_EXPORTED = "data_exported", _("uppgifter lämnades ut")
    DATA_ERASED = "data_erased", _("uppgifter raderades")
    VIDEO_CHANGED = "video_changed", _("video ändrades")
    RULES_CHANGED = "rules_changed", _("regler ändrades")
    LOG_EXPORTED = "log_exported", _("loggen hämtades")
