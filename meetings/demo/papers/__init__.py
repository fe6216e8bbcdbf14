"""The papers of the demo city: texts of ours, with the facts of the public sources."""

from meetings.demo.papers.bundle_2016 import BUNDLE_2016
from meetings.demo.papers.confidential import CONFIDENTIAL, LEAK_WORDS
from meetings.demo.papers.e_society import E_SOCIETY_PAPERS
from meetings.demo.papers.extra_bundle import EXTRA_BUNDLE, EXTRA_BUNDLE_FILE
from meetings.demo.papers.notices import NOTICES
from meetings.demo.papers.paper import Bundle, Paper

SINGLE_PAPERS: tuple[Paper, ...] = (*E_SOCIETY_PAPERS, *NOTICES, CONFIDENTIAL)
"""Papers that are loaded one by one; those of BUNDLE_2016 come through the intake."""

LOADED_PAPERS: tuple[Paper, ...] = (*BUNDLE_2016.papers, *SINGLE_PAPERS)

__all__ = [
    "BUNDLE_2016",
    "CONFIDENTIAL",
    "EXTRA_BUNDLE",
    "EXTRA_BUNDLE_FILE",
    "LEAK_WORDS",
    "LOADED_PAPERS",
    "NOTICES",
    "SINGLE_PAPERS",
    "Bundle",
    "Paper",
    "paper",
]


def paper(key: str) -> Paper:
    """The loaded paper with that key; KeyError when the demo has none."""
    for one in LOADED_PAPERS:
        if one.key == key:
            return one
    raise KeyError(key)
