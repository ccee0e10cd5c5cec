"""The process of an import: it starts the workers, hands files to them, and tells how it goes."""

from __future__ import annotations

import os
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest_app.app.import_limits import Limits, prepare
from digest_app.app.import_run import ImportRun
from digest_app.app.import_worker import Analyse, prepare_worker
from digest_app.domain.importing import JobState, Progress, Standing
from digest_app.domain.problems import DigestError
from digest_app.library.library import Library

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: One writes at a time, and writing takes about a seventh of the time: more would only wait.
_MOST_WORKERS = 6


@dataclass(frozen=True, slots=True)
class Processes:
    """Makes a pool of worker processes; they are started when the first work comes."""

    workers: int
    limits: Limits

    def __call__(self) -> Executor:
        """Return a new pool; ``spawn``, because a process with a window must never be forked."""
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - 14 ms
        from multiprocessing import get_context  # noqa: PLC0415 - 14 ms

        return ProcessPoolExecutor(
            self.workers, get_context("spawn"), initializer=prepare_worker, initargs=(self.limits,)
        )


@dataclass(frozen=True, slots=True)
class How:
    """How an import works: processes (None: one for each core), limits, what reads a file.

    ``analyse`` must be a function that another process can import.
    """

    workers: int | None = None
    limits: Limits = Limits()  # noqa: RUF009 - frozen
    analyse: Analyse | None = None


def serve(folder: Path, job: int, how: How, link: Connection) -> None:
    """Run a job in a process of its own: tell how it goes, obey, end with whoever listens."""
    prepare(how.limits)
    workers = how.workers or _cores()
    listener = _Listener(link, job)
    try:
        with Library.open(folder) as library:
            ImportRun(
                library,
                job,
                Processes(workers, how.limits),
                workers=workers + 1,  # one turn waits, so that no worker does
                analyse=how.analyse,
                limits=how.limits,
                tell=listener.tell,
                wish=listener.wish,
            ).run()
    except DigestError as error:
        listener.tell(replace(listener.last, state=JobState.PAUSED, trouble=str(error)))


def _cores() -> int:
    """Return how many workers are of use: one for each core, as long as they can all write."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux alone tells what this process may use
    return min(len(allowed(0)) if allowed else os.cpu_count() or 1, _MOST_WORKERS)


class _Listener:
    """The job's end of the link: what was wished last, and whether anybody is there."""

    def __init__(self, link: Connection, job: int) -> None:
        self._link = link
        self._wished: JobState | None = JobState.RUNNING
        self.last = Progress(job, JobState.RUNNING, Standing())

    def wish(self) -> JobState | None:
        """Return what is wished now; None when the other end is gone."""
        try:
            while self._wished and self._link.poll():
                self._wished = self._link.recv()
        except (EOFError, OSError):
            self._wished = None
        return self._wished

    def tell(self, progress: Progress) -> None:
        """Send where the job stands; nobody may be there to hear it."""
        self.last = replace(progress, outcomes=())
        try:
            self._link.send(progress)
        except OSError:
            self._wished = None
