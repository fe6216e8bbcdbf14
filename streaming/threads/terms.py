"""The rules of threads as data: typed, frozen, versioned. A measure names its version."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, field_validator

from portal.accounts.states import AssuranceLevel
from portal.core.throttle import rate
from streaming.threads.states import Review


class Rule(BaseModel):
    """One rule that a comment may break. `law` is its ground where it is a statute."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    sv: str
    en: str
    law: str = ""


class Terms(BaseModel):
    """How threads are kept in an organization.

    `slow_seconds` is the least time between two comments of one person in a thread; 0 for none.
    `edit_minutes` is how long a comment may be changed without a mark. `review_hours` is when a
    comment or a report has waited too long. `opens` names the kinds of records whose threads open
    by themselves when the record is published. The city's own pages belong to no organization:
    `pages_kept_by` names the one whose moderators keep their threads (only in the city's rules).
    `appeal` says how to have a measure tried again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    review: Review = Review.AFTER
    slow_seconds: int = Field(default=0, ge=0, le=86_400)
    edit_minutes: int = Field(default=10, ge=0, le=1_440)
    longest: int = Field(default=4_000, ge=100, le=20_000)
    rate: str = "10/5m"
    report_rate: str = "20/h"
    to_comment: AssuranceLevel = AssuranceLevel.EMAIL
    review_hours: int = Field(default=24, ge=1)
    longest_ban_days: int = Field(default=90, ge=1, le=365)
    opens: tuple[str, ...] = ()
    pages_kept_by: UUID | None = None
    rules: tuple[Rule, ...]
    appeal_sv: str
    appeal_en: str
    source: str = ""

    @field_validator("rate", "report_rate")
    @classmethod
    def _is_rate(cls, text: str) -> str:
        rate(text)
        return text

    def rule(self, code: str) -> Rule | None:
        return next((each for each in self.rules if each.code == code), None)


BBS = "lag (1998:112) om ansvar för elektroniska anslagstavlor, 5 §"

SHIPPED = Terms(
    rules=(
        Rule(code="threat", sv="Hot mot någon", en="A threat against somebody", law=BBS),
        Rule(
            code="privacy",
            sv="Intrång i någons privatliv",
            en="An intrusion into somebody's private life",
            law=BBS,
        ),
        Rule(code="incitement", sv="Uppmaning till brott", en="Incitement to crime", law=BBS),
        Rule(code="hate", sv="Hets mot folkgrupp", en="Agitation against a group", law=BBS),
        Rule(code="copyright", sv="Intrång i upphovsrätt", en="Copyright infringement", law=BBS),
        Rule(
            code="personal-data",
            sv="Personuppgifter om någon annan",
            en="Personal data about somebody else",
            law="dataskyddsförordningen artikel 6",
        ),
        Rule(code="insult", sv="Påhopp på en person", en="A personal attack"),
        Rule(code="off-topic", sv="Hör inte till ämnet", en="Not about the subject"),
        Rule(code="advertising", sv="Reklam eller upprepade inlägg", en="Advertising or spam"),
    ),
    appeal_sv="Svara här på åtgärden inom tre veckor. En annan moderator prövar den igen.",
    appeal_en="Answer here within three weeks. Another moderator will try the measure again.",
    source="law.md F1, F2",
)
"""What the portal comes with: seen at once, read afterwards, within a day."""
