"""Kill an import at random moments, and see that nothing it confirmed is lost.

    python -m tests.bench.bench_kills [KILLS]

A process imports files and marks articles; each thing it has confirmed it says on its output.
It is killed (SIGKILL) a random time after a random confirmation, the library is opened and checked, and the next
process goes on. In the end the library must be what one undisturbed import makes.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from digest_app.app.importing import add_files, run_here
from digest_app.domain.importing import Progress
from digest_app.library.library import Library
from tests.library_making import analyse

KILLS = 200
FILES_A_KILL = 60
_MOST_LINES = 60
_LONGEST_WAIT = 0.4


def write_files(folder: Path, count: int) -> None:
    """Write different files of some 4 kB."""
    folder.mkdir()
    for n in range(count):
        (folder / f"{n:05}.txt").write_text(f"Title {n}\n\n" + f"Words of {n} for ${n}. " * 180)


def work(folder: Path, source: Path) -> None:
    """Import what is left, star what came in, and say what is confirmed."""
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    with Library.open(folder) as library:

        def confirm(progress: Progress) -> None:
            for outcome in progress.outcomes:
                sys.stdout.write(f"added {outcome.articles[0]}\n")
                sys.stdout.flush()
            for outcome in progress.outcomes[::8]:
                library.marks.set_starred(outcome.articles)
                sys.stdout.write(f"starred {outcome.articles[0]}\n")
                sys.stdout.flush()

        unfinished = library.jobs.unfinished()
        for job in unfinished:
            run_here(library, job, analyse=analyse, tell=confirm)
        if not unfinished:
            add_files(library, [source], analyse=analyse, tell=confirm)


def life(folder: Path, source: Path, lines: int, seconds: float) -> tuple[list[str], bool]:
    """Run one process until it confirmed so many things and then some time; kill it.

    Return what it confirmed, and whether it had to be killed.
    """
    command = [sys.executable, "-m", "tests.bench.bench_kills", "work", str(folder), str(source)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        heard = list(islice(process.stdout, lines + 1))  # the first is “begun”
        time.sleep(seconds)
        process.kill()
        heard += process.stdout.readlines()
    whole = [line for line in heard[1:] if line.endswith("\n")]
    return whole, process.returncode != 0


def lost(library: Library, confirmed: dict[str, set[int]]) -> set[int]:
    """Return the confirmed articles and stars that are not there."""
    there = set(library.listing.ids())
    starred = {row[0] for row in library.database.rows("SELECT article FROM mark WHERE starred")}
    return (confirmed["added"] - there) | (confirmed["starred"] - starred)


def main(kills: int) -> int:
    """Run the whole thing; return the exit code."""
    chance = random.Random(5)  # noqa: S311 - moments of killing
    confirmed: dict[str, set[int]] = {"added": set(), "starred": set()}
    done, troubles, begun = 0, 0, time.monotonic()
    with tempfile.TemporaryDirectory() as base:
        folder, source = Path(base, "library"), Path(base, "in")
        write_files(source, kills * FILES_A_KILL)
        while done < kills:
            lines, killed = life(
                folder, source, chance.randrange(_MOST_LINES), chance.uniform(0.0, _LONGEST_WAIT)
            )
            done += killed
            for verb, number in (line.split() for line in lines):
                confirmed[verb].add(int(number))
            with Library.open(folder) as library:
                troubles += bool(lost(library, confirmed)) + bool(library.database.damage())
            if not killed:
                break
        life(folder, source, sys.maxsize - 1, 0)  # undisturbed, to the end
        with Library.open(folder) as library:
            articles = library.listing.counts().everything
            whole = sum(map(library.originals.is_whole, library.articles.all_originals()))
            left = lost(library, confirmed)
    seconds = time.monotonic() - begun
    print(f"kills {done}   openings with a loss or damage {troubles}   ({seconds:.0f} s)")
    print(f"confirmed {len(confirmed['added'])} articles, {len(confirmed['starred'])} stars;")
    print(f"lost in the end {len(left)}")
    print(f"articles {articles} of {kills * FILES_A_KILL}, originals whole {whole}")
    return int(bool(troubles or left) or not articles == whole == kills * FILES_A_KILL)


if __name__ == "__main__":
    if sys.argv[1:2] == ["work"]:
        work(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else KILLS))
