"""The HTML of a section, drawn once for everybody who is told of it.

A section's template has one outer element with `data-section`; a page and a frame hold the very
same, and a script only replaces one by the other.
"""

from typing import Any

from django.template.loader import render_to_string

from meetings.counting import count_by_party
from meetings.decision_contents import Ballot, VoteContent
from meetings.outlets.web.known import Known
from meetings.outlets.web.vote_rows import VoteRow, round_row

STOP = "stop-"


def draw(name: str, data: Any) -> str:
    """In the active language."""
    return render_to_string(template_of(name), {"section": shown(name, data)}).strip()


def template_of(name: str) -> str:
    return f"live/sections/{'stop' if name.startswith(STOP) else name}.html"


def shown(name: str, data: Any) -> dict[str, Any]:
    """What the template shows of a section's data."""
    if name == "result":
        rows = [{**each, "row": vote_row(each)} for each in data["rounds"]]
        return {"name": name, "rounds": rows}
    return {"name": name, **data}


def vote_row(data: dict[str, Any]) -> VoteRow:
    """A round drawn by the same components as in the record."""
    ballots = tuple(Ballot(**each) for each in data["ballots"])
    content = VoteContent(
        id=data["id"],
        path=f"/omrostning-{data['order']}/",
        title=data["about"],
        decision=data["id"],
        order=data["order"],
        purpose=data["purpose"],
        about=data["about"],
        yes_means=data["yes_means"],
        no_means=data["no_means"],
        detail=data["detail"],
        secret=data["secret"],
        won=data["won"],
        casting_vote=data["casting_vote"],
        by_lot=data["by_lot"],
        parties=count_by_party(ballots),
        ballots=ballots,
        **data["counts"],
    )
    return round_row(content, Known({}), rounds=2 if data["order"] > 1 else 1)
