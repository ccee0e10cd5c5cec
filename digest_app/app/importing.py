"""Adding files to a library: as a job that runs behind the window, or at once.

The work is done in processes of its own, which also write; the process that starts a job only
listens (measured: everything else held the window up).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from digest_app.app.import_limits import Limits
from digest_app.app.import_process import How, Processes, serve
from digest_app.app.import_run import ImportRun, MakeExecutor, Tell
from digest_app.app.import_worker import Analyse, no_process
from digest_app.domain.changes import Changes, Fate, Outcome
from digest_app.domain.importing import JobState, Progress, Standing
from digest_app.library.library import Library

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

__all__ = [
    "How",
    "ImportJob",
    "Inline",
    "Processes",
    "add_files",
    "changes_of",
    "run_here",
    "told_as_text",
]

P = ParamSpec("P")
T = TypeVar("T")

_PATIENCE_AT_THE_END = 5.0


class Inline(Executor):
    """An executor that works at once in the caller's process: for the command line and tests."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call the function; its result or its error is in the future that comes back."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 - an executor hands on every error
            future.set_exception(error)
        return future


def add_files(
    library: Library,
    paths: Iterable[Path],
    *,
    analyse: Analyse | None = None,
    tell: Tell = lambda _: None,
    make_executor: MakeExecutor = Inline,
    workers: int = 1,
    limits: Limits | None = None,
) -> list[Outcome]:
    """Add files and folders now; return what became of each file, in order.

    ``make_executor`` gives any executor with the ``concurrent.futures`` interface; without it
    the work is done here, and then nothing can bound the time or memory that a file takes.

    Raises:
        LibraryError: the library cannot be written to; what was added before stays.
    """
    job = library.jobs.create([os.fsencode(path.absolute()) for path in paths])
    return run_here(
        library,
        job,
        analyse=analyse,
        tell=tell,
        make_executor=make_executor,
        workers=workers,
        limits=limits,
    )


def add_files_apart(library: Library, paths: Iterable[Path]) -> list[Outcome]:
    """Add files and folders in processes of their own, within the limits; wait for the end.

    Raises:
        LibraryError: as :func:`add_files`; or no process can be started.
    """
    workers = os.cpu_count() or 1
    return add_files(
        library, paths, make_executor=Processes(workers, Limits()), workers=workers + 1
    )


def run_here(
    library: Library,
    job: int,
    *,
    analyse: Analyse | None = None,
    tell: Tell = lambda _: None,
    make_executor: MakeExecutor = Inline,
    workers: int = 1,
    limits: Limits | None = None,
) -> list[Outcome]:
    """Go on with a job that is written down already; otherwise like :func:`add_files`."""
    limits = limits or (Limits(seconds=0) if make_executor is Inline else Limits())
    ImportRun(
        library, job, make_executor, workers=workers, analyse=analyse, limits=limits, tell=tell
    ).run()
    return list(library.jobs.outcomes(job))


def changes_of(outcomes: Iterable[Outcome]) -> Changes:
    """Return what these outcomes mean for lists that are shown."""
    known = list(outcomes)
    return Changes(
        added=tuple(n for o in known if o.fate is Fate.ADDED for n in o.articles),
        already_there=tuple(n for o in known if o.fate is Fate.ALREADY_THERE for n in o.articles),
    )


def told_as_text(outcomes: Iterable[Outcome]) -> str:
    """Return outcomes as lines to be saved: fate, path, and the reason or the notes."""
    lines = []
    for outcome in outcomes:
        reason = str(outcome.problem) if outcome.problem else " ".join(outcome.notes)
        lines.append("\t".join([outcome.fate, outcome.path, reason]).rstrip())
    return "\n".join(lines) + "\n" if lines else ""


class ImportJob:
    """A running import, seen from the process that started it. No Qt in it; poll it by a timer.

    The job is written down in the library before anything is read. If this process or the
    job's own is killed, :meth:`resume` goes on where it was.
    """

    def __init__(self, folder: Path, job: int, how: How | None = None) -> None:
        """Start the process that works on a job.

        Raises:
            LibraryError: the system lets no process start; the job can be resumed.
        """
        from multiprocessing import get_context  # noqa: PLC0415 - 14 ms, only with an import

        self.job = job
        context = get_context("spawn")
        self._link, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=serve, args=(folder, job, how or How(), theirs), name="digest-import"
        )
        try:
            self._process.start()
        except OSError as error:
            self._link.close()
            raise no_process(error) from error
        finally:
            theirs.close()
        self._is_over = False
        self._last = Progress(job, JobState.RUNNING, Standing(), counting=True)

    @classmethod
    def start(cls, folder: Path, paths: Iterable[Path], how: How | None = None) -> ImportJob:
        """Write down a new job for files and folders, and start it.

        Raises:
            LibraryError: the library cannot be used.
        """
        with Library.open(folder) as library:
            job = library.jobs.create([os.fsencode(path.absolute()) for path in paths])
        return cls(folder, job, how)

    @classmethod
    def resume(cls, folder: Path, job: int, how: How | None = None) -> ImportJob:
        """Go on with a job that was killed or paused (``import_hold.abandoned(library)``)."""
        return cls(folder, job, how)

    @classmethod
    def retry(cls, folder: Path, job: int, how: How | None = None) -> ImportJob:
        """Try the failed files of a job again."""
        with Library.open(folder) as library:
            library.jobs.retry_failed(job)
        return cls(folder, job, how)

    def poll(self) -> tuple[Progress, ...]:
        """Return what the job told since the last time, without waiting."""
        told: list[Progress] = []
        while not self._is_over and self._link.poll():
            told.append(self._receive())
            self._last = replace(told[-1], outcomes=())
            self._is_over = self._last.is_over
        return tuple(told)

    def _receive(self) -> Progress:
        try:
            progress: Progress = self._link.recv()
        except (EOFError, OSError):
            trouble = "The import’s process ended unexpectedly. The import can be resumed."
            return replace(self._last, state=JobState.PAUSED, trouble=trouble)
        return progress

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the job has something to tell; False when the time is over first."""
        return self._is_over or self._link.poll(seconds)

    def pause(self) -> None:
        """Stop after the files under way; the workers stay ready."""
        self._wish(JobState.PAUSED)

    def go_on(self) -> None:
        """Go on after a pause."""
        self._wish(JobState.RUNNING)

    def cancel(self) -> None:
        """Stop after the files under way, for good; what was added stays."""
        self._wish(JobState.CANCELLED)

    def _wish(self, state: JobState) -> None:
        try:
            self._link.send(state)
        except OSError:
            return  # it is over already; the next poll tells

    @property
    def is_over(self) -> bool:
        """The job told its last, and its process needs no more attention."""
        return self._is_over

    def leave(self) -> None:
        """Let go of a job that is over: its processes end in their own time, waited for aside."""
        from threading import Thread  # noqa: PLC0415 - only with an import

        Thread(target=self.close, name="import-end", daemon=True).start()

    def close(self) -> None:
        """Let go: a job that is not over stops after the files under way and can be resumed.

        Waits until its processes have ended.
        """
        self._link.close()
        self._process.join(_PATIENCE_AT_THE_END)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join()
        self._is_over = True
