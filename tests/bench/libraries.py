"""Building the libraries that are measured: resumable, in slices, kept between runs."""

from __future__ import annotations

import hashlib
import pickle
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from digest_app.library.articles import Arrival, Prepared, prepared
from digest_app.library.backups import DATABASE
from digest_app.library.library import Library
from digest_app.library.preparing import Ready
from tests.bench.synthetic_news import SyntheticNews, fill

#: Beyond so many articles, texts come back: drawing and cutting a million would take hours. Each
#: of the pool's texts then stands under many numbers, far apart, and likenesses are not looked for.
DIFFERENT = 100_000
_POOL = 20_000
_APART = 7_919
_AT_ONCE = 1_000
_TURN, _TURNS = 32, 26


def build(folder: Path, size: int, seconds: float = float("inf")) -> bool:
    """Fill a library up, for so many seconds at most; tell whether it is full."""
    over = time.monotonic() + seconds
    with Library.open(folder) as library:
        there = library.listing.counts().everything
        letters, begun, first = 0, time.process_time(), there
        for batch in _batches(library, folder, there, size):
            letters += batch
            there = min(there + _AT_ONCE, size)
            if time.monotonic() > over:
                break
    if there > first:
        cost = (time.process_time() - begun) / (there - first) * 1e3
        print(f"{there:,} of {size:,}: {cost:.2f} ms of processor an article")
    return there >= size


def _batches(library: Library, folder: Path, there: int, size: int) -> Iterator[int]:
    if size <= DIFFERENT:
        return fill(library, SyntheticNews(seed=there), max(size - there, 0), _AT_ONCE)
    return _from_pool(library, _pool(folder.parent / "pool.pickle"), there, size)


def _pool(path: Path) -> list[tuple[int, Ready]]:
    """Return texts ready to be written, with their lengths in bytes; made once."""
    if not path.exists():
        news, made = SyntheticNews(seed=4_242), []
        for number in range(_POOL):
            article, facts = news.article(number)
            arrival = Arrival("", 0, [(article, facts)], article.name, "", "bench")
            made.append((len(article.text.encode()), prepared(arrival).articles[0]))
        path.write_bytes(pickle.dumps(made))
    known: list[tuple[int, Ready]] = pickle.loads(path.read_bytes())  # noqa: S301 - our own
    return known


def _from_pool(
    library: Library, pool: list[tuple[int, Ready]], there: int, size: int
) -> Iterator[int]:
    library.likenesses.link = lambda *_: None  # type: ignore[method-assign]
    for first in range(there, size, _AT_ONCE):
        letters = 0
        with library.database.writing():
            for number in range(first, min(first + _AT_ONCE, size)):
                length, ready = pool[number * _APART % len(pool)]
                sha256 = hashlib.sha256(b"%d" % number).hexdigest()
                month = 1 + number * 12 // size
                added = f"2026-{month:02}-01T00:00:00Z"
                arrival = Arrival(sha256, length, (), f"{number}.txt", added, "bench")
                library.articles.add(Prepared(arrival, (ready,)))
                letters += length
        yield letters


def tell_size(library: Library) -> None:
    """Print how large the database is against the text that it holds."""
    rows = library.listing.page(limit=500)
    drawn = sum(len(library.articles.get(row.id).article.text.encode()) for row in rows)
    text = drawn / len(rows) * library.listing.counts().everything
    pages = library.database.value("PRAGMA page_count")
    stored = pages * library.database.value("PRAGMA page_size")
    print(f"text {text / 1e6:.0f} MB, database {stored / 1e6:.0f} MB: {stored / text:.2f} times")


def tell_growth(base: Path, sizes: list[int]) -> None:
    """Add to copies of libraries of several sizes in turn, as an import does; print the costs."""
    with tempfile.TemporaryDirectory(dir=base) as folder, ExitStack() as opened:
        copies = [_copied(base / str(size), Path(folder, str(size))) for size in sizes]
        libraries = [opened.enter_context(Library.open(copy)) for copy in copies]
        news = [SyntheticNews(seed=99) for _ in sizes]
        costs: list[list[float]] = [[] for _ in sizes]
        for _ in range(_TURNS):
            for library, drawn, cost in zip(libraries, news, costs, strict=True):
                begun = time.process_time()
                for _ in fill(library, drawn, _TURN, _TURN):
                    pass
                cost.append((time.process_time() - begun) / _TURN * 1e3)
    plain = statistics.median(costs[0])
    for size, cost in zip(sizes, costs, strict=True):
        here = statistics.median(cost)
        print(f"one more beside {size:9,}: {here:.2f} ms of processor, {here / plain:.2f} times")


def _copied(folder: Path, copy: Path) -> Path:
    copy.mkdir()
    shutil.copyfile(folder / DATABASE, copy / DATABASE)
    return copy
