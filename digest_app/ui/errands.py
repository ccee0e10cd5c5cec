"""Long work beside the window: told how far it is, called off at any time, waited for by nobody."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from digest_app.app.opening import open_library
from digest_app.domain.problems import DigestError
from digest_app.domain.steps import CalledOff, Step, Tell
from digest_app.ui.jobs import Jobs, Worker

if TYPE_CHECKING:
    from digest_app.library.library import Library

LongWork = Callable[["Library", Tell], object]
AloneWork = Callable[[Tell], object]
_TELL_EVERY = 0.05
_PATIENCE_AT_THE_END = 5.0


class Errand(QObject):
    """One piece of long work.

    ``told`` carries each Step, though not more of them than anyone can see. It ends in one of
    ``done`` (with what the work returned), ``failed`` (with the error; a bug is shown as such
    besides) and ``calledOff``; ``ended`` comes after each of them. Whoever runs it keeps it.
    """

    told = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    calledOff = Signal()
    ended = Signal()
    _stepped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._stepped.connect(self._say, Qt.ConnectionType.QueuedConnection)
        self._over = Event()
        self._last = 0.0
        self.is_over = False

    def call_off(self) -> None:
        """Wish that it ends; it ends soon, and leaves everything as it was."""
        self._over.set()

    @property
    def is_called_off(self) -> bool:
        """Tell whether its end is wished for."""
        return self._over.is_set()

    def tell(self, step: Step) -> None:
        """Tell a step; called on the worker's thread.

        Raises:
            CalledOff: its end is wished for.
        """
        if self._over.is_set():
            raise CalledOff
        now = time.monotonic()
        if now - self._last >= _TELL_EVERY:
            self._last = now
            self._stepped.emit(step)
        time.sleep(0)  # the window's thread goes first

    def _say(self, step: Step) -> None:
        self.told.emit(step)

    def run_on(self, jobs: Jobs, work: LongWork, earlier: Event) -> Errand:
        """Do the work with the library of these jobs, once what was asked for earlier is done."""

        def do(library: Library) -> object:
            self._wait_for(earlier)
            return work(library, self.tell)

        jobs.run(
            lambda library: self._guarded(lambda: do(library)),
            done=self._end,
            failed=self._fail,
            broke=self._fail,
        )
        return self

    def _wait_for(self, earlier: Event) -> None:
        while not earlier.wait(_TELL_EVERY):
            if self._over.is_set():
                raise CalledOff

    def run_alone(self, jobs: Jobs, work: AloneWork) -> Errand:
        """Do the work while these jobs have the library closed."""
        jobs.run_alone(
            lambda: self._guarded(lambda: work(self.tell)),
            done=self._end,
            failed=self._fail,
            broke=self._fail,
        )
        return self

    @staticmethod
    def _guarded(work: Callable[[], object]) -> object:
        try:
            return work()
        except CalledOff:
            return CalledOff

    def _end(self, result: object) -> None:
        if result is CalledOff:
            self.calledOff.emit()
        else:
            self.done.emit(result)
        self.is_over = True
        self.ended.emit()

    def _fail(self, problem: BaseException) -> None:
        self.failed.emit(problem)
        self.is_over = True
        self.ended.emit()


class Errands(QObject):
    """Runs errands one after the other, on a thread and a connection of their own.

    An errand finds done what was asked of ``jobs`` before it: an export or a backup holds the
    decision that was taken a moment ago.

    ``bug`` carries an exception that no work may raise, ``damaged`` damage that it met.
    """

    bug = Signal(object)
    damaged = Signal(object)
    _stoodAside = Signal(object)

    def __init__(self, folder: Path, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._earlier = jobs
        worker = Worker(partial(open_library, folder), keeps_open=False)
        self._jobs = Jobs(worker, self)
        self._jobs.bug.connect(self.bug)
        self._jobs.damaged.connect(self.damaged)
        self._running: list[Errand] = []
        self._gate = Event()
        self._stoodAside.connect(self._do, Qt.ConnectionType.QueuedConnection)

    def run(self, work: LongWork) -> Errand:
        """Do some work when its turn comes."""
        errand = Errand()
        self._running = [*(one for one in self._running if not one.is_over), errand]
        return errand.run_on(self._jobs, work, self._earlier.so_far())

    def when_free(self, do: Callable[[], object]) -> None:
        """Call everything off; call ``do()`` when nothing of it has the library open any more.

        What is asked for meanwhile waits until :meth:`come_back`.
        """
        self._call_off()
        gate = self._gate = Event()
        self._jobs.run_alone(lambda: self._stand_aside(do, gate))

    def _stand_aside(self, do: Callable[[], object], gate: Event) -> None:
        self._stoodAside.emit(do)
        gate.wait()

    def come_back(self) -> None:
        """Go on with what waits."""
        self._gate.set()

    def _do(self, do: Callable[[], object]) -> None:
        do()

    def _call_off(self) -> None:
        for errand in self._running:
            errand.call_off()

    def close(self) -> None:
        """Call everything off and wait for it, but not for a folder that does not answer."""
        self._call_off()
        self.come_back()
        self._jobs.close(patience=_PATIENCE_AT_THE_END)


def sentence(problem: object) -> str:
    """Return what is said of work that failed; a bug is shown elsewhere."""
    if isinstance(problem, DigestError):
        return str(problem.problem)
    return "It could not be done: something went wrong inside the program."
