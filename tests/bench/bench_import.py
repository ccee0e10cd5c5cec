"""Measure an import of 1,000 saved pages: two processes against one, and who is held up.

    python -m tests.bench.bench_import [--pages N] [--rounds N]

Both give way to other processes, so on a busy machine their wall time says little. What they
waited for a processor is therefore taken off: what is left is the time on a quiet machine.

The event loop is stood in for by a thread that wants to run every four milliseconds in the
process that started the job, and polls it every 100 ms as the window does; a gap is how much
later than asked it ran, waiting for a processor left out; ``bench_window`` has the real loop.
The pages are made up, 30 to 60 kB each, and read by the program's
own pipeline.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from digest_app.app.import_limits import Limits, prepare
from digest_app.app.importing import How, ImportJob, add_files
from digest_app.library.library import Library
from tests.bench.processes import Watch, load, waited_of_thread
from tests.bench.synthetic_news import SyntheticNews

PAGES = 1_000
_TICK = 0.004
_POLL = 0.1


def write_pages(folder: Path, count: int) -> None:
    """Write saved pages: an article among menus, links and scripts."""
    folder.mkdir(parents=True, exist_ok=True)
    news = SyntheticNews(seed=11)
    chance = random.Random(11)  # noqa: S311 - the same pages every time
    for number in range(count):
        article, _ = news.article(number)
        body = "".join(f"<p>{part}</p>" for part in article.text.split("\n\n"))
        links = "".join(
            f'<li class="menu-item"><a href="/{n}">{news.word()} {news.word()}</a></li>'
            for n in range(chance.randint(100, 260))
        )
        script = "var x = 1;" * chance.randint(800, 2_000)
        (folder / f"{number:04}.html").write_text(
            f"<!doctype html><html><head><title>{article.title}</title></head><body>"
            f"<nav><ul>{links}</ul></nav><main><article><h1>{article.title}</h1>{body}</article>"
            f"</main><footer><ul>{links[:4000]}</ul></footer><script>{script}</script></body></html>"
        )


class Took(NamedTuple):
    """Seconds that an import took: of wall time, less waiting for a processor, of processors."""

    wall: float
    undisturbed: float
    processor: float


def one_process(library: Path, pages: Path) -> Took:
    """Import all pages in one process that gives way as the workers of a job do."""
    begun = time.monotonic()
    process = get_context("spawn").Process(target=_import_here, args=(library, pages))
    with Watch() as watch:
        process.start()
        process.join()
    return _took(time.monotonic() - begun, watch, 1)


def _import_here(library: Path, pages: Path) -> None:
    prepare(Limits())
    with Library.open(library) as opened:
        add_files(opened, [pages])


def as_a_job(library: Path, pages: Path, workers: int) -> tuple[Took, list[float]]:
    """Import all pages as a job; return what that took and the gaps, in milliseconds."""
    with Watch() as watch:
        begun = time.monotonic()
        job = ImportJob.start(library, [pages], How(workers))
        gaps = _listen(job)
        seconds = time.monotonic() - begun
        job.close()
    return _took(seconds, watch, workers), gaps


def _listen(job: ImportJob) -> list[float]:
    """Poll a job to its end; return how much later than asked this thread ran each time."""
    gaps: list[float] = []
    due = time.monotonic()
    while not job.is_over:
        asked, waited = time.monotonic(), waited_of_thread()
        if asked >= due:
            job.poll()
            due = asked + _POLL
        time.sleep(_TICK)
        gap = time.monotonic() - asked - _TICK - (waited_of_thread() - waited)
        gaps.append(max(0.0, gap) * 1e3)
    return gaps


def _took(seconds: float, watch: Watch, workers: int) -> Took:
    """The workers are those that ran longest; what they waited is not the program's time."""
    longest = sorted(watch.seen.values(), key=lambda share: -share.ran)
    waited = sum(share.waited for share in longest[:workers]) / workers
    return Took(seconds, seconds - waited, sum(share.ran for share in longest))


def measure_import(base: Path, count: int = PAGES, rounds: int = 1) -> None:
    """Print the rates and the gaps, one round after the other."""
    with tempfile.TemporaryDirectory(dir=base) as folder:
        pages = Path(folder, "pages")
        write_pages(pages, count)
        for number in range(rounds):
            alone = one_process(Path(folder, f"one-{number}"), pages)
            together, gaps = as_a_job(Path(folder, f"two-{number}"), pages, 2)
            _tell(count, alone, together)
            _tell_gaps(gaps)


def _tell(count: int, alone: Took, together: Took) -> None:
    print(f"load {load():.1f}")
    for name, took in (("one process", alone), ("two workers", together)):
        print(
            f"{name}: {count / took.wall:5.1f} pages a second, {count / took.undisturbed:5.1f} less"
            f" waiting for a processor; {took.processor / count * 1e3:.1f} ms of processor a page"
        )
    wall, undisturbed = alone.wall / together.wall, alone.undisturbed / together.undisturbed
    print(f"two against one: {wall:.2f} times, {undisturbed:.2f} less waiting")


def _tell_gaps(gaps: list[float]) -> None:
    gaps.sort()
    median, late = gaps[len(gaps) // 2], gaps[len(gaps) * 99 // 100]
    print(f"gaps of the loop: median {median:.1f} ms, p99 {late:.1f} ms, worst {gaps[-1]:.1f} ms")


def main() -> None:
    """Measure as often as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    measure_import(Path(tempfile.gettempdir()), options.pages, options.rounds)


if __name__ == "__main__":
    main()
