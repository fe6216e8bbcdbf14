"""A process that writes to an index without end: `search_writer.py ENGINE FOLDER`.

Says the number of each commit once it is done. It is killed from outside.
"""

# ruff: noqa: E402 (a process of its own sets Django up before it meets the settings)

import itertools
import json
import sys
from pathlib import Path

import django

django.setup()

from search.analysis.chain import Analysis
from search.engines.choice import open_engine
from tests.search.documents import document


def write(name: str, folder: Path) -> None:
    engine = open_engine(name, folder, Analysis())
    for number in itertools.count(int(engine.note() or 0) + 1):
        new = [document(f"{number}-{each}", f"ord nummer{number}") for each in range(3)]
        engine.apply(new, [f"{number - 5}-0"], str(number))
        print(json.dumps({"done": number}), flush=True)


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]))
