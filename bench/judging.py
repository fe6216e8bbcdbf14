"""Run in a copy of the portal: asks every question and prints what came of it, as JSON.

python -m bench.judging QUERIES [FOLDER OF TEXTS]
"""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import django

django.setup()

from bench.questions import Judged, judged, misspelled, unmarked  # noqa: E402  # needs the apps
from bench.ranking import ndcg, recall, reciprocal_rank  # noqa: E402
from portal.ledger.readers import ANONYMOUS  # noqa: E402
from search.documents import Chunk, SearchDocument  # noqa: E402
from search.engines.choice import chosen, open_engine  # noqa: E402
from search.index.folders import make_current, new_folder  # noqa: E402
from search.index.learning import learned  # noqa: E402
from search.index.rebuilding import rebuild  # noqa: E402
from search.index.state import Facts, State, write_facts, write_lexicon  # noqa: E402
from search.query.finding import Question, find  # noqa: E402

DEPTH = 100
WAYS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "misspelled": misspelled,
    "without å ä ö": unmarked,
}


def main(arguments: Sequence[str]) -> None:
    questions = judged(Path(arguments[0]))
    if len(arguments) > 1:
        index_texts(Path(arguments[1]))
    else:
        rebuild()
    print(json.dumps({way: _scores(questions, change) for way, change in WAYS.items()}))


def index_texts(folder: Path) -> None:
    """An index of the text files of a folder, each by its name without the ending."""
    documents = [_document(path) for path in sorted(folder.rglob("*.txt"))]
    made = new_folder(chosen())
    analysis, count = learned(iter(documents))
    write_lexicon(made, analysis)
    engine = open_engine(chosen(), made / "engine", analysis)
    engine.apply(documents, (), State().note())
    engine.close()
    write_facts(made, Facts(chosen(), learned_from=count))
    make_current(made)


def _document(path: Path) -> SearchDocument:
    text = path.read_text(encoding="utf-8", errors="replace")
    title = text.strip().partition("\n")[0][:200]
    return SearchDocument(
        key=path.stem,
        kind="document",
        audience="public",
        title=title,
        url=path.stem,
        source="texts",
        chunks=(Chunk(text),),
    )


def _scores(questions: Sequence[Judged], change: Callable[[str], str]) -> dict[str, Any]:
    """Of the questions that can be changed so, and of the same ones as they are written."""
    asked = [(each, text) for each in questions if (text := change(each.text))]
    changed = [_ranking(text) for _each, text in asked]
    written = [_ranking(each.text) for each, _text in asked]
    grades = [each.grades for each, _text in asked]
    return {
        "questions": len(asked),
        "mrr": _mean(reciprocal_rank, changed, grades),
        "ndcg": _mean(ndcg, changed, grades),
        "recall": _mean(recall, changed, grades),
        "mrr as written": _mean(reciprocal_rank, written, grades),
        "missed": [
            text
            for (each, text), found in zip(asked, changed, strict=True)
            if not reciprocal_rank(found[:10], each.grades)
        ],
    }


def _mean(
    measure: Callable[..., float],
    rankings: Sequence[Sequence[str]],
    grades: Sequence[dict[str, int]],
) -> float:
    scores = [measure(found, worth) for found, worth in zip(rankings, grades, strict=True)]
    return round(fmean(scores), 4) if scores else 0.0


def _ranking(text: str) -> list[str]:
    """Ids as the file of questions has them: paths, else keys."""
    answer = find(Question(text, size=DEPTH, facets=()), ANONYMOUS).answer
    return [each.document.url or each.document.key for each in answer.found]


if __name__ == "__main__":
    main(sys.argv[1:])
