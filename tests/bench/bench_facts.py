"""Measure the facts: ``python -m tests.bench.bench_facts --shared DIR``.

Prints the scorer's table for every source of the labelled data, how long an article takes, what
memory it needs and how long the first one takes; beside it the time of spaCy's small model in
the same run, where spaCy and that model are installed. With ``--grounded`` it counts instead
the facts of every file of the data that are not exactly their words.

The scorer calls :func:`find_spans` and :func:`rank_names`; they rename our types and do nothing
else.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import lzma
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from digest_app.domain.fact import Fact, FactType
from digest_app.facts.finding import find
from digest_app.facts.ranking import names_by_salience
from tests.bench.grounding import counted, sliced

_TYPES = {
    FactType.PERSON: "PERSON",
    FactType.ORGANIZATION: "ORG",
    FactType.PLACE: "PLACE",
    FactType.MONEY: "MONEY",
    FactType.PERCENT: "PERCENT",
    FactType.DATE: "DATE",
    FactType.QUANTITY: "COUNT",
    FactType.QUOTE: "QUOTE",
    FactType.ROLE: "ROLE",
}
_SOURCES = ("ieer", "polnear", "gumnews", "pudnews", "handgum", "seed")
_COLD = """
import time; begin = time.perf_counter()
from digest_app.facts.finding import find
find("Jane Roe of Acme Inc. paid $5 million in Paris on 3 May 2024.")
print(time.perf_counter() - begin)
"""
_SPACY_MODEL = "en_core_web_sm"


def find_spans(text: str) -> list[dict[str, Any]]:
    """Return the facts as the scorer wants them."""
    return [_span(fact) for fact in find(text)]


def _span(fact: Fact) -> dict[str, Any]:
    span: dict[str, Any] = {
        "type": _TYPES[fact.type],
        "start": fact.start,
        "end": fact.end,
        "text": fact.text,
    }
    if fact.type is FactType.QUOTE:
        span["speaker"] = fact.speaker
        span["speaker_start"], span["speaker_end"] = fact.speaker_start, fact.speaker_end
    return span


def rank_names(text: str) -> list[str]:
    """Return the names of an article, those that matter most first."""
    return names_by_salience(find(text))


def gold(data: Path, source: str) -> list[dict[str, Any]]:
    """Read the labelled articles of one source."""
    with lzma.open(data, "rt", encoding="utf-8") as lines:
        return [r for r in map(json.loads, lines) if r["source"] == source]


def scorer(folder: Path) -> ModuleType:
    """Load the scorer that lies beside the labelled data."""
    spec = importlib.util.spec_from_file_location("score_facts", folder / "score_facts.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measured(
    articles: Sequence[dict[str, Any]], score: ModuleType, types: set[str] | None = None
) -> dict[str, Any]:
    """Return the scorer's figures for some articles, the ranking of names among them."""
    found = [find(article["text"]) for article in articles]
    spans = [[_span(fact) for fact in facts] for facts in found]
    figures: dict[str, Any] = score.score(articles, spans, types)
    if any(article.get("entities") for article in articles):
        ranked = [names_by_salience(facts) for facts in found]
        figures["rank"] = {k: v for k, (v, _) in score.rank_score(articles, ranked).items()}
    return figures


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    """Yield one line for each type."""
    for kind, row in sorted(figures.items()):
        if kind == "rank":
            yield "  salience " + "  ".join(f"{k} {v:.3f}" for k, v in row.items())
        elif row["n"]:
            exact, overlap = (" ".join(f"{x:.3f}" for x in row[k]) for k in ("exact", "overlap"))
            line = f"  {kind:8} n {row['n']:5}  exact {exact}  overlap {overlap}"
            if "quote_speaker" in row:
                line += f"  with speaker {' '.join(f'{x:.3f}' for x in row['quote_speaker'])}"
            if "ungrounded" in row:
                line += f"  ungrounded {row['ungrounded']}"
            yield line


def _milliseconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the median over three rounds of the processor time for one text."""
    rounds = []
    for _ in range(3):
        begin = time.process_time()
        for text in texts:
            work(text)
        rounds.append((time.process_time() - begin) / len(texts) * 1000)
    return statistics.median(rounds)


def _spacy() -> Callable[[str], object] | None:
    """Return spaCy's small English model, if it is here."""
    if importlib.util.find_spec("spacy") is None or importlib.util.find_spec(_SPACY_MODEL) is None:
        return None
    spacy = importlib.import_module("spacy")
    model: Callable[[str], object] = spacy.load(_SPACY_MODEL)
    return model


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = Path(os.environ.get("DIGEST_SHARED") or "../shared")
    parser.add_argument("--shared", type=Path, default=usual, help="folder of the data")
    parser.add_argument("--grounded", action="store_true", help="count facts beside their words")
    parser.add_argument("--slice", default="1/1", help="with --grounded, a part of the files: 1/8")
    wished = parser.parse_args(arguments)
    if wished.grounded:
        count = counted(sliced(wished.shared, wished.slice))
        print(count)
        return int(count.ungrounded > 0)
    folder = wished.shared / "bench" / "facts"
    data = folder / "dev.jsonl.xz"
    if not data.exists():
        print(f"bench-facts: the labelled articles are not at {data}; nothing was measured.")
        return 0
    score = scorer(folder)
    for source in _SOURCES:
        articles = gold(data, source)
        print(f"{source}: {len(articles)} articles")
        print(*_lines(measured(articles, score)), sep="\n")
    _print_cost([article["text"] for article in gold(data, "ieer")])
    return 0


def _print_cost(texts: Sequence[str]) -> None:
    """Print time, memory and cold start, and spaCy's time in the same run."""
    # An installed program has its modules compiled, so the children may keep what they compile.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    cold = [
        float(subprocess.run([sys.executable, "-c", _COLD], capture_output=True, text=True, check=True, env=env).stdout)
        for _ in range(4)
    ]  # fmt: skip
    own = _milliseconds(find, texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"time per article {own:.1f} ms · peak memory {peak:.0f} MB · cold start {min(cold):.2f} s"
    )
    model = _spacy()
    if model is None:
        print(f"spaCy with {_SPACY_MODEL} is not installed; no ratio")
        return
    other = _milliseconds(model, texts)
    print(
        f"spaCy {_SPACY_MODEL} {other:.1f} ms per article; ours is {other / own:.1f} times as fast"
    )


if __name__ == "__main__":
    raise SystemExit(main())
