"""What OpenAPI says of the parameters of search."""

from typing import Any

from search.query.address import DATA


def _parameter(name: str, about: str, example: str, **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": about,
        "example": example,
        "schema": {"type": "string"} | schema,
    }


def _list(name: str, about: str, example: str) -> dict[str, Any]:
    """A parameter that may stand several times: any of its values will do."""
    said = _parameter(name, about, example, type="array", items={"type": "string"})
    return said | {"explode": True, "style": "form"}


SEARCH: dict[str, Any] = {
    "parameters": [
        _parameter(
            DATA.text,
            'Words, "phrases", prefix*, -not, and the fields dnr: organ: parti: datum: typ:. '
            "All words, else most of them.",
            "fritt wifi",
        ),
        _list(DATA.kind, "Kind: document, document/statement, case, decision …", "document"),
        _list(DATA.organization, "Short name of an organization.", "ks"),
        _list(DATA.party, "Abbreviation of a party.", "SD"),
        _parameter(DATA.date, "Day, month, year or a range of them.", "2016-10..2017"),
        _list(DATA.reference, "Case or registration number.", "1451/14"),
        _parameter(DATA.sort, "Order.", "newest", enum=list(DATA.sorts), default="relevance"),
        _parameter(
            DATA.page, "Page, from 1.", "1", type="integer", minimum=1, maximum=20, default=1
        ),
        _parameter(DATA.exact, "1: correct nothing.", "1", enum=["0", "1"], default="0"),
    ]
}

SUGGEST: dict[str, Any] = {
    "parameters": [
        _parameter("q", "What has been typed so far.", "e-sam"),
        _parameter("language", "Of kind_name and url.", "sv", enum=["sv", "en"], default="sv"),
    ]
}
