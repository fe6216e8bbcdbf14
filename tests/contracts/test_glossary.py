"""docs/glossary.md knows every identifier of the record, with the Swedish word people read."""

import enum
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps
from django.db import models

import meetings.states
import portal.accounts.roles
import portal.accounts.states
import portal.audit.states
import portal.ledger.states
import streaming.video.states
from meetings.contents import Part
from portal.ledger.contents import Content, FileRef
from portal.ledger.sources import Source, SourceFile

PAGE = (Path(__file__).resolve().parents[2] / "docs/glossary.md").read_text()
APPS = {"portal", "meetings", "proposals", "streaming", "search"}
ROW = re.compile(
    r"^\| (?P<swedish>[^|]+) \| `(?P<identifier>[^`]+)` \| (?P<meaning>[^|]+) \|", re.M
)
MODELS = (
    *("Streams", "Live meetings", "Recordings", "Threads", "Proposals", "The ledger", "The record"),
)
STATES = (
    meetings.states,
    portal.ledger.states,
    portal.accounts.roles,
    portal.accounts.states,
    portal.audit.states,
    streaming.video.states,
)


def section(title: str, level: str = "##") -> dict[str, str]:
    """Swedish words by identifier under one heading; no identifier may stand twice."""
    found = re.search(
        rf"^{level} {title}[^\n]*\n(.*?)(?=^#{{2,{len(level)}}} |\Z)", PAGE, re.M | re.S
    )
    assert found is not None, f"docs/glossary.md has no heading {level} {title}"
    rows = [(row["identifier"], row["swedish"].strip()) for row in ROW.finditer(found[1])]
    assert len(dict(rows)) == len(rows), f"something stands twice under {title}"
    return dict(rows)


def is_ours(thing: type) -> bool:
    return thing.__module__.split(".")[0] in APPS


def our_models() -> set[str]:
    return {each.__name__ for each in apps.get_models() if is_ours(each)}


def subclasses(base: type) -> Iterator[type]:
    below: list[type] = base.__subclasses__()
    for each in below:
        yield each
        yield from subclasses(each)


def our_contents() -> set[str]:
    found = {*subclasses(Content), *subclasses(Part), FileRef, Source, SourceFile}
    return {each.__name__ for each in found if is_ours(each)}


def enumerations(module: ModuleType) -> Iterator[type[enum.Enum]]:
    for each in vars(module).values():
        is_enumeration = isinstance(each, type) and issubclass(each, enum.Enum)
        if is_enumeration and each.__module__ == module.__name__:
            yield each


ENUMERATIONS = [each for module in STATES for each in enumerations(module)]


def test_every_model_has_a_word() -> None:
    known = {word for heading in MODELS for word in section(heading)}
    assert known - {"WorkingRecord", "WorkingPart"} == our_models()


def test_every_content_has_a_word() -> None:
    assert set(section("The contents")) == our_contents()


@pytest.mark.parametrize("kind", ENUMERATIONS, ids=lambda kind: kind.__name__)
def test_every_value_has_a_word_and_it_is_the_one_shown(kind: type[enum.Enum]) -> None:
    known = section(f"`{kind.__name__}`", "###")
    assert set(known) == {member.value for member in kind}
    if issubclass(kind, models.TextChoices):
        assert known == {member.value: str(member.label) for member in kind}


def test_every_enumeration_of_the_page_exists() -> None:
    named = re.findall(r"^### `(\w+)`", PAGE, re.M)
    assert sorted(named) == sorted(each.__name__ for each in ENUMERATIONS)
