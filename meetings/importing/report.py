"""What an import found and did: counted in memory, written line by line to a file."""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TextIO

from django.utils.functional import Promise

from meetings.importing.rules import DONE, FOUND, INCOMPLETE

EXAMPLES = 3


@dataclass
class Report:
    """Deviations by rule, objects read by type, records written by kind.

    `lines` takes every deviation as one JSON object a line; in memory there are but counts
    and the first examples, however large the source is. `found` and `done` are the words of the
    rules; after those of `incomplete` something was not read to its end.
    """

    lines: TextIO | None = None
    found: Mapping[Any, str | Promise] = field(default_factory=lambda: FOUND)
    done: Mapping[Any, str | Promise] = field(default_factory=lambda: DONE)
    incomplete: Collection[StrEnum] = INCOMPLETE
    deviations: Counter[tuple[StrEnum, str, str]] = field(default_factory=Counter)
    examples: dict[tuple[StrEnum, str, str], list[str]] = field(default_factory=dict)
    objects: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    withdrawn: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    silent: bool = False

    def deviation(self, rule: StrEnum, kind: str, id_: str, about: str = "") -> None:
        """`kind` is OParl's type or empty, `about` the field or the value in question."""
        if self.silent:
            return
        group = (rule, kind, about if len(about) <= 40 else "")
        self.deviations[group] += 1
        examples = self.examples.setdefault(group, [])
        if len(examples) < EXAMPLES:
            examples.append(id_)
        if self.lines is not None:
            line = {"rule": rule.value, "type": kind, "id": id_, "about": about}
            with suppress(BrokenPipeError):
                self.lines.write(json.dumps(line, ensure_ascii=False) + "\n")

    @property
    def is_whole(self) -> bool:
        """Whether every list was read to its end."""
        return not any(rule in self.incomplete for rule, _kind, _about in self.deviations)

    def as_json(self) -> dict[str, Any]:
        return {
            "objects": dict(self.objects),
            "written": dict(self.written),
            "withdrawn": dict(self.withdrawn),
            "unchanged": self.unchanged,
            "whole": self.is_whole,
            "deviations": [
                {
                    "rule": rule.value,
                    "type": kind,
                    "about": about,
                    "count": count,
                    "found": str(self.found[rule]),
                    "done": str(self.done[rule]),
                    "examples": self.examples[rule, kind, about],
                }
                for (rule, kind, about), count in sorted(self.deviations.items())
            ],
        }

    def as_text(self) -> str:
        """For people: what came, what was written, and every deviation with what was done."""
        counted = [
            _counted("Läst", self.objects),
            _counted("Publicerat", self.written),
            _counted("Återtaget", self.withdrawn),
            f"Oförändrat: {self.unchanged}",
        ]
        found = [
            f"{count:7}  {rule.value} {' '.join(filter(None, [kind, about]))}\n"
            f"         {self.found[rule]}: {self.done[rule]}"
            for (rule, kind, about), count in sorted(self.deviations.items())
        ]
        return "\n".join([*filter(None, counted), *found])


def _counted(title: str, counts: Counter[str]) -> str:
    said = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))
    return f"{title}: {said}" if said else ""
