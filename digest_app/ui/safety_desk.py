"""Keeping the library safe: checks and backups beside the work, and the ways back from damage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from digest_app.domain.problems import DamagedLibrary, DigestError
from digest_app.domain.steps import Tell
from digest_app.ui.errands import AloneWork, Errand, Errands, sentence
from digest_app.ui.jobs import Jobs
from digest_app.ui.safety import telling
from digest_app.ui.safety.telling import Told

if TYPE_CHECKING:
    from digest_app.app.keeping_safe import KeptBackup, Report
    from digest_app.library.library import Library
    from digest_app.ui.safety.rescue import RescueDialog
    from digest_app.ui.safety.work_dialog import WorkDialog

#: Milliseconds: how long the start is left in peace, when an opening is slow, and when a
#: window that stays open for days looks again.
_IN_PEACE, _SLOW, _AGAIN = 3000, 2000, 6 * 60 * 60 * 1000
SLOW = "The library is being opened. It takes long: another program may be using it."
#: Articles put into the search index at a time, and the pause between two times.
_INDEXED, _PAUSE, _ROUNDS = 20, 250, 10_000


class SafetyDesk(QObject):
    """Looks after the library, and leads back where it was damaged.

    ``said`` carries a sentence for the toast, ``slow`` says that the library takes long to
    open, ``asking`` that the ways out are shown, ``againWished`` that it is to be tried again.
    ``cameBack`` comes after another database took the place of the library's, with the files
    to be read again. ``anotherChosen`` carries the folder of another library; ``quitWished`` is
    what it says. ``is_shut``: the library could not be opened.
    """

    said = Signal(object)
    slow = Signal()
    asking = Signal()
    cameBack = Signal(object)
    againWished = Signal()
    anotherChosen = Signal(object)
    quitWished = Signal()

    def __init__(
        self,
        folder: Path,
        jobs: Jobs,
        errands: Errands,
        let_go: Callable[[], Callable[[], None]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._folder, self._jobs, self._errands = folder, jobs, errands
        self._let_go, self._window = let_go, parent
        self._repair: Errand | None = None
        self._is_open, self._rounds = False, _ROUNDS
        self.is_shut = False
        self._was_told: set[str] = set()
        self._peace = _once(self, _IN_PEACE, self.look_after)
        self._later = _once(self, _AGAIN, self.look_after)
        self._slowness = _once(self, _SLOW, self.slow.emit)
        self._idle = _once(self, _PAUSE, self._catch_up)

        for met in (jobs.damaged, errands.damaged):
            met.connect(self.met_damage)

    # -- dialogs, made when they are wanted: a start that goes well needs none ------------

    @cached_property
    def rescue(self) -> RescueDialog:
        """The ways out of trouble."""
        from digest_app.ui.safety.rescue import RescueDialog  # noqa: PLC0415 - as above

        made = RescueDialog(self._window)
        made.salvageWished.connect(self.save_what_is_readable)
        made.restoreWished.connect(self.go_back_to)
        made.againWished.connect(self.againWished)
        made.anotherWished.connect(self.choose_library)
        made.quitWished.connect(self.quitWished)
        return made

    @cached_property
    def check_dialog(self) -> WorkDialog:
        """How a check goes, and what it found."""
        from digest_app.ui.safety.work_dialog import WorkDialog  # noqa: PLC0415 - as above

        made = WorkDialog("Check Library", self._window)
        made.repairWished.connect(self._offer_repair)
        return made

    @cached_property
    def backup_dialog(self) -> WorkDialog:
        """How a backup goes."""
        from digest_app.ui.safety.work_dialog import WorkDialog  # noqa: PLC0415 - as above

        return WorkDialog("Back Up", self._window)

    # -- at the start ---------------------------------------------------------------------

    def begin(self) -> None:
        """Wait for the library to open."""
        if not self._is_open:
            self._slowness.start()

    def opened(self) -> None:
        """Take note that the library is shown; look after it once the start is over."""
        self._slowness.stop()
        if self._is_open:
            return
        self._is_open, self.is_shut = True, False
        self._peace.start()

    def look_after(self) -> Errand:
        """Check the database quickly, make today's backup, then complete the search index."""
        self._peace.stop()
        self._later.start()
        errand = self._errands.run(_looked_after)
        errand.failed.connect(self._not_looked_after)
        errand.done.connect(self._idle.start)
        return errand

    def _not_looked_after(self, problem: object) -> None:
        if not isinstance(problem, DamagedLibrary):  # that one has its own dialog
            self.said.emit(sentence(problem))
            self._idle.start()

    def _catch_up(self) -> None:
        """Index some articles that an older version left out, while nothing else goes on.

        The rounds are bounded, so that an article that cannot be indexed is no endless work.
        """
        if self._jobs.is_busy:
            self._idle.start()
        elif self._rounds:
            self._rounds -= 1
            errand = self._errands.run(lambda library, _tell: library.catch_up(_INDEXED))
            errand.done.connect(lambda left: self._idle.start() if left else None)

    # -- trouble --------------------------------------------------------------------------

    def cannot_open(self, problem: DigestError) -> None:
        """Lead on where the library cannot be opened."""
        self._slowness.stop()
        self._is_open, self.is_shut = False, True
        if isinstance(problem, DamagedLibrary):
            self.met_damage(problem)
        elif not self.rescue.is_working:
            self.rescue.ask_about_trouble(problem.problem)
            self.asking.emit()

    def met_damage(self, error: DamagedLibrary) -> None:
        """Offer the ways back; once for the same damage, while one can go on working."""
        what = str(error.problem)
        if self.rescue.is_working or (self._is_open and what in self._was_told):
            return
        self._was_told.add(what)
        self._ask(partial(self._show_damage, error))

    def _offer_repair(self) -> None:
        self._was_told.clear()
        name, what = str(self._folder), "the database is damaged."
        self.met_damage(DamagedLibrary(name, what, "Nothing was changed."))

    def _show_damage(self, error: DamagedLibrary, backups: Sequence[KeptBackup]) -> None:
        self.rescue.ask_about_damage(error.problem, backups, opens=self._is_open)
        self.asking.emit()

    def _ask(self, show: Callable[[Sequence[KeptBackup]], None]) -> None:
        """Look for backups, without the library, and show them."""
        self._jobs.run_beside(partial(_restorable, self._folder), done=show)

    # -- repairs --------------------------------------------------------------------------

    def save_what_is_readable(self) -> None:
        """Build a new database of what the damaged one still gives."""
        self._exchange(partial(_salvaged, self._folder), telling.salvaged)

    def go_back_to(self, kept: KeptBackup) -> None:
        """Restore a backup; where the library opens, the present state is backed up first."""
        work = partial(_gone_back, self._folder, kept, backs_up=self._is_open)
        self._exchange(work, lambda made: telling.restored(made, kept.backup))

    def _exchange(self, work: AloneWork, tell: Callable[[Any], Told]) -> None:
        """Let everybody let go of the library; then put another database in its place."""
        self._peace.stop()
        self._idle.stop()
        wait, errand = self._let_go(), Errand()
        self._repair = errand
        errand.done.connect(self._came_back)
        errand.ended.connect(self._errands.come_back)
        self.rescue.follow(errand, tell)

        def work_alone(tell: Tell) -> object:
            wait()
            return work(tell)

        self._errands.when_free(partial(errand.run_alone, self._jobs, work_alone))

    def _came_back(self, made: Any) -> None:
        self._was_told.clear()
        self._is_open = False
        self.cameBack.emit(made.orphans)

    # -- commands -------------------------------------------------------------------------

    def check(self) -> None:
        """Check the database, every article and every original."""
        if self.check_dialog.is_working:
            self.check_dialog.raise_()
            return
        errand = self._errands.run(_checked)
        self.check_dialog.follow(errand, telling.checked)
        errand.done.connect(self._checked)

    def _checked(self, report: Report) -> None:
        self.check_dialog.show_told(telling.checked(report), can_repair=report.is_damaged)

    def back_up(self) -> None:
        """Make a backup now."""
        if not self.backup_dialog.is_working:
            self.backup_dialog.follow(self._errands.run(_backed_up), telling.backed_up)

    def choose_backup(self) -> None:
        """Ask which backup to restore."""
        if self.rescue.is_working:
            self.rescue.raise_()
        else:
            self._ask(self.rescue.ask_which_backup)

    def choose_library(self) -> None:
        """Ask for the folder of another library."""
        dialog = QFileDialog(self._window, "Open Another Library")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.anotherChosen.emit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def close(self) -> None:
        """Call everything off; a backup half made leaves nothing behind."""
        for timer in (self._peace, self._later, self._slowness, self._idle):
            timer.stop()
        if self._repair is not None:
            self._repair.call_off()
        self._errands.close()


def _once(parent: QObject, milliseconds: int, do: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(do)
    return timer


# -- the worker's side; what is heavy is loaded there ---------------------------------------


def _looked_after(library: Library, tell: Tell) -> object:
    from digest_app.app import keeping_safe  # noqa: PLC0415 - after the start, off its thread

    if found := keeping_safe.check_quickly(library, tell):
        raise keeping_safe.damage(library, found)
    return keeping_safe.keep_daily(library, tell)


def _checked(library: Library, tell: Tell) -> object:
    from digest_app.app import keeping_safe  # noqa: PLC0415 - as above

    return keeping_safe.check_everything(library, tell)


def _backed_up(library: Library, tell: Tell) -> object:
    from digest_app.app import keeping_safe  # noqa: PLC0415 - as above

    return keeping_safe.back_up(library, tell)


def _restorable(folder: Path) -> object:
    from digest_app.app import keeping_safe  # noqa: PLC0415 - as above

    return keeping_safe.restorable(folder)


def _salvaged(folder: Path, tell: Tell) -> object:
    from digest_app.app import keeping_safe  # noqa: PLC0415 - as above

    return keeping_safe.salvage(folder, tell)


def _gone_back(folder: Path, kept: KeptBackup, tell: Tell, *, backs_up: bool) -> object:
    from digest_app.app import keeping_safe  # noqa: PLC0415 - as above

    return keeping_safe.go_back_to(folder, kept.backup.path, backs_up=backs_up, tell=tell)
