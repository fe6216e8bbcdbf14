"""The commands of docs/oparl.md: from the system to a file, as a journalist would, with curl."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import LazySettings
from pytest_django.live_server_helper import LiveServer

from tests.factories import stored
from tests.meetings.outlets import factories as make

PAGE = Path(__file__).resolve().parents[4] / "docs/oparl.md"


@pytest.mark.slow
def test_the_recipe_leads_from_the_system_to_a_file(
    live_server: LiveServer, settings: LazySettings, tmp_path: Path
) -> None:
    settings.SITE_URL = live_server.url
    make.publish(make.document(1), make.document(17, files=(stored(b"Hej", "hej.txt"),)))
    [recipe] = re.findall(r"```sh\n(.*?)```", PAGE.read_text(), re.S)
    script = recipe.replace("http://localhost:8000", live_server.url)
    assert script != recipe
    kept = tmp_path / "hem"
    kept.mkdir()
    subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=kept, check=True, timeout=120)
    assert [(each.name, each.read_bytes()) for each in kept.iterdir()] == [("hej.txt", b"Hej")]
