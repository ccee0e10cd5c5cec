"""How well and how fast saved pages are cleaned, beside other extractors, in one run.

  python -m tests.bench.bench_clean [--shared DIR] [--limit N] [--repeat N]

Quality and speed come from the scorer in ``DIR/bench/clean_html`` as it is; peers that are not
installed are named and left out. Speed is the time of a page in turn with the reference, in one
process. Memory is measured in processes of their own, over an interpreter that holds the pages.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from digest_app.domain.problems import DigestError
from tests.bench import extractors

PACKS = ("zyte", "fundus", "wcxb_articles", "trafilatura_segments")
PEERS = {
    "trafilatura": "trafilatura",
    "trafilatura_fast": "trafilatura",
    "readability_lxml": "readability",
    "resiliparse": "resiliparse",
    "newspaper4k": "newspaper",
    "justext": "justext",
}
COLUMNS = ("f1", "p", "r", "exact", "word_f1", "seg_f1")
SIZES = (1_000, 10_000, 100_000, 1_000_000, 5_000_000, 20_000_000)
HOSTILE = {
    "nested": b"<div>" * 200_000,
    "inline": b"<b><i>" * 100_000,
    "lists": b"<ul><li>" * 50_000,
    "tables": b"<table><tr><td>" * 20_000,
    "links": b"<a href=x>y</a> " * 500_000,
}


def loaded(folder: Path, name: str) -> ModuleType:
    """Import a scorer by its path: it is not part of the project."""
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tools(folder: Path) -> dict[str, Callable[[bytes], str]]:
    """Return ours and the peers that are installed; name those that are not."""
    peers = loaded(folder, "peers")
    found = {"digest": extractors.digest, "digest_page": extractors.digest_page}
    for name, module in PEERS.items():
        if importlib.util.find_spec(module):
            found[name] = getattr(peers, name)
        else:
            print(f"{name}: not installed, left out")
    return found


def quality(scorer: ModuleType, folder: Path, limit: int, repeat: int) -> None:
    """Print a table for each pack: the scores, and the speed beside trafilatura and lexbor."""
    found = tools(folder)
    parse = loaded(folder, "peers").parse_lexbor
    for pack in PACKS:
        rows = scorer.load_pack(folder / f"{pack}.tar.xz", limit=limit)
        spent, texts = timed(scorer, rows, {**found, "lexbor": parse}, repeat)
        print(f"\n{pack}: {len(rows)} pages, lexbor parses one in {spent['lexbor']:.2f} ms")
        print(f"{'':18}" + "".join(f"{c:>9}" for c in COLUMNS) + "  ms/page  x parse  x traf.")
        for name in found:
            score = scorer.score(rows, texts[name])
            cells = "".join(f"{score[c]:9.4f}" if c in score else f"{'':9}" for c in COLUMNS)
            ratio = spent.get("trafilatura", 0.0) / spent[name]
            of_parse = spent[name] / spent["lexbor"]
            print(f"{name:18}{cells}{spent[name]:9.2f}{of_parse:9.1f}{ratio:9.1f}")


def timed(
    scorer: ModuleType, rows: list, found: dict[str, Callable[[bytes], str]], repeat: int
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Return milliseconds a page, the median of the rounds, and the texts."""
    rounds: dict[str, list[float]] = {name: [] for name in found}
    texts: dict[str, list[str]] = {}
    for _ in range(repeat):
        sums = dict.fromkeys(found, 0.0)
        texts = {name: [] for name in found}
        for _, html in rows:
            for name, function in found.items():
                seconds, text = scorer.timed(function, html)
                sums[name] += seconds
                texts[name].append(text)
        for name, seconds in sums.items():
            rounds[name].append(seconds / len(rows) * 1000)
    return {name: statistics.median(each) for name, each in rounds.items()}, texts


def growth() -> None:
    """Print the time for pages of growing size: the last column must not grow."""
    print("\nsize of page      ms   ms per MB")
    for size in SIZES:
        paragraph = b"<p>A paragraph of plain words, <a href=x>a link</a> and a full stop.</p>\n"
        page = b"<html><body><h1>Title</h1>" + paragraph * (size // len(paragraph))
        best = min(_seconds(page) for _ in range(3 if size < 1_000_000 else 1))
        print(f"{size:12,} {best * 1000:9.1f} {best * 1e9 / size:9.0f}")


def _seconds(page: bytes) -> float:
    start = time.perf_counter()
    extractors.digest_page(page)
    return time.perf_counter() - start


def memory(shared: Path) -> None:
    """Print the peak memory over the interpreter with the pages, and of hostile pages."""
    print("\npeak memory over the interpreter with its pages")
    for what in ("zyte", *HOSTILE):
        command = [sys.executable, "-m", "tests.bench.bench_clean"]
        done = subprocess.run(
            [*command, "--shared", str(shared), "--memory-of", what],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        print(f"{what:12} {done.stdout.strip() or done.stderr.strip()[-200:]}")


def memory_of(shared: Path, what: str) -> None:
    """Print how far this process grows while it cleans the pages."""
    folder = shared / "bench" / "clean_html"
    pages = [HOSTILE[what]] if what in HOSTILE else []
    if not pages:
        pages = [
            html for _, html in loaded(folder, "score_html").load_pack(folder / f"{what}.tar.xz")
        ]
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak counts from here
    before = _peak()
    start = time.perf_counter()
    for page in pages:
        try:
            extractors.digest(page)
        except DigestError as refused:  # a hostile page may be refused, with a sentence
            print(refused)
    print(f"{_peak() - before:6.1f} MB in {time.perf_counter() - start:.2f} s")


def _peak() -> float:
    """Return the most memory that this process has held, in MB (Linux tells it)."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(__file__).resolve().parents[3] / "shared"
    default = Path(os.environ.get("DIGEST_SHARED") or beside)
    parser.add_argument("--shared", type=Path, default=default)
    parser.add_argument("--limit", type=int, default=0, help="pages of each pack; 0: all")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--memory-of", default="", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.memory_of:
        memory_of(args.shared, args.memory_of)
        return
    folder = args.shared / "bench" / "clean_html"
    if not folder.is_dir():
        print("The measuring data is not on this machine (bench/clean_html); nothing was measured.")
        return
    quality(loaded(folder, "score_html"), folder, args.limit, args.repeat)
    growth()
    memory(args.shared)


if __name__ == "__main__":
    main()
