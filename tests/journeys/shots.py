"""Pictures for people to look at: SCREENSHOTS names a directory, else none are taken."""

import os
from pathlib import Path

from playwright.sync_api import Page


def take_shot(page: Page, name: str) -> None:
    directory = os.environ.get("SCREENSHOTS")
    if directory:
        path = Path(directory) / f"{name.replace(' ', '-')}.png"
        page.screenshot(path=path, full_page=True)
