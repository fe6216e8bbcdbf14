"""The terms of a policy: typed, frozen data that a proposal keeps from its publication on."""

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from portal.accounts.states import AssuranceLevel

Receiver = Literal["committee", "company_board", "council"]


class Area(BaseModel):
    """A part of the city that a proposal may be about; `residents` is None where nobody counted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    residents: int | None = Field(default=None, ge=1)


class Terms(BaseModel):
    """Who may do what, how many it takes, for how long, and who answers when.

    `votes` is the threshold; or `per_mille` of a `population` counted on `population_date`,
    rounded up. `window_days` is how long votes are collected. `sticky`: once reached it stays
    reached though votes are withdrawn. `collects_on`: votes are taken until the window's end even
    when it is reached. `quarantine_months`: a proposal like one that was handled so lately is
    refused. `merge_days`: how long after the close duplicates may still be merged, and so how
    long the key of the votes lives. `answer_days` is None where no deadline was set.
    `areas` are the parts of the city to choose from, with residents counted on `areas_date`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    name_en: str
    statutory: bool = False
    natural_persons_only: bool = True
    residents_only: bool = False
    least_age: int = Field(default=0, ge=0)
    to_propose: AssuranceLevel
    to_vote: AssuranceLevel
    to_comment: AssuranceLevel
    votes: int | None = Field(default=None, ge=1)
    per_mille: int | None = Field(default=None, ge=1, le=1000)
    population: int | None = Field(default=None, ge=1)
    population_date: datetime.date | None = None
    sticky: bool = True
    collects_on: bool = True
    window_days: int = Field(ge=1)
    quarantine_months: int = Field(default=0, ge=0)
    merge_days: int = Field(default=14, ge=0)
    review_days: int = Field(default=14, ge=1)
    receivers: tuple[Receiver, ...]
    answer_days: int | None = Field(default=None, ge=1)
    proposer_named: bool = True
    areas: tuple[Area, ...] = ()
    areas_date: datetime.date | None = None
    source: str = ""

    @model_validator(mode="after")
    def _one_threshold(self) -> "Terms":
        relative = (self.per_mille, self.population, self.population_date)
        if (self.votes is None) == (None in relative):
            raise ValueError("either votes, or per_mille of a dated population")
        return self

    @property
    def votes_needed(self) -> int:
        """The number of votes that takes a proposal to its receiver."""
        if self.votes is not None:
            return self.votes
        assert self.per_mille is not None
        assert self.population is not None
        return -(-self.population * self.per_mille // 1000)


GOTEBORGSFORSLAGET = Terms(
    name="Göteborgsförslaget",
    name_en="The Gothenburg proposal",
    to_propose=AssuranceLevel.EMAIL,
    to_vote=AssuranceLevel.EMAIL,
    to_comment=AssuranceLevel.EMAIL,
    votes=200,
    window_days=90,
    receivers=("committee", "company_board"),
    source="Göteborgs Stads sidor om Göteborgsförslaget",
)
"""Anyone of any age, natural persons only, a verified e-mail, 200 votes in 90 days (law.md finding
7)."""

MEDBORGARFORSLAG = Terms(
    name="Medborgarförslag",
    name_en="Citizen's motion",
    statutory=True,
    residents_only=True,
    to_propose=AssuranceLevel.SUBSTANTIAL,
    to_vote=AssuranceLevel.SUBSTANTIAL,
    to_comment=AssuranceLevel.EMAIL,
    votes=1,
    window_days=90,
    receivers=("council",),
    answer_days=365,
    source="kommunallagen 8 kap. 1 § och 5 kap. 35 §",
)
"""A right of residents to raise a matter in the council: no number of votes is asked for (law.md
A8)."""

SHIPPED = {"goteborgsforslaget": GOTEBORGSFORSLAGET, "medborgarforslag": MEDBORGARFORSLAG}
