"""Political parties as a head names them: "(M), (L), (KD)", "(S och V)", "Miljöpartiet"."""

import re

PARTY_NAMES = {
    "Moderaterna": "M", "Liberalerna": "L", "Kristdemokraterna": "KD", "Centerpartiet": "C",
    "Socialdemokraterna": "S", "Vänsterpartiet": "V", "Miljöpartiet": "MP",
    "Sverigedemokraterna": "SD", "Folkpartiet": "FP", "Demokraterna": "D",
    "Feministiskt initiativ": "FI", "Piratpartiet": "PP", "Vägvalet": "VV",
}  # fmt: skip
KNOWN_PARTIES = frozenset(PARTY_NAMES.values()) | {"F!", "SP", "SPI", "KP", "LPO"}

_CODE = r"[A-ZÅÄÖ]{1,4}!?"
_SEPARATOR = r"(?:\s*(?:,|/|;|\+|&|-|och|samt)\s*|\s+)"
_IN_BRACKETS = re.compile(rf"\(\s*({_CODE}(?:{_SEPARATOR}{_CODE})*)\s*\)")
_LOWER_IN_BRACKETS = re.compile(r"\((s|m|v|c|l|kd|mp|sd|fp)\)")
_BARE_LIST = re.compile(rf"\s*:?\s*((?:från\s+)?{_CODE}(?:{_SEPARATOR}{_CODE})*)(?![\w/.:-])")
_GROUPS = re.compile(
    rf"\s*:?\s*(?:(?:från|av)\s+)?({_IN_BRACKETS.pattern}(?:{_SEPARATOR}?{_IN_BRACKETS.pattern})*)"
)
_NAME = re.compile("|".join(map(re.escape, PARTY_NAMES)))


def parties_in(text: str) -> tuple[str, ...]:
    """Return the party codes of `text` in the order named, each once."""
    found: list[tuple[int, str]] = []
    for match in _IN_BRACKETS.finditer(text):
        codes = re.findall(_CODE, match[1])
        if len(codes) == 1 or any(code in KNOWN_PARTIES for code in codes):
            found += [(match.start(), code) for code in codes]
    found += [(m.start(), m[1].upper()) for m in _LOWER_IN_BRACKETS.finditer(text)]
    found += [(m.start(), PARTY_NAMES[m[0]]) for m in _NAME.finditer(text)]
    return tuple(dict.fromkeys(code for _, code in sorted(found, key=lambda pair: pair[0])))


def parties_after_heading(text: str) -> tuple[str, ...]:
    """Return the codes that follow a heading at once: "(S) och (V)", or bare "S, V och MP"."""
    groups = _GROUPS.match(text)
    if groups is not None:
        return parties_in(groups[0])
    match = _BARE_LIST.match(text)
    codes = re.findall(_CODE, match[1]) if match else []
    known = all(code in KNOWN_PARTIES for code in codes)
    return tuple(dict.fromkeys(codes)) if known else ()
