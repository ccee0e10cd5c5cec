"""Measure the library: size, building, searching, sorting, paging, importing.

    python -m tests.bench.bench_library [--sizes 1000,10000,100000,1000000] [--keep FOLDER]
        [--only-build] [--build-for SECONDS]

Figures are milliseconds, of wall time and of processor time; on a busy machine trust the
second, and the ratios to the plain baselines of the same run: ``SELECT`` by primary key, and a raw FTS5 table
(unicode61, newest 50 by rowid) over the same texts. With ``--keep`` libraries that were built
before are used again, and one that is not full yet is filled up.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from digest_app.app.searching import find, found_sentences
from digest_app.app.sorting import label
from digest_app.app.undoing import Undo
from digest_app.domain.article import Article
from digest_app.domain.listing import ListRow, View
from digest_app.domain.marks import Place
from digest_app.library.library import Library
from tests.bench.bench_import import measure_import
from tests.bench.bench_window import measure_window
from tests.bench.libraries import DIFFERENT, build, tell_growth, tell_size
from tests.bench.processes import load
from tests.bench.synthetic_news import SyntheticNews

T = TypeVar("T")

SIZES = (1_000, 10_000, 100_000)
QUERIES = 150
_BASELINE = 20_000


def main() -> int:
    """Build, measure and print, one size after the other; 3 where time for building is over."""
    options = _options()
    base = Path(options.keep or tempfile.mkdtemp(prefix="bench-library-"))
    sizes = [int(size) for size in options.sizes.split(",")]
    for size in sizes:
        print(f"\n== {size:,} articles   load {load():.1f}")
        if not build(base / str(size), size, options.build_for):
            return 3
        if not options.only_build:
            with Library.open(base / str(size)) as library:
                tell_size(library)
                _measure(library, SyntheticNews(seed=7))
    if options.only_build:
        return 0
    print("\n== growth")
    tell_growth(base, [size for size in sizes if size <= DIFFERENT])
    print("\n== importing 1,000 saved pages")
    measure_import(base)
    print("\n== the window")
    measure_window(base, sizes)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--keep", default="")
    parser.add_argument("--build-for", type=float, default=float("inf"), metavar="SECONDS")
    parser.add_argument("--only-build", action="store_true")
    return parser.parse_args()


def _measure(library: Library, news: SyntheticNews) -> None:
    chance = random.Random(3)  # noqa: S311 - the same queries every time
    words = [news.word() for _ in range(QUERIES)]
    rare = chance.sample(news.words, QUERIES)
    typed = [word[:n] for word in words + rare for n in range(2, len(word) + 1)]
    typed = chance.sample(typed, min(len(typed), 2 * QUERIES))
    pairs = list(zip(words, rare, strict=True))
    look = lambda text: find(library, text)  # noqa: E731 - a name for the table
    _tell("as you type, one word", typed, lambda text: find(library, text, typing=True))
    two = [f"{a} {b[:3]}" for a, b in pairs]
    _tell("as you type, two words", two, lambda text: find(library, text, typing=True))
    _tell("a word", words, look)
    _tell("a rare word", rare, look)
    _tell("two words", [f"{a} {b}" for a, b in pairs], look)
    _tell("a phrase", [f'"{a} {b}"' for a, b in pairs], look)
    _tell("one or the other", [f"{a} OR {b}" for a, b in pairs], look)
    _tell("one, not the other", [f"{a} -{b}" for a, b in pairs], look)
    _tell("a word, money:>900m", [f"{a} money:>900m" for a in words], look)
    _tell("ranked, with sentences (20)", words + rare, lambda text: _ranked(library, text))
    _pages(library)
    _sorting(library)
    _baselines(library, typed, words)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory of this process':34} {peak:8.0f} MB")


def _ranked(library: Library, text: str) -> None:
    results = find(library, text, ranked=True, limit=20)
    found_sentences(library, tuple(row.id for row in results.rows), results.query)


def _pages(library: Library) -> None:
    """Fetch pages one after the other, as scrolling does, and the numbers of the sidebar."""
    last: list[ListRow | None] = [None]

    def next_page(_: object) -> None:
        rows = library.listing.page(View(place=Place.INBOX), after=last[0])
        last[0] = rows[-1] if rows else None

    _tell("the next page of 50", range(QUERIES), next_page)
    _tell("the sidebar's counts", range(QUERIES), lambda _: library.listing.counts())
    ids = library.listing.ids(View())[:: max(1, library.listing.counts().everything // 100)]
    _tell("open one article", ids, library.articles.get)


def _sorting(library: Library) -> None:
    ids = library.listing.ids(View())
    undo = Undo(library)
    _tell("mark all read", [ids], library.marks.set_read)
    _tell("mark all unread", [ids], lambda all_: library.marks.set_read(all_, read=False))
    _tell("label all, with undo kept", [ids], lambda all_: label(undo, library, all_, "All"))
    _tell("undo that", [ids], lambda _: undo.undo())


def _baselines(library: Library, typed: Sequence[str], words: Sequence[str]) -> None:
    ids = library.listing.ids(View())[::37][:QUERIES]
    by_key = "SELECT packed FROM document WHERE article = ?"
    _tell("plain: SELECT by primary key", ids, lambda n: library.database.row(by_key, (n,)))
    raw = sqlite3.connect(":memory:")
    raw.execute("CREATE VIRTUAL TABLE plain USING fts5(body, tokenize='unicode61')")
    newest = library.listing.page(View(), limit=_BASELINE)
    for row in reversed(newest):
        article: Article = library.articles.get(row.id).article
        raw.execute("INSERT INTO plain (rowid, body) VALUES (?, ?)", (row.id, article.text))
    sql = "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY rowid DESC LIMIT 50"
    name = f"plain: FTS5 over {len(newest):,}"
    _tell(f"{name}, typed", typed, lambda text: raw.execute(sql, (f'"{text}"*',)).fetchall())
    _tell(f"{name}, a word", words, lambda text: raw.execute(sql, (f'"{text}"',)).fetchall())
    raw.close()


def _tell(name: str, inputs: Iterable[T], work: Callable[[T], object]) -> None:
    """Do the work once for each input; print its wall time, and its time on the processor."""
    wall, processor = [], []
    for one in inputs:
        begun, began = time.perf_counter(), time.thread_time()
        work(one)
        processor.append((time.thread_time() - began) * 1e3)
        wall.append((time.perf_counter() - begun) * 1e3)
    print(f"{name:34} {_spread(wall)}   cpu {_spread(processor)}")


def _spread(times: list[float]) -> str:
    """Return the middle, the 95th of 100, and the worst."""
    times.sort()
    middle, slow = times[len(times) // 2], times[min(len(times) - 1, len(times) * 95 // 100)]
    return f"p50 {middle:8.2f}  p95 {slow:8.2f}  worst {times[-1]:8.2f}"


if __name__ == "__main__":
    sys.exit(main())
