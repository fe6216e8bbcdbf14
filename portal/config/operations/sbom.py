"""The list of everything that runs here (SBOM), from the lock itself: CycloneDX 1.5 in JSON.

law.md K1. Names, versions and hashes are those that pip was told to install; nothing is asked of
the network. The hash of the lock is the list's serial number, so the same lock gives the same list.
"""

import hashlib
import re
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^ \\;\n]+)", re.MULTILINE
)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class WrongLock(ValueError):
    """A line of the lock has no hash: what it names could be anything."""


def components_of(lock: str) -> Iterator[dict[str, Any]]:
    """Each package of a lock file. Raises WrongLock for one without a hash."""
    starts = list(ENTRY.finditer(lock))
    ends = [*(match.start() for match in starts[1:]), len(lock)]
    for match, end in zip(starts, ends, strict=True):
        hashes = HASH.findall(lock, match.start(), end)
        if not hashes:
            raise WrongLock(f"{match['name']} stands in the lock without a hash")
        yield _component(match["name"], match["version"], hashes)


def sbom(root: Path) -> dict[str, Any]:
    """The list for the tree at `root`."""
    lock = (root / "requirements/runtime.txt").read_text()
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    digest = hashlib.sha256(lock.encode()).digest()
    components = list(components_of(lock))
    own = f"{project['name']}@{project['version']}"
    direct = {_normal(re.split(r"[^A-Za-z0-9._-]", each)[0]) for each in project["dependencies"]}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.UUID(bytes=digest[:16], version=4)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
            }
        },
        "components": components,
        "dependencies": [
            {
                "ref": own,
                "dependsOn": [each["purl"] for each in components if each["name"] in direct],
            }
        ],
    }


def _component(name: str, version: str, hashes: list[str]) -> dict[str, Any]:
    """One of the hashes is the file that was installed: which one depends on the machine."""
    purl = f"pkg:pypi/{_normal(name)}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": _normal(name),
        "version": version,
        "purl": purl,
        "hashes": [{"alg": "SHA-256", "content": each} for each in hashes],
    }


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
