"""WCAG 2.2 A and AA, as far as a machine can tell."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": list(TAGS)},
    "preload": False,  # it would ask for style sheets anew, at addresses that do not exist
}
_axe = Axe()


def violations(page: Page, within: str | None = None) -> list[str]:
    """Rule, element and what is wrong, one line each. `within` is a CSS selector."""
    found = _axe.run(page, context=within, options=OPTIONS).response["violations"]
    return [
        f"{rule['id']} at {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
