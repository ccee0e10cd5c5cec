"""Adding articles: imports in processes of their own, pastes, and what became of each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from digest_app.app.import_hold import abandoned
from digest_app.domain.changes import Changes, Fate, Outcome
from digest_app.domain.importing import JobState, Progress, Standing
from digest_app.ui.adding.bar import ImportBar
from digest_app.ui.adding.offer import Offer
from digest_app.ui.adding.outcomes import OutcomeList
from digest_app.ui.decisions import Decisions
from digest_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from digest_app.app.importing import ImportJob
    from digest_app.library.library import Library

_POLL, _REFRESH = 100, 700


class AddingDesk(QObject):
    """Starts imports, listens to them, and tells the bar and the list of outcomes.

    ``began`` says that something is being added, ``arrived`` carries the Changes of what came
    in, ``finished`` all outcomes of the imports that ended together.
    """

    began = Signal()
    arrived = Signal(object)
    finished = Signal(object)

    def __init__(
        self, folder: Path, jobs: Jobs, decisions: Decisions, bar: ImportBar, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._folder, self._jobs, self._decisions, self._bar = folder, jobs, decisions, bar
        self._window = parent
        self._running: list[ImportJob] = []
        self._latest: dict[int, Progress] = {}
        self._outcomes: list[Outcome] = []
        self._fresh: list[Outcome] = []
        self._starting = 0
        self._list = OutcomeList(parent)
        self._poll = _timer(self, _POLL, self._listen)
        self._refresh = _timer(self, _REFRESH, self._tell_arrivals)
        bar.showWished.connect(self.show_outcomes)
        bar.pauseWished.connect(self._pause)
        bar.cancelWished.connect(self.cancel)
        self._list.retryWished.connect(self._retry)
        self._list.saveWished.connect(self._save)

    # -- ways in --------------------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> None:
        """Add files and folders; the bar says so before anything is read."""
        if paths:
            self._start([path.name for path in paths], partial(_start, self._folder, tuple(paths)))

    def take(self, offer: Offer) -> None:
        """Add what was dropped or pasted."""
        if offer.paths:
            self.add(offer.paths)
        elif offer.is_usable:
            self._begin(["the pasted text"])
            work = partial(_paste, offer.text, offer.html)
            self._jobs.run(work, done=self._pasted, failed=self._decisions.failed)
        else:
            self._decisions.say(offer.remark or f"{offer.title}: no file and no text.")

    def go_on(self) -> None:
        """Go on with imports that were killed or let go, unless another window works on them."""
        self._jobs.run(abandoned, done=self._resume)

    def _resume(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self._start(
                ["what was left of the last import"], partial(_resumed, self._folder, number)
            )

    def choose_files(self) -> None:
        """Ask for files."""
        dialog = QFileDialog(self._window, "Add Files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._ask(dialog)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        dialog = QFileDialog(self._window, "Add a Folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask(dialog)

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

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

    def _begin(self, names: Sequence[str]) -> None:
        self._bar.begin(names)
        self.began.emit()

    def _start(self, names: Sequence[str], work: partial[ImportJob]) -> None:
        if not self.is_busy:
            self._outcomes.clear()
            self._latest.clear()
        self._starting += 1
        self._begin(names)
        self._jobs.run(lambda _: work(), done=self._started, failed=self._not_started)

    def _started(self, job: ImportJob) -> None:
        self._starting -= 1
        self._running.append(job)
        self._poll.start()
        self._refresh.start()

    def _not_started(self, problem: object) -> None:
        self._starting -= 1
        self._bar.show_ending(Standing(), str(problem))

    def _listen(self) -> None:
        """Take in what the imports told; plain values, and never a wait."""
        for job in tuple(self._running):
            for progress in job.poll():
                self._latest[progress.job] = progress
                self._fresh += progress.outcomes
                self._outcomes += progress.outcomes
            if job.is_over:
                self._running.remove(job)
                job.close()
        if self._running:
            self._show_working()
        elif not self._starting:
            self._end()

    def _show_working(self) -> None:
        told = self._latest.values()
        if told:
            self._bar.show_working(
                _together(progress.standing for progress in told),
                counting=any(progress.counting for progress in told),
                paused=all(progress.state is JobState.PAUSED for progress in told),
            )

    def _end(self) -> None:
        self._poll.stop()
        self._refresh.stop()
        self._tell_arrivals()
        trouble = next((p.trouble for p in self._latest.values() if p.trouble), "")
        self._bar.show_ending(_together(p.standing for p in self._latest.values()), trouble)
        self._list.show_outcomes(self._outcomes)
        self.finished.emit(tuple(self._outcomes))

    def _tell_arrivals(self) -> None:
        fresh, self._fresh = self._fresh, []
        if any(outcome.fate is Fate.ADDED for outcome in fresh):
            self.arrived.emit(_changes(fresh))

    def _pasted(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        fates = [outcome.fate is fate for fate in (Fate.ADDED, Fate.ALREADY_THERE, Fate.FAILED)]
        self._bar.show_ending(Standing(1, *map(int, fates)), _trouble(outcome))
        self._list.show_outcomes(self._outcomes)
        self.arrived.emit(_changes([outcome]))
        self.finished.emit((outcome,))

    def _pause(self, paused: object) -> None:
        for job in self._running:
            job.pause() if paused else job.go_on()

    def cancel(self) -> None:
        """Stop after the files under way; what was added stays."""
        for job in self._running:
            job.cancel()

    def _retry(self) -> None:
        failed = [o.path for o in self._outcomes if o.fate is Fate.FAILED]
        for number in tuple(self._latest):
            self._start(failed, partial(_retried, self._folder, number))

    # -- outcomes -------------------------------------------------------------------------

    def show_outcomes(self) -> None:
        """Show what became of each file of the last import."""
        self._list.show_outcomes(self._outcomes)
        self._list.show()
        self._list.raise_()

    def _save(self, text: object) -> None:
        dialog = QFileDialog(self._list, "Save as Text")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("outcomes.txt")
        dialog.fileSelected.connect(lambda name: self._write(Path(name), str(text)))
        dialog.open()

    def _write(self, path: Path, text: str) -> None:
        self._jobs.run(lambda _: _written(path, text), failed=self._decisions.failed)

    def close(self) -> None:
        """Let go of running imports; they stop after the files under way, and can go on later."""
        self._poll.stop()
        self._refresh.stop()
        for job in self._running:
            job.close()
        self._running.clear()


def _timer(parent: QObject, milliseconds: int, do: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setInterval(milliseconds)
    timer.timeout.connect(do)
    return timer


def _together(standings: Iterable[Standing]) -> Standing:
    """Return the numbers of several imports as those of one."""
    several = list(standings)
    return Standing(
        sum(s.total for s in several),
        sum(s.added for s in several),
        sum(s.already_there for s in several),
        sum(s.failed for s in several),
    )


def _start(folder: Path, paths: tuple[Path, ...]) -> ImportJob:
    from digest_app.app.importing import ImportJob  # noqa: PLC0415 - 14 ms, on the worker's thread

    return ImportJob.start(folder, paths)


def _retried(folder: Path, number: int) -> ImportJob:
    from digest_app.app.importing import ImportJob  # noqa: PLC0415 - 14 ms, on the worker's thread

    return ImportJob.retry(folder, number)


def _resumed(folder: Path, number: int) -> ImportJob:
    from digest_app.app.importing import ImportJob  # noqa: PLC0415 - 14 ms, on the worker's thread

    return ImportJob.resume(folder, number)


def _paste(text: str, html: str, library: Library) -> Outcome:
    from digest_app.app.pasting import paste  # noqa: PLC0415 - the readers come with it

    return paste(library, text=text, html=html)


def _changes(outcomes: Iterable[Outcome]) -> Changes:
    return Changes(added=tuple(n for o in outcomes if o.fate is Fate.ADDED for n in o.articles))


def _trouble(outcome: Outcome) -> str:
    return str(outcome.problem) if outcome.problem is not None else ""


def _written(path: Path, text: str) -> None:
    from digest_app.app.files import write_whole  # noqa: PLC0415 - only when saving

    write_whole(path, text.encode("utf-8"))
