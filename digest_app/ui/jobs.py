"""Work off the window's thread: one worker, so that the library has one user at a time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import count
from math import inf
from queue import SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from digest_app.domain.problems import DamagedLibrary, DigestError

if TYPE_CHECKING:
    from digest_app.library.library import Library

Work = Callable[["Library"], object]
Done = Callable[[Any], None]
"""Takes what the work returned; the worker cannot know its type, the two who wrote both can."""
Failed = Callable[[DigestError], None]
Broke = Callable[[BaseException], None]
_LOOK_EVERY = 0.1


class _Job(NamedTuple):
    number: int
    work: Work
    done: Done
    failed: Failed
    broke: Broke
    alone: Callable[[], object] | None = None
    closes: bool = True


class _Answer(NamedTuple):
    job: _Job
    result: object = None
    problem: DigestError | None = None
    bug: BaseException | None = None


class Worker:
    """The thread's side: opens the library with the first job, and closes it at the end.

    With ``keeps_open`` False it is opened and closed again for every job. Workers that share
    ``alone`` have no library open while one of them works with the library closed.
    """

    def __init__(
        self,
        open_library: Callable[[], Library],
        *,
        keeps_open: bool = True,
        alone: AbstractContextManager[object] | None = None,
    ) -> None:
        self._open, self._keeps_open = open_library, keeps_open
        self._alone = alone or Lock()
        self._library: Library | None = None
        self._refusal: DigestError | None = None
        self._refused = 0
        self.is_opening = self.is_left = False
        self.queue: SimpleQueue[_Job | None] = SimpleQueue()

    def run(self, answer: Callable[[_Answer], None]) -> None:
        """Answer jobs until None comes. Every error is an answer: nothing is lost silently."""
        while (job := self.queue.get()) is not None:
            try:
                made = _Answer(job, self._done(job))
            except DigestError as problem:
                made = _Answer(job, problem=problem)
            except BaseException as bug:  # noqa: BLE001 - handed to the window's hook, which shows it
                made = _Answer(job, bug=bug)
            if self.is_left:  # nobody is there any more to hear it
                return
            answer(made)
        self._close()

    def _done(self, job: _Job) -> object:
        if job.alone is not None:
            self._refused = max(self._refused - 1, 0)  # it waited too
            if not job.closes:
                return job.alone()
            self._close()
            with self._alone:
                return job.alone()
        if self._keeps_open:
            return job.work(self._opened())
        with self._alone:
            try:
                return job.work(self._opened())
            finally:
                self._close()

    def _opened(self) -> Library:
        """Return the library; where it could not be opened, ask once for all jobs that waited."""
        if self._refusal is not None and self._refused:
            self._refused -= 1
            raise self._refusal
        if self._library is None:
            self.is_opening = True
            try:
                self._library = self._open()
            except DigestError as problem:
                self._refusal, self._refused = problem, self.queue.qsize()
                raise
            finally:
                self.is_opening = False
        return self._library

    def _close(self) -> None:
        self._refusal, self._refused = None, 0
        if self._library is not None:
            self._library.close()
            self._library = None


class Jobs(QObject):
    """Runs work in order on one thread, and brings the answers home to this one.

    ``bug`` carries an exception that no job may raise: it is shown, and the program lives on.
    ``busy`` carries how many jobs are under way, 0 when there is nothing left. ``damaged``
    carries the error of every job that met damage, besides whoever asked.
    """

    bug = Signal(object)
    busy = Signal(object)
    damaged = Signal(object)
    _answered = Signal(object)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._queue = worker, worker.queue
        self._numbers = count(1)
        self._latest: dict[str, int] = {}
        self._waiting = 0
        self._closed = False
        self._answered.connect(self._come_home, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(
            target=worker.run, args=(self._answered.emit,), name="library", daemon=True
        )
        self._thread.start()

    def run(
        self,
        work: Work,
        *,
        done: Done | None = None,
        failed: Failed | None = None,
        broke: Broke | None = None,
        topic: str = "",
    ) -> None:
        """Call ``work(library)`` on the worker, then ``done`` or ``failed`` on this thread.

        ``broke`` is told of a bug in the work besides whoever shows bugs: whoever waits for an
        answer to every request must not wait for one that will never come.

        A newer request on the same ``topic`` makes the answers to older ones stale: they are
        dropped. Requests without a topic are all answered.
        """
        if self._closed:
            return
        number = next(self._numbers)
        if topic:
            self._latest[topic] = number

        def is_stale() -> bool:
            return bool(topic) and self._latest.get(topic) != number

        def home(result: object) -> None:
            if done is not None and not is_stale():
                done(result)

        def away(problem: DigestError) -> None:
            if failed is not None and not is_stale():
                failed(problem)

        self._put(_Job(number, work, home, away, broke or _nobody))

    def run_alone(
        self,
        work: Callable[[], object],
        *,
        done: Done | None = None,
        failed: Failed | None = None,
        broke: Broke | None = None,
    ) -> None:
        """Close the library, call ``work()`` on the worker; the next job opens it again."""
        if not self._closed:
            number, done, failed = next(self._numbers), done or _nobody, failed or _nobody
            self._put(_Job(number, _nothing, done, failed, broke or _nobody, work))

    def so_far(self) -> Event:
        """Return what is set once all that was asked for until now is done."""
        done = Event()
        if self._closed:
            done.set()
        self.run_beside(done.set, done=_nobody)
        return done

    def run_beside(self, work: Callable[[], object], *, done: Done) -> None:
        """Call ``work()``, which needs no library, on the worker; leave the library as it is."""
        if not self._closed:
            self._put(
                _Job(next(self._numbers), _nothing, done, _nobody, _nobody, work, closes=False)
            )

    @property
    def is_busy(self) -> bool:
        """Tell whether any work is under way or waits for its turn."""
        return bool(self._waiting)

    def _put(self, job: _Job) -> None:
        self._waiting += 1
        self.busy.emit(self._waiting)
        self._queue.put(job)

    def void(self, topic: str) -> None:
        """Drop the answers that are still to come on a topic."""
        self._latest[topic] = next(self._numbers)

    def _come_home(self, answer: _Answer) -> None:
        self._waiting -= 1
        if self._closed:
            return
        if answer.bug is not None:
            self.bug.emit(answer.bug)
            answer.job.broke(answer.bug)
        elif answer.problem is not None:
            answer.job.failed(answer.problem)
            if isinstance(answer.problem, DamagedLibrary):
                self.damaged.emit(answer.problem)
        else:
            answer.job.done(answer.result)
        self.busy.emit(self._waiting)

    def close(self, *, patience: float = inf) -> None:
        """Finish what was asked for (a decision is never lost), and drop every late answer.

        While the library cannot even be opened there is nothing to finish, and no waiting.
        After ``patience`` in seconds what is under way is left to end with the program.
        """
        if not self._closed:
            self._closed, over = True, monotonic() + patience
            self._queue.put(None)
            while self._is_finishing() and monotonic() < over:
                self._thread.join(_LOOK_EVERY)
            self._worker.is_left = True

    def _is_finishing(self) -> bool:
        return self._thread.is_alive() and not self._worker.is_opening


def _nobody(told: object) -> None:
    """Stand where nobody wants to be told."""


def _nothing(library: Library) -> None:
    """Stand where work needs no library."""
