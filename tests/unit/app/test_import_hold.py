"""An import is worked on by one process at a time, and no death of a process bars the next."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from digest_app.app import file_locks, import_hold, importing
from digest_app.app.import_hold import abandoned, hold
from digest_app.app.import_limits import Limits
from digest_app.app.importing import How, ImportJob
from digest_app.domain.importing import JobState
from digest_app.domain.problems import LibraryError
from digest_app.library.library import Library
from tests.unit.app.import_workers import read

PATIENCE = 300
HOLDER = """
import sys
from pathlib import Path
from digest_app.app.import_hold import hold
with hold(Path(sys.argv[1]), int(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def job(tmp_path: Path, library: Library) -> int:
    """An import of one file that is written down, and that nobody is at work on."""
    file = tmp_path / "a.txt"
    file.write_text("A\n\nBody of A.")
    return library.jobs.create([bytes(file)])


@contextmanager
def another_process_at_work(library: Library, job: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLDER, str(library.folder), str(job)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def locks(library: Library) -> list[str]:
    return [path.name for path in library.folder.glob("*.lock")]


def test_an_import_that_another_process_works_on_is_not_abandoned(library: Library, job: int):
    other = library.jobs.create([b"/elsewhere"])

    with another_process_at_work(library, job):
        assert abandoned(library) == (other,)


def test_a_second_process_is_kept_off_and_changes_nothing(
    library: Library, job: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(import_hold, "_PATIENCE", 0)

    with another_process_at_work(library, job), pytest.raises(LibraryError, match="at work on it"):
        importing.run_here(library, job, analyse=read)

    assert library.jobs.standing(job).done == 0


@pytest.mark.parametrize("ends", ["kill", "in order"])
def test_when_a_process_ends_another_can_go_on(library: Library, job: int, ends: str):
    with another_process_at_work(library, job) as process:
        if ends == "kill":
            process.kill()
        assert process.stdin
        process.stdin.close()
        process.wait(PATIENCE)

        assert abandoned(library) == (job,)
        (outcome,) = importing.run_here(library, job, analyse=read)

    assert outcome.articles
    assert abandoned(library) == ()
    assert locks(library) == []


def test_looking_does_not_keep_anybody_off(library: Library, job: int):
    """Given a hold, when another looks again and again, then the hold stays what it was."""
    with hold(library.folder, job):
        assert abandoned(library) == abandoned(library) == ()
    assert abandoned(library) == (job,)


def test_a_file_system_without_locks_keeps_nobody_off(
    library: Library, job: int, monkeypatch: pytest.MonkeyPatch
):
    def refused(_: int) -> bool:
        raise OSError

    monkeypatch.setattr(file_locks, "_lock", refused)

    assert abandoned(library) == (job,)
    assert importing.run_here(library, job, analyse=read)[0].articles


def test_an_import_that_runs_or_is_paused_is_held_until_it_is_let_go(tmp_path: Path):
    """Given an import that hangs, when it is paused, it is still its window's own."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "hang.txt").write_text("never read")
    folder, how = tmp_path / "library", How(1, Limits(seconds=PATIENCE), read)
    running = ImportJob.start(folder, [tmp_path / "in"], how)
    running.pause()
    states = []
    while JobState.PAUSED not in states:
        assert running.wait(PATIENCE)
        states += [progress.state for progress in running.poll()]

    with Library.open(folder) as library:
        while_paused = abandoned(library)
        running.close()
        assert while_paused == ()
        assert abandoned(library) == (running.job,)
