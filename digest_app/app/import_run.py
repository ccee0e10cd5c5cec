"""Running an import: hand files to workers, learn what became of them, survive what dies.

A worker that dies takes its whole turn with it, and nobody can say which of the files did it.
So the files of that turn are then read one at a time, alone: the one that kills again is
named, the others are in.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from digest_app.app.import_hold import hold
from digest_app.app.import_limits import Limits, too_much
from digest_app.app.import_worker import (
    TURN,
    Analyse,
    Batch,
    import_batch,
    no_process,
    sign_of_life,
)
from digest_app.app.pace import Pace
from digest_app.app.walking import Found, failed, walk
from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.importing import JobState, Pending, Progress, Standing
from digest_app.domain.problems import LibraryError
from digest_app.library.library import Library

MakeExecutor = Callable[[], Executor]
Tell = Callable[[Progress], None]
#: Says what the job is to do now; None when whoever started it is gone.
Wish = Callable[[], JobState | None]

_FILES_A_TURN = 32
_AT_ONCE = 512
_LISTEN_EVERY = 0.1
#: How long a new worker may take to start, in seconds, on however busy a machine.
_PATIENCE = 120.0


class ImportRun:
    """One job from where it stands to its end, or to where it is told to stop.

    ``make_executor`` gives an executor and is asked again when its workers died;
    ``workers`` is how many turns are handed out at a time.
    """

    def __init__(
        self,
        library: Library,
        job: int,
        make_executor: MakeExecutor,
        *,
        workers: int = 1,
        analyse: Analyse | None = None,
        limits: Limits | None = None,
        tell: Tell = lambda _: None,
        wish: Wish = lambda: JobState.RUNNING,
    ) -> None:
        self._library = library
        self._job = job
        self._make_executor = make_executor
        self._workers = workers
        self._analyse = analyse
        self._limits = limits or Limits()
        self._tell = tell
        self._wish = wish
        self._files = _Files(library, job)
        self._turns: dict[Future[tuple[Outcome, ...]], _Turn] = {}
        self._suspects: deque[Pending] = deque()
        self._is_worn = False
        self._pace = Pace()
        self._state = JobState.RUNNING
        self._standing = library.jobs.standing(job)

    def run(self) -> Progress:
        """Import until the job is done, cancelled, or abandoned; return where it stands then.

        Raises:
            LibraryError: the library cannot be written to any more, or another process is at
                work on the job; it stays resumable.
        """
        with hold(self._library.folder, self._job):
            self._library.originals.clear_incoming()
            self._library.jobs.set_state(self._job, JobState.RUNNING)
            self._executor = self._make_executor()
            try:
                self._work()
            finally:
                self._executor.shutdown(cancel_futures=True)
        return self._report(())

    def _work(self) -> None:
        while self._obey():
            refused = self._files.look_further()
            if refused:
                self._account(refused)
            if self._state is JobState.RUNNING:
                self._hand_out()
            if self._turns:
                self._collect()
            elif self._state is JobState.PAUSED:
                time.sleep(_LISTEN_EVERY)
            elif self._files.is_exhausted and not self._suspects:
                self._set_state(JobState.DONE)
                return

    def _obey(self) -> bool:
        """Take over what is wished; False ends the work. Turns under way are always awaited."""
        wished = self._wish()
        if wished in {None, JobState.CANCELLED}:
            while self._turns:
                self._collect()
            if wished:
                self._set_state(JobState.CANCELLED)
            return False
        if wished is not self._state and wished is not None:
            self._set_state(wished)
            self._pace.pause(paused=wished is JobState.PAUSED)
        return True

    def _set_state(self, state: JobState) -> None:
        self._state = state
        self._library.jobs.set_state(self._job, state)
        self._report(())

    def _hand_out(self) -> None:
        if self._suspects:
            if not self._turns:
                self._submit((self._suspects.popleft(),), alone=True)
            return
        while len(self._turns) < self._workers and (files := self._files.take(_FILES_A_TURN)):
            self._submit(files)

    def _submit(self, files: tuple[Pending, ...], *, alone: bool = False) -> None:
        if self._is_worn and not self._turns:
            self._renew()
        batch = Batch(self._library.folder, self._job, files, self._limits, TURN)
        try:
            future = self._executor.submit(import_batch, batch, self._analyse)
        except BrokenExecutor as error:  # a worker died since the last turn was collected
            future = Future()
            future.set_exception(error)
            alone = False
        except (OSError, RuntimeError) as error:  # no process or no thread more is allowed
            raise no_process(error) from error
        self._turns[future] = _Turn(files, alone)

    def _collect(self) -> None:
        over, _ = wait(self._turns, timeout=_LISTEN_EVERY, return_when=FIRST_COMPLETED)
        for future in over:
            turn = self._turns.pop(future)
            error = future.exception()
            if isinstance(error, LibraryError):
                raise error
            if error is None:
                self._files.give_back(turn.files[len(future.result()) :])
                self._account(future.result())
            else:
                self._survive(turn, error)

    def _survive(self, turn: _Turn, error: BaseException) -> None:
        """Read the files of a turn that came to nothing one at a time; name the one that did it."""
        if turn.alone:
            self._blame(turn.files[0], error)
        else:
            self._suspects.extend(turn.files)
        self._is_worn = self._is_worn or isinstance(error, BrokenExecutor | MemoryError)

    def _renew(self) -> None:
        """Replace workers that died, or whose memory is in pieces after too large a file."""
        self._executor.shutdown(cancel_futures=True)
        self._executor = self._make_executor()
        self._make_sure_of_workers()
        self._is_worn = False

    def _make_sure_of_workers(self) -> None:
        """Ask the new workers for a sign of life: where none can start, no file is to blame.

        Raises:
            LibraryError: no worker lives; trying each file would only say so for each.
        """
        try:
            self._executor.submit(sign_of_life).result(_PATIENCE)
        except (BrokenExecutor, OSError, TimeoutError) as error:
            raise no_process(error) from error

    def _blame(self, file: Pending, error: BaseException) -> None:
        outcome = failed(file.path, _why(error, self._limits), "Its original was left as it is.")
        with self._library.database.writing():
            self._library.jobs.settle(self._job, file.position, outcome)
        self._account((outcome,))

    def _account(self, outcomes: tuple[Outcome, ...]) -> None:
        self._standing = _after(self._standing, outcomes)
        self._pace.count(len(outcomes))
        self._report(outcomes)

    def _report(self, outcomes: tuple[Outcome, ...]) -> Progress:
        self._standing = replace(self._standing, total=self._files.found)
        rate = self._pace.rate
        left = self._standing.total - self._standing.done
        progress = Progress(
            job=self._job,
            state=self._state,
            standing=self._standing,
            counting=self._files.is_counting,
            rate=rate,
            seconds_left=left / rate if rate and not self._files.is_counting else None,
            outcomes=outcomes,
        )
        self._tell(progress)
        return progress


class _Turn(NamedTuple):
    """Files that were handed out together; ``alone``: nothing else was under way."""

    files: tuple[Pending, ...]
    alone: bool


class _Files:
    """The files of a job in the order of reading, looked up in folders as the work goes on."""

    def __init__(self, library: Library, job: int) -> None:
        self._jobs = library.jobs
        self._job = job
        self._queue: deque[Pending] = deque()
        self._last = 0
        self.found = library.jobs.standing(job).total
        self.is_counting = not library.jobs.get(job).walked
        self._walk: Iterator[Found] = walk(library.jobs.roots(job))

    @property
    def is_exhausted(self) -> bool:
        """Nothing is left to hand out, and no folder left to look through."""
        return not self._queue and not self.is_counting

    def look_further(self) -> tuple[Outcome, ...]:
        """Look through some more of the folders; return what cannot be read there."""
        refused: list[Outcome] = []
        if self.is_counting:
            found = tuple(islice(self._walk, _AT_ONCE))
            self.is_counting = len(found) == _AT_ONCE
            refused = [o for f in found if (o := f.refused) and self._is_news(f.path, o)]
            paths = [one.path for one in found if not one.refused]
            new = self._jobs.append(self._job, paths, walked=not self.is_counting)
            self.found += new + len(refused)
        self._fetch()
        return tuple(refused)

    def _is_news(self, path: bytes, outcome: Outcome) -> bool:
        return self._jobs.refuse(self._job, path, outcome)

    def _fetch(self) -> None:
        if len(self._queue) < _FILES_A_TURN:
            more = self._jobs.pending(self._job, self._last, _AT_ONCE)
            self._queue.extend(more)
            self._last = more[-1].position if more else self._last

    def take(self, limit: int) -> tuple[Pending, ...]:
        """Return the next files, at most so many."""
        self._fetch()
        return tuple(self._queue.popleft() for _ in range(min(limit, len(self._queue))))

    def give_back(self, files: tuple[Pending, ...]) -> None:
        """Put files that a turn did not reach in front again."""
        self._queue.extendleft(reversed(files))


def _after(standing: Standing, outcomes: tuple[Outcome, ...]) -> Standing:
    fates = [outcome.fate for outcome in outcomes]
    return replace(
        standing,
        added=standing.added + fates.count(Fate.ADDED),
        already_there=standing.already_there + fates.count(Fate.ALREADY_THERE),
        failed=standing.failed + fates.count(Fate.FAILED),
    )


def _why(error: BaseException, limits: Limits) -> str:
    if isinstance(error, BrokenExecutor | MemoryError):
        return too_much(limits, died=isinstance(error, BrokenExecutor))
    return f"reading it failed by a fault of this program ({type(error).__name__}: {error})."
