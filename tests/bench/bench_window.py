"""Measure the real window: its start, its memory, its scrolling, its loop during an import.

    python -m tests.bench.bench_window LIBRARIES [--sizes 10,100000] [--pages N] [--rounds N]

Each run is a process of its own (``window_probe``); large and small libraries are opened in turn.
It needs a display, or ``QT_QPA_PLATFORM=offscreen``. Times are given less what the window's
thread waited for a processor, so that a busy machine is not taken for a slow window; what stays
in is the waiting for the interpreter lock, the disk and the display.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.bench_import import PAGES, write_pages
from tests.bench.libraries import build
from tests.bench.processes import load

SMALL = 10
_FRAME = 16.0
_LONGEST = 600


def measure_window(
    base: Path, sizes: Sequence[int], *, rounds: int = 7, pages: int = PAGES, imports: int = 3
) -> None:
    """Print everything, for libraries that :func:`libraries.build` has filled."""
    build(base / str(SMALL), SMALL)
    tell_starts(base, [SMALL, *(size for size in sizes if size != SMALL)], rounds)
    tell_scrolling(base / str(max(sizes)), min(max(sizes), 100_000))
    with tempfile.TemporaryDirectory(dir=base) as folder:
        write_pages(Path(folder, "pages"), pages)
        for number in range(imports):
            tell_import(Path(folder, str(number)), Path(folder, "pages"))


def tell_starts(base: Path, sizes: Sequence[int], rounds: int) -> None:
    """Open a bare window and the libraries in turn; print start to painted, and memory."""
    seen: dict[str, list[dict[str, Any]]] = {}
    for _ in range(rounds):
        seen.setdefault("bare", []).append(_probe("bare", str(time.monotonic())))
        for size in sizes:
            made = _probe("start", str(base / str(size)), str(time.monotonic()))
            seen.setdefault(f"{size:,}", []).append(made)
    print(f"load {load():.1f}; medians of {rounds}")
    for name, runs in seen.items():
        painted = statistics.median(run["painted"] - run["waited"] for run in runs)
        spent = statistics.median(run["processor"] for run in runs)
        memory = statistics.median(run["memory"]["rss"] for run in runs)
        print(f"{name:>9}: painted {painted:.2f} s, processor {spent:.2f} s, {memory:.0f} MB")


def tell_scrolling(folder: Path, rows: int) -> None:
    """Scroll through a list; print what frames cost the window's thread."""
    seen = _probe("scroll", str(folder), str(rows))
    for name in ("wheel", "pages", "jumps"):
        times = sorted(seen[name])
        if not times:  # the wheel was through with so few rows
            continue
        over = sum(took > _FRAME for took in times)
        print(
            f"{seen['rows']:,} rows, {len(times):,} frames of {name}: p50 {times[len(times) // 2]:.1f} ms,"
            f" p99 {times[len(times) * 99 // 100]:.1f}, worst {times[-1]:.1f}; over 16 ms: {over}"
        )


def tell_import(folder: Path, pages: Path) -> None:
    """Import pages in the window; print how late its beats came."""
    seen = _probe("import", str(folder), str(pages))
    late = sorted(late for late, _, _ in seen["beats"])
    own = sorted(max(0.0, late - waited) for late, waited, _ in seen["beats"])
    print(f"{seen['added']} files in {seen['seconds']:.1f} s, load {load():.1f}")
    for name, gaps in (("gaps", own), ("with waiting", late)):
        over = sum(gap > _FRAME for gap in gaps)
        print(
            f"{name:>12}: p50 {gaps[len(gaps) // 2]:.1f} ms, p99 {gaps[len(gaps) * 99 // 100]:.1f},"
            f" worst {gaps[-1]:.1f}; over 16 ms: {over} of {len(gaps):,}"
        )


def _probe(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.window_probe", *arguments]
    env = os.environ if _has_display() else os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, timeout=_LONGEST, env=env, text=True
    )
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return seen


def _has_display() -> bool:
    return sys.platform != "linux" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def main() -> None:
    """Measure libraries that are there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("libraries", type=Path)
    parser.add_argument("--sizes", default="100000")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--imports", type=int, default=3)
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    measure_window(
        options.libraries,
        sizes,
        rounds=options.rounds,
        pages=options.pages,
        imports=options.imports,
    )


if __name__ == "__main__":
    main()
