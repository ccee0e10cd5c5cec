"""The finder of names as ``score_facts.py`` calls it, and what it costs.

    python ../shared/bench/facts/score_facts.py ../shared/bench/facts/dev.jsonl.xz --path . \\
        --source ieer --types PERSON,ORG,PLACE -s tests.bench.bench_names:find_spans --errors 20
    python -m tests.bench.bench_names            # start, milliseconds an article, memory, sizes
"""

from __future__ import annotations

import json
import lzma
import os
import resource
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from digest_app.assets import resource as shipped  # noqa: E402
from digest_app.facts.names.mention import find_names  # noqa: E402
from digest_app.facts.sentences import split  # noqa: E402

DEV = Path(os.environ.get("DIGEST_SHARED") or ROOT.parent / "shared") / "bench/facts/dev.jsonl.xz"
_TYPES = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
_RUNS = 5


def find_spans(text: str) -> list[dict[str, object]]:
    """Return the names of a text in the scorer's own form."""
    return [
        {"start": n.start, "end": n.end, "type": _TYPES[n.type], "text": text[n.start : n.end]}
        for n in find_names(text, split(text))
    ]


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    start = time.perf_counter()
    find_spans("Jane Roe of Acme Inc. was in Paris.")
    print(f"first answer after {time.perf_counter() - start:.2f} s, then {_megabytes():.0f} MB")
    if not DEV.exists():
        print(f"“{DEV.name}” is not on this machine: nothing more to measure")
        return
    with lzma.open(DEV, "rt", encoding="utf-8") as lines:
        texts = [r["text"] for r in map(json.loads, lines) if r["source"] == "ieer"]
    spent = []
    for _ in range(_RUNS):
        start = time.process_time()
        for text in texts:
            find_spans(text)
        spent.append((time.process_time() - start) / len(texts) * 1000)
    letters = sum(map(len, texts)) // len(texts)
    print(f"{statistics.median(spent):.1f} ms for an article of {letters:,} characters")
    print(f"peak {_megabytes():.0f} MB, with {sum(map(len, texts)):,} characters of articles")
    for folder in ("models", "gazetteer"):
        for path in sorted(shipped(folder).iterdir()):
            print(f"{folder}/{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
