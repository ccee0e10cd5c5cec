"""Work off the window's thread: one worker, so that the library has one user at a time."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from digest_app.domain.problems import DigestError

if TYPE_CHECKING:
    from digest_app.library.library import Library

Work = Callable[["Library"], object]
Done = Callable[[Any], None]
"""Takes what the work returned; the worker cannot know its type, the two who wrote both can."""
Failed = Callable[[DigestError], None]
Broke = Callable[[BaseException], None]


class _Job(NamedTuple):
    number: int
    work: Work
    done: Done
    failed: Failed
    broke: Broke


class _Answer(NamedTuple):
    job: _Job
    result: object = None
    problem: DigestError | None = None
    bug: BaseException | None = None


class Worker:
    """The thread's side: opens the library with the first job, and closes it at the end."""

    def __init__(self, open_library: Callable[[], Library]) -> None:
        self._open = open_library
        self.queue: SimpleQueue[_Job | None] = SimpleQueue()

    def run(self, answer: Callable[[_Answer], None]) -> None:
        """Answer jobs until None comes. Every error is an answer: nothing is lost silently."""
        library: Library | None = None
        while (job := self.queue.get()) is not None:
            try:
                library = self._open() if library is None else library
                made = _Answer(job, job.work(library))
            except DigestError as problem:
                made = _Answer(job, problem=problem)
            except BaseException as bug:  # noqa: BLE001 - handed to the window's hook, which shows it
                made = _Answer(job, bug=bug)
            answer(made)
        if library is not None:
            library.close()


class Jobs(QObject):
    """Runs work in order on one thread, and brings the answers home to this one.

    ``bug`` carries an exception that no job may raise: it is shown, and the program lives on.
    ``busy`` carries how many jobs are under way, 0 when there is nothing left.
    """

    bug = Signal(object)
    busy = Signal(object)
    _answered = Signal(object)

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = worker.queue
        self._numbers = count(1)
        self._latest: dict[str, int] = {}
        self._waiting = 0
        self._closed = False
        self._answered.connect(self._come_home, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=worker.run, args=(self._answered.emit,), name="library")
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

        self._waiting += 1
        self.busy.emit(self._waiting)
        self._queue.put(_Job(number, work, home, away, broke or _nobody))

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
        else:
            answer.job.done(answer.result)
        self.busy.emit(self._waiting)

    def close(self) -> None:
        """Finish what was asked for (a decision is never lost), and drop every late answer."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            self._thread.join()


def _nobody(bug: BaseException) -> None:
    """Stand where nobody wants to be told of a bug."""
