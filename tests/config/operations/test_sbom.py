"""The SBOM says what the lock says: every package, its version and its hashes."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from portal.config.operations.sbom import WrongLock, components_of, sbom

ROOT = Path(__file__).parents[3]
LOCK = (ROOT / "requirements/runtime.txt").read_text()


def test_every_package_of_the_lock_stands_in_it_with_its_hashes() -> None:
    made = sbom(ROOT)
    pinned = re.findall(r"^([^ \[=]+)(?:\[[^]]*\])?==([^ \n]+)", LOCK, re.M)
    assert [(each["name"], each["version"]) for each in made["components"]] == [
        (re.sub(r"[-_.]+", "-", name).lower(), version) for name, version in pinned
    ]
    kept = [each["content"] for part in made["components"] for each in part["hashes"]]
    assert sorted(kept) == sorted(re.findall(r"sha256:([0-9a-f]{64})", LOCK))


def test_it_is_cyclonedx() -> None:
    made = sbom(ROOT)
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.5")
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made["serialNumber"])
    refs = [each["bom-ref"] for each in made["components"]]
    assert len(set(refs)) == len(refs)
    [own] = made["dependencies"]
    assert {"pkg:pypi/django-allauth", "pkg:pypi/wagtail"} <= {
        each.partition("@")[0] for each in own["dependsOn"]
    }
    assert set(own["dependsOn"]) <= set(refs)


def test_the_same_lock_gives_the_same_list() -> None:
    assert sbom(ROOT) == sbom(ROOT)


def test_a_package_without_a_hash_is_refused() -> None:
    with pytest.raises(WrongLock, match="django"):
        list(components_of("anyio==4.1 \\\n    --hash=sha256:" + "a" * 64 + "\ndjango==5.2\n"))


def test_the_command_writes_it(tmp_path: Path) -> None:
    out = StringIO()
    call_command("sbom", stdout=out)
    call_command("sbom", "--output", str(tmp_path / "sbom.json"))
    assert json.loads(out.getvalue()) == json.loads((tmp_path / "sbom.json").read_text())
