"""Kill an import at random moments, and see that nothing it confirmed is lost.

    python -m tests.bench.bench_kills [--kills N] [--cuts N] [--seed N]

A process imports files and marks articles; each thing it has confirmed it says on its output.
It is killed (SIGKILL) a random time after a random confirmation, the library is opened and checked, and the next
process goes on. In the end the library must be what one undisturbed import makes.
Then the power is taken away, on copies of the files: see ``power_loss``.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from digest_app.app.importing import add_files, run_here
from digest_app.domain.importing import Progress
from digest_app.library.library import Library
from tests.bench.power_loss import Confirmed, finish, lose_power, trouble_with
from tests.library_making import analyse

KILLS = 200
FILES_A_KILL = 60
CUTS = 60
FILES_A_CUT = 40
#: The import of a copy is finished now and then: each goes on for seconds.
FINISHED_EVERY = 20
_MOST_LINES = 60
_LONGEST_WAIT = 0.4
_LONGEST_MOMENT = 0.2


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


def kill_often(kills: int, chance: random.Random) -> bool:
    """Kill so many processes, and tell whether nothing was lost."""
    confirmed = Confirmed(set(), set())
    done, troubles, begun = 0, 0, time.monotonic()
    with tempfile.TemporaryDirectory() as base:
        folder, source = Path(base, "library"), Path(base, "in")
        write_files(source, kills * FILES_A_KILL)
        while done < kills:
            lines, killed = life(
                folder, source, chance.randrange(_MOST_LINES), chance.uniform(0.0, _LONGEST_WAIT)
            )
            done += killed
            confirmed.take(lines)
            with Library.open(folder) as library:
                troubles += bool(confirmed.lost_from(library)) + bool(library.database.damage())
            if not killed:
                break
        life(folder, source, sys.maxsize - 1, 0)  # undisturbed, to the end
        with Library.open(folder) as library:
            articles = library.listing.counts().everything
            whole = sum(map(library.originals.is_whole, library.articles.all_originals()))
            left = confirmed.lost_from(library)
    seconds = time.monotonic() - begun
    print(f"kills {done}   openings with a loss or damage {troubles}   ({seconds:.0f} s)")
    print(f"confirmed {len(confirmed.added)} articles, {len(confirmed.starred)} stars;")
    print(f"lost in the end {len(left)}")
    print(f"articles {articles} of {kills * FILES_A_KILL}, originals whole {whole}")
    return not troubles and not left and articles == whole == kills * FILES_A_KILL


def cut_often(cuts: int, chance: random.Random) -> bool:
    """Take the power away so often, and tell whether nothing was lost."""
    begun, done, troubles = time.monotonic(), 0, list[str]()
    least, most = sys.maxsize, 0
    with tempfile.TemporaryDirectory() as base:
        folder, source, copies = Path(base, "library"), Path(base, "in"), Path(base, "cuts")
        files = cuts * FILES_A_CUT
        write_files(source, files)
        moments = [lambda _: time.sleep(chance.uniform(0, _LONGEST_MOMENT))] * cuts
        for copy, sure in lose_power(folder, source, copies, chance, moments):
            done += 1
            least, most = min(least, len(sure.added)), max(most, len(sure.added))
            trouble = trouble_with(copy, sure)
            if done % FINISHED_EVERY == 0:
                trouble = trouble or finish(copy, source, files)
            troubles += [trouble] if trouble else []
            shutil.rmtree(copy)
    print(f"power cuts {done}, after {least} to {most} confirmed articles; troubles {troubles}")
    print(f"({time.monotonic() - begun:.0f} s)")
    return bool(done) and not troubles


def main() -> int:
    """Run the whole thing; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--cuts", type=int, default=CUTS)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - moments of killing
    is_well = kill_often(options.kills, chance) if options.kills else True
    return int(not (is_well and (not options.cuts or cut_often(options.cuts, chance))))


if __name__ == "__main__":
    if sys.argv[1:2] == ["work"]:
        work(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main())
