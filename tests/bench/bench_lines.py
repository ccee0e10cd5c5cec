"""The line filter as ``score_plain.py`` calls it, and its speed on plain text.

    python ../shared/bench/clean_text/score_plain.py --gold ../shared/bench/clean_text/dev.jsonl \\
        --callable tests.bench.bench_lines:kept_lines --errors 30
    python tests/bench/bench_lines.py            # MB of text a second on one core
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from digest_app.cleaning.engine import clean  # noqa: E402
from digest_app.domain.problems import UnreadableFile  # noqa: E402
from digest_app.readers.text import read_text  # noqa: E402

DEV = Path(os.environ.get("DIGEST_SHARED") or ROOT.parent / "shared") / "bench/clean_text/dev.jsonl"


def kept_lines(text: str) -> list[int]:
    """Return the indexes of the lines that cleaning keeps, at least half of their letters."""
    try:
        document = read_text(text)
    except UnreadableFile:
        return list(range(text.count("\n") + 1))
    removed = [(r.start, r.end) for r in clean(document)]
    kept, start = [], 0
    for number, line in enumerate(text.split("\n")):
        end = start + len(line)
        gone = sum(max(0, min(end, b) - max(start, a)) for a, b in removed)
        if 2 * gone <= len(line):
            kept.append(number)
        start = end + 1
    return kept


def main() -> None:
    texts = [
        "\n".join(line["text"] for line in json.loads(row)["lines"])
        for row in DEV.open(encoding="utf-8")
    ]
    documents = [read_text(text) for text in texts]
    size = sum(len(text.encode()) for text in texts) / 1e6
    rates = []
    for _ in range(7):
        start = time.perf_counter()
        for document in documents:
            clean(document)
        rates.append(size / (time.perf_counter() - start))
    print(f"{len(texts)} texts, {size:.2f} MB: {statistics.median(rates):.2f} MB/s (median of 7)")


if __name__ == "__main__":
    main()
