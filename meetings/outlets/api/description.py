"""What OpenAPI and the page about the API say of the parameters: written once."""

from dataclasses import dataclass
from typing import Any

from portal.ledger.contents import KINDS

DESCRIPTION = """\
The public record as data. Anyone may read it, from any origin, without a key.

Every answer has an `ETag`; send it back as `If-None-Match` and get 304 while nothing has changed.
`sha256` is the SHA-256 of the content's canonical form (RFC 8785): the same on the web, in the
diary and in the meeting room.
"""


@dataclass(frozen=True)
class Parameter:
    """A parameter of the list; `text` is for people and in Swedish, `about` for OpenAPI."""

    name: str
    example: str
    text: str
    about: str


PARAMETERS = (
    Parameter(
        "kind",
        "document",
        "Slag av post. Alla slag står i listan över scheman.",
        "Kind of record.",
    ),
    Parameter(
        "organization",
        "ks",
        "Organets kortnamn: postens eget organ, eller det vars dagordning den står på.",
        "Short name: the record's own organization, or the one on whose agenda it stands.",
    ),
    Parameter(
        "date",
        "2016-10..2017",
        "Dag, månad, år eller två av dem med två punkter emellan. Gäller postens egen dag eller "
        "dagen för det sammanträde där den behandlas.",
        "Day, month, year or a range of them: the record's own date, or the date of the meeting "
        "on whose agenda it stands.",
    ),
    Parameter(
        "reference",
        "1451/14",
        "Ärende- eller diarienummer: postens eget, dess ärendes eller dess ärendepunkts.",
        "Case or registration number of the record itself, its case or its agenda item.",
    ),
    Parameter("page", "2", "Sida, 50 poster på varje. Följ hellre links.next.", "Page, from 1."),
)


def _described(each: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if each.name == "kind":
        schema["enum"] = sorted(KINDS)
    if each.name == "page":
        schema = {"type": "integer", "minimum": 1, "default": 1}
    return {
        "name": each.name,
        "in": "query",
        "required": False,
        "description": each.about,
        "example": each.example,
        "schema": schema,
    }


LIST: dict[str, Any] = {"parameters": [_described(each) for each in PARAMETERS]}

RECORD: dict[str, Any] = {
    "parameters": [
        {
            "name": "version",
            "in": "query",
            "required": False,
            "description": "A certain version; without it, the newest.",
            "schema": {"type": "integer", "minimum": 1},
        }
    ]
}

CHANGES: dict[str, Any] = {
    "parameters": [
        {
            "name": "after",
            "in": "query",
            "required": False,
            "description": "The number of the last entry that the client has; 0 from the start.",
            "schema": {"type": "integer", "minimum": 0, "default": 0},
        },
        {
            "name": "limit",
            "in": "query",
            "required": False,
            "description": "Entries in an answer.",
            "schema": {"type": "integer", "minimum": 1, "maximum": 5000, "default": 500},
        },
        {
            "name": "format",
            "in": "query",
            "required": False,
            "description": "json, ndjson (one entry a line) or sse (server-sent events); "
            "without it, what Accept asks for.",
            "schema": {"type": "string", "enum": ["json", "ndjson", "sse"]},
        },
        {
            "name": "wait",
            "in": "query",
            "required": False,
            "description": "Seconds to wait for the next entry when there is none yet.",
            "schema": {"type": "integer", "minimum": 1, "maximum": 60},
        },
    ]
}
