"""Adding articles: imports in processes of their own, pastes, and what became of each file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from digest_app.app import sorting
from digest_app.app.import_hold import abandoned
from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.importing import JobState, Progress, Standing
from digest_app.ui.adding import works
from digest_app.ui.adding.bar import ImportBar
from digest_app.ui.adding.choosing import choose_files, choose_folder
from digest_app.ui.adding.offer import Offer
from digest_app.ui.adding.outcomes import OutcomeList
from digest_app.ui.adding.own import OwnArrivals
from digest_app.ui.adding.saving import OutcomeSaving
from digest_app.ui.decisions import Decisions
from digest_app.ui.jobs import Jobs, Work

if TYPE_CHECKING:
    from digest_app.app.importing import ImportJob

_POLL, _REFRESH = 100, 700
_LEFT_OVER = ("what was left of the last import",)


class AddingDesk(QObject):
    """Starts imports, listens to them, and tells the bar and the list of outcomes.

    ``began`` says that something is being added, ``arrived`` carries the Changes of what came
    in, ``finished`` all outcomes of the imports that ended together, ``known`` that there is
    an import of an earlier session to tell of.
    """

    began = Signal()
    arrived = Signal(object)
    finished = Signal(object)
    known = Signal()

    def __init__(self, jobs: Jobs, decisions: Decisions, bar: ImportBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._decisions, self._bar = jobs, decisions, bar
        self._window = parent
        self._running: list[ImportJob] = []
        self._latest: dict[int, Progress] = {}
        self._outcomes: list[Outcome] = []
        self._fresh: list[Outcome] = []
        self._unstarted: list[Path] = []
        self._starting = 0
        self._earlier: int | None = None
        self._own = OwnArrivals()
        self._list = OutcomeList(parent)
        self._poll = _timer(self, _POLL, self._listen)
        self._refresh = _timer(self, _REFRESH, self._tell_arrivals)
        bar.showWished.connect(self.show_outcomes)
        bar.pauseWished.connect(self._pause)
        bar.cancelWished.connect(self.cancel)
        bar.retryWished.connect(self.retry)
        self._list.retryWished.connect(self.retry)
        self.saving = OutcomeSaving(jobs, decisions, self._list)

    # -- ways in --------------------------------------------------------------------------

    def add(self, paths: Sequence[Path], *, by_hand: bool = True) -> None:
        """Add files and folders; the bar says so before anything is read.

        What was added by hand can be undone: it goes to the Trash.
        """
        if paths:
            self._clear()
            work = partial(works.start, paths=tuple(paths))
            self._start([path.name for path in paths], work, paths, by_hand=by_hand)

    def take(self, offer: Offer) -> None:
        """Add what was dropped or pasted."""
        if offer.paths:
            self.add(offer.paths)
        elif offer.is_usable:
            self._begin(["the pasted text"])
            work = partial(works.paste, text=offer.text, html=offer.html)
            self._run(work, self._pasted, self._say_that_nothing_began)
        else:
            self._decisions.say(offer.remark or f"{offer.title}: no file and no text.")

    def go_on(self) -> None:
        """Go on with imports that were killed or let go, unless another window works on them."""
        self._jobs.run(abandoned, done=self._resume)
        self._jobs.run(works.last, done=self._know)

    def _know(self, earlier: int | None) -> None:
        self._earlier = earlier
        self.known.emit()

    def _resume(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self._start(_LEFT_OVER, partial(works.resume, number=number))

    def choose_files(self) -> None:
        """Ask for files."""
        choose_files(self._window, self.add)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        choose_folder(self._window, self.add)

    def samples(self) -> None:
        """Add the sample articles."""
        from digest_app.app.samples import sample_files  # noqa: PLC0415 - first run only

        self.add(sample_files())

    # -- a running import -----------------------------------------------------------------

    @property
    def is_busy(self) -> bool:
        """Tell whether anything is being added."""
        return bool(self._running or self._starting)

    @property
    def has_outcomes(self) -> bool:
        """Tell whether anything was added in this session."""
        return bool(self._outcomes)

    @property
    def can_tell(self) -> bool:
        """Tell whether there is an import to tell of, of this session or an earlier one."""
        return self.has_outcomes or self._earlier is not None

    @property
    def unstarted(self) -> tuple[Path, ...]:
        """The files and folders whose import could not begin."""
        return tuple(self._unstarted)

    def _begin(self, names: Sequence[str]) -> None:
        self._bar.begin(names)
        self.began.emit()

    def _clear(self) -> None:
        if not self.is_busy:
            self._outcomes.clear()
            self._latest.clear()
            self._unstarted.clear()

    def _start(
        self, names: Sequence[str], work: Work, paths: Sequence[Path] = (), *, by_hand: bool = False
    ) -> None:
        self._starting += 1
        self._begin(names)
        started = partial(self._started, by_hand=by_hand)
        self._run(work, started, partial(self._not_started, tuple(paths)))

    def _run(
        self, work: Work, done: Callable[..., None], not_done: Callable[[BaseException], None]
    ) -> None:
        self._jobs.run(work, done=done, failed=not_done, broke=not_done)

    def _started(self, begun: works.Begun, *, by_hand: bool) -> None:
        self._starting -= 1
        if by_hand:
            self._own.expect(begun.job.job)
        self._outcomes += begun.earlier
        self._running.append(begun.job)
        self._poll.start()
        self._refresh.start()

    def _not_started(self, paths: Sequence[Path], problem: BaseException) -> None:
        """Name every file whose import could not begin: it can be tried again like any other."""
        self._starting -= 1
        self._unstarted += paths
        self._outcomes += works.unstarted(paths, problem)
        self._list.show_outcomes(self._outcomes)
        self._say_that_nothing_began(problem)

    def _say_that_nothing_began(self, problem: BaseException) -> None:
        said = works.sentence(problem)
        if self.is_busy or self._poll.isActive():  # the bar tells of the imports that did begin
            self._decisions.say(said)
        else:
            self._bar.show_ending(Standing(), said)

    def _listen(self) -> None:
        """Take in what the imports told; plain values, and never a wait."""
        for job in tuple(self._running):
            for progress in job.poll():
                self._latest[progress.job] = progress
                self._fresh += progress.outcomes
                self._own.take_in(progress.job, progress.outcomes)
                self._outcomes += progress.outcomes
            if job.is_over:
                self._running.remove(job)
                job.leave()
        if self._running:
            self._show_working()
        elif not self._starting:
            self._end()

    def _show_working(self) -> None:
        told = self._latest.values()
        if told:
            standing, rate, left = works.together(told)
            counting = any(progress.counting for progress in told)
            states = {progress.state for progress in told if not progress.is_over}
            paused = states == {JobState.PAUSED}
            self._bar.show_working(standing, counting=counting, paused=paused)
            self._bar.show_pace(rate, left)

    def _end(self) -> None:
        self._poll.stop()
        self._refresh.stop()
        self._tell_arrivals()
        trouble = next((p.trouble for p in self._latest.values() if p.trouble), "")
        standing, _, _ = works.together(self._latest.values())
        self._bar.show_ending(standing, trouble)
        self._list.show_outcomes(self._outcomes)
        self._let_undo(self._own.let_go())
        self.finished.emit(tuple(self._outcomes))

    def _let_undo(self, came: Sequence[int]) -> None:
        if came:
            self._decisions.done_already(partial(sorting.added, ids=came))

    def _tell_arrivals(self) -> None:
        fresh, self._fresh = self._fresh, []
        if any(outcome.fate is Fate.ADDED for outcome in fresh):
            self.arrived.emit(works.changes(fresh))

    def _pasted(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        fates = [outcome.fate is fate for fate in (Fate.ADDED, Fate.ALREADY_THERE, Fate.FAILED)]
        trouble = str(outcome.problem) if outcome.problem is not None else ""
        self._bar.show_ending(Standing(1, *map(int, fates)), trouble)
        self._list.show_outcomes(self._outcomes)
        came = works.changes([outcome])
        self.arrived.emit(came)
        self._let_undo(came.added)
        self.finished.emit((outcome,))

    def _pause(self, paused: object) -> None:
        for job in self._running:
            job.pause() if paused else job.go_on()

    def cancel(self) -> None:
        """Stop after the files under way; what was added stays."""
        for job in self._running:
            job.cancel()

    def retry(self) -> None:
        """Try the failed files again, and go on with imports that had to stop."""
        again = [o.path for o in self._outcomes if o.fate is Fate.FAILED]
        self._outcomes = [o for o in self._outcomes if o.fate is not Fate.FAILED]
        paths, self._unstarted = self._unstarted, []
        for number, progress in tuple(self._latest.items()):
            if progress.trouble:
                self._start(_LEFT_OVER, partial(works.go_on, number=number))
            elif progress.standing.failed:
                self._start(again, partial(works.retry, number=number))
        if paths:
            self._start(again, partial(works.start, paths=tuple(paths)), paths, by_hand=True)

    # -- outcomes -------------------------------------------------------------------------

    def show_outcomes(self) -> None:
        """Show what became of each file of the last import, an earlier session's too."""
        if self._outcomes or self.is_busy or self._earlier is None:
            self._show_list()
            return
        work = partial(works.told_before, number=self._earlier)
        self._jobs.run(work, done=self._recall, failed=self._decisions.failed)

    def _recall(self, told: Progress) -> None:
        """Take an earlier session's import for the last one; its failed files can be retried."""
        if not (self._outcomes or self.is_busy):
            self._latest = {told.job: told}
            self._outcomes = list(told.outcomes)
        self._show_list()

    def _show_list(self) -> None:
        self._list.show_outcomes(self._outcomes)
        self._list.show()
        self._list.raise_()

    def let_go(self) -> Callable[[], None]:
        """Listen to running imports no more; return what waits until they have stopped.

        They stop after the files under way, and can go on later. Any thread may do the waiting.
        """
        self._poll.stop()
        self._refresh.stop()
        running = tuple(self._running)
        self._running.clear()
        if running:
            self._bar.hide()

        def wait() -> None:
            for job in running:
                job.close()

        return wait

    def close(self) -> None:
        """Let go of running imports, and wait for them."""
        self.let_go()()


def _timer(parent: QObject, milliseconds: int, do: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setInterval(milliseconds)
    timer.timeout.connect(do)
    return timer
