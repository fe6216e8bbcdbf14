"""Deviations by rule: counted, with a few examples each."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

EXAMPLES = 3
LONGEST = 200


class Rule(StrEnum):
    """A rule of OParl 1.1; in words in `BROKEN`."""

    UNREACHABLE = "unreachable"
    NOT_JSON = "not_json"
    NOT_UTF8 = "not_utf8"
    TOO_LARGE = "too_large"
    MEDIA_TYPE = "media_type"
    NO_CORS = "no_cors"
    NOT_A_LIST = "not_a_list"
    NO_LINKS = "no_links"
    PAGE_LOOP = "page_loop"
    PAGE_SIZE = "page_size"
    OTHER_HOST = "other_host"
    FILTER_IGNORED = "filter_ignored"
    FILTER_LOST = "filter_lost"
    DELETED_LISTED = "deleted_listed"
    DUPLICATE_ID = "duplicate_id"
    UNRESOLVED = "unresolved"
    OTHER_ID = "other_id"
    FILE_ATTACHED = "file_attached"
    FILE_NOT_ATTACHED = "file_not_attached"
    NOT_AN_OBJECT = "not_an_object"
    UNKNOWN_TYPE = "unknown_type"
    WRONG_TYPE = "wrong_type"
    OTHER_VERSION = "other_version"
    MISSING_FIELD = "missing_field"
    MISSING_TIME = "missing_time"
    NULL_VALUE = "null_value"
    WRONG_VALUE = "wrong_value"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_ORDER = "wrong_order"
    DELETED_EMBEDDED = "deleted_embedded"
    MODIFIED_FIRST = "modified_first"


BROKEN: dict[Rule, str] = {
    Rule.UNREACHABLE: "svarar inte, eller med ett fel",
    Rule.NOT_JSON: "svaret är inte JSON",
    Rule.NOT_UTF8: "svaret är inte UTF-8 utan BOM",
    Rule.TOO_LARGE: "svaret är större än vad som läses",
    Rule.MEDIA_TYPE: "Content-Type är inte application/json",
    Rule.NO_CORS: "Access-Control-Allow-Origin: * saknas",
    Rule.NOT_A_LIST: "data är ingen lista",
    Rule.NO_LINKS: "links eller pagination saknas eller har fel form",
    Rule.PAGE_LOOP: "links.next leder tillbaka",
    Rule.PAGE_SIZE: "sidorna är olika stora, fast det finns fler",
    Rule.OTHER_HOST: "adressen ligger på en annan värd än systemet",
    Rule.FILTER_IGNORED: "tidsfiltret har ingen verkan",
    Rule.FILTER_LOST: "tidsfiltret står inte kvar i links",
    Rule.DELETED_LISTED: "ett borttaget objekt listas utan modified_since",
    Rule.DUPLICATE_ID: "samma objekt står två gånger i listan",
    Rule.UNRESOLVED: "adressen ger inget objekt",
    Rule.OTHER_ID: "objektet på adressen har ett annat id",
    Rule.FILE_ATTACHED: "accessUrl skickar Content-Disposition: attachment",
    Rule.FILE_NOT_ATTACHED: "downloadUrl skickar inte Content-Disposition: attachment med namn",
    Rule.NOT_AN_OBJECT: "något annat än ett objekt står där ett ska stå",
    Rule.UNKNOWN_TYPE: "type saknas eller finns inte i OParl",
    Rule.WRONG_TYPE: "objektet är av ett annat slag än platsen",
    Rule.OTHER_VERSION: "type hör till en annan version än 1.1",
    Rule.MISSING_FIELD: "ett obligatoriskt fält saknas",
    Rule.MISSING_TIME: "created eller modified saknas",
    Rule.NULL_VALUE: "ett obligatoriskt fält är null",
    Rule.WRONG_VALUE: "värdet har fel form",
    Rule.UNKNOWN_FIELD: "fältet finns inte i OParl och har inget eget prefix",
    Rule.WRONG_ORDER: "order är inte platsen på dagordningen",
    Rule.DELETED_EMBEDDED: "ett borttaget objekt är inbäddat",
    Rule.MODIFIED_FIRST: "modified är före created",
}


@dataclass
class Findings:
    """Counts and first examples by rule, type and field; no more, however large the server."""

    counts: Counter[tuple[Rule, str, str]] = field(default_factory=Counter)
    examples: dict[tuple[Rule, str, str], list[str]] = field(default_factory=dict)
    objects: Counter[str] = field(default_factory=Counter)

    def add(self, rule: Rule, kind: str = "", about: str = "", example: object = "") -> None:
        """`kind` is the type of the object, `about` its field."""
        group = rule, kind[:40], about[:80]
        self.counts[group] += 1
        known = self.examples.setdefault(group, [])
        if len(known) < EXAMPLES:
            known.append(str(example)[:LONGEST])

    @property
    def total(self) -> int:
        return self.counts.total()

    def by_rule(self) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for (rule, kind, about), count in self.counts.items():
            counts[" ".join(filter(None, [rule, kind, about]))] += count
        return dict(counts)

    def as_json(self) -> dict[str, Any]:
        return {
            "objects": dict(sorted(self.objects.items())),
            "total": self.total,
            "deviations": [
                {
                    "rule": rule.value,
                    "type": kind,
                    "field": about,
                    "count": count,
                    "broken": BROKEN[rule],
                    "examples": self.examples[rule, kind, about],
                }
                for (rule, kind, about), count in sorted(self.counts.items())
            ],
        }

    def as_text(self) -> str:
        """For people: what was looked at, then every deviation with an example."""
        read = ", ".join(f"{kind} {count}" for kind, count in sorted(self.objects.items()))
        lines = [f"Läst: {read or 'ingenting'}"]
        for (rule, kind, about), count in sorted(self.counts.items()):
            lines.append(f"{count:7}  {' '.join(filter(None, [rule, kind, about]))}")
            lines.append(f"         {BROKEN[rule]}: {self.examples[rule, kind, about][0]}")
        return "\n".join(
            [*lines, f"{self.total} avvikelser." if self.total else "Inga avvikelser."]
        )
