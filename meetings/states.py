"""The enumerations of the record, and the sets of states that have names."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganizationKind(models.TextChoices):
    COUNCIL = "council", _("fullmäktige")
    EXECUTIVE_BOARD = "executive_board", _("styrelse")
    COMMITTEE = "committee", _("nämnd")
    ADMINISTRATION = "administration", _("förvaltning")
    COMPANY_BOARD = "company_board", _("bolagsstyrelse")
    ADVISORY = "advisory", _("råd")


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("planerat")
    CALLED = "called", _("kallat")
    ONGOING = "ongoing", _("pågår")
    FINISHED = "finished", _("avslutat")
    CANCELLED = "cancelled", _("inställt")


class ItemKind(models.TextChoices):
    DECISION = "decision", _("beslut")
    INFORMATION = "information", _("information")
    ELECTION = "election", _("val")
    NOTIFICATION = "notification", _("anmälan")


class DocumentKind(models.TextChoices):
    OFFICIAL_REPORT = "official_report", _("tjänsteutlåtande")
    STATEMENT = "statement", _("yttrande")
    MOTION = "motion", _("yrkande")
    APPENDIX = "appendix", _("bilaga")
    PLAN = "plan", _("plan")
    MINUTES_EXTRACT = "minutes_extract", _("protokollsutdrag")
    SUMMONS = "summons", _("kallelse")
    MINUTES = "minutes", _("protokoll")
    CONSULTATION_RESPONSE = "consultation_response", _("remissvar")
    DECISION_PAPER = "decision_paper", _("beslutsunderlag")
    LETTER = "letter", _("skrivelse")
    OTHER = "other", _("handling")


class Direction(models.TextChoices):
    IN = "in", _("inkommen")
    OUT = "out", _("utgående")
    DRAWN_UP = "drawn_up", _("upprättad")


class Audience(models.TextChoices):
    PUBLIC = "public", _("alla")
    MEMBERS = "members", _("organets ledamöter")
