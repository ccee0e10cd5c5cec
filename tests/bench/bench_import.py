"""Measure an import of 1,000 saved pages: two processes against one, and who is held up.

    python -m tests.bench.bench_import

The event loop is stood in for by a thread that wants to run every four milliseconds in the
process that started the job, and polls it every 100 ms as the window does; a gap is how much
later than asked it ran. The pages are made up, 30 to 60 kB each, and read by the program's
own pipeline.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from digest_app.app.importing import How, ImportJob, add_files
from digest_app.library.library import Library
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


def one_process(library: Path, pages: Path) -> float:
    """Import all pages here; return the seconds that takes."""
    begun = time.monotonic()
    with Library.open(library) as opened:
        add_files(opened, [pages])
    return time.monotonic() - begun


def as_a_job(library: Path, pages: Path, workers: int) -> tuple[float, list[float]]:
    """Import all pages as a job; return its seconds and the gaps, in milliseconds."""
    begun = time.monotonic()
    job = ImportJob.start(library, [pages], How(workers))
    gaps: list[float] = []
    due = time.monotonic()
    while not job.is_over:
        asked = time.monotonic()
        if asked >= due:
            job.poll()
            due = asked + _POLL
        time.sleep(_TICK)
        gaps.append((time.monotonic() - asked - _TICK) * 1e3)
    seconds = time.monotonic() - begun
    job.close()
    return seconds, gaps


def measure_import(base: Path, count: int = PAGES) -> None:
    """Print the rates and the gaps."""
    with tempfile.TemporaryDirectory(dir=base) as folder:
        pages = Path(folder, "pages")
        write_pages(pages, count)
        alone = one_process(Path(folder, "one"), pages)
        seconds, gaps = as_a_job(Path(folder, "two"), pages, 2)
    gaps.sort()
    print(f"one process {count / alone:.1f} pages a second")
    print(f"two processes {count / seconds:.1f} pages a second: {alone / seconds:.2f} times")
    median, late = gaps[len(gaps) // 2], gaps[len(gaps) * 99 // 100]
    print(f"gaps of the loop: median {median:.1f} ms, p99 {late:.1f} ms, worst {gaps[-1]:.1f} ms")


if __name__ == "__main__":
    measure_import(Path(tempfile.gettempdir()))
