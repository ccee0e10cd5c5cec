"""Connects the details window with the library: showing, correcting, taking back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from digest_app.app import details, repairing
from digest_app.app.details import NAMES, About, WrongDetail
from digest_app.domain.changes import Changes
from digest_app.domain.marks import Detail
from digest_app.ui.decisions import Decisions
from digest_app.ui.details.window import DetailsWindow
from digest_app.ui.jobs import Jobs


class DetailsDesk(QObject):
    """Keeps the window true to the article that is open, as long as the window is."""

    def __init__(self, jobs: Jobs, decisions: Decisions, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._decisions = jobs, decisions
        self.window = DetailsWindow(parent.window())
        self._number: int | None = None
        self._about: About | None = None
        self.window.typed.connect(self._typed)
        self.window.chosen.connect(self._typed)
        self.window.takenBack.connect(self._take_back)
        self.window.folderWished.connect(self._show_folder)
        self.window.copyWished.connect(self._ask_for_copy)
        self.window.unrepairWished.connect(self._unrepair)
        decisions.changed.connect(self._changed)

    def open(self) -> None:
        """Show the window, with the article that is open."""
        self._fetch()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def follow(self, number: int | None) -> None:
        """Another article is open now, or none."""
        self._number = number
        if self.window.isVisible():
            self._fetch()

    def _changed(self, changes: Changes) -> None:
        if self._number in changes.changed and self.window.isVisible():
            self._fetch()

    def _fetch(self) -> None:
        if self._number is None:
            self._about = None
            self.window.show_nothing()
            return
        work = partial(details.about, number=self._number)
        self._jobs.run(work, done=self._show, failed=self._decisions.failed, topic="details")

    def _show(self, about: About) -> None:
        if about.number == self._number:
            self._about = about
            self.window.show_about(about)

    # -- correcting -----------------------------------------------------------------------

    def _typed(self, field: str, words: str) -> None:
        """Keep what was typed, or say why it cannot be."""
        if self._about is None:
            return
        language = next(row.value for row in self._about.rows if row.field == "language")
        try:
            values = details.read_value(field, words, language)
        except WrongDetail as refused:
            problem = refused.problem
            sentence = f"{problem.what[:1].upper()}{problem.what[1:]} {problem.next_step}"
            self.window.rows[field].refuse(sentence.rstrip())
            return
        detail = Detail(field, values)
        action = partial(details.correct, number=self._about.number, detail=detail)
        self._decisions.take(action, f"{NAMES[field]} corrected")

    def _take_back(self, field: str) -> None:
        if self._about is not None:
            action = partial(details.take_back, number=self._about.number, field=field)
            self._decisions.take(action, f"{NAMES[field]} as the file states it")

    def _unrepair(self) -> None:
        if self._about is not None:
            action = partial(repairing.unrepair, number=self._about.number)
            self._decisions.take(action, "Letters as the file has them")

    # -- the original ---------------------------------------------------------------------

    def _show_folder(self) -> None:
        """Show the folder, and not the file: a page would run what it holds in a browser."""
        if self._about is not None:
            folder = QUrl.fromLocalFile(str(self._about.file.path.parent))
            QDesktopServices.openUrl(folder)

    def _ask_for_copy(self) -> None:
        if self._about is None:
            return
        dialog = QFileDialog(self.window, "Save a Copy of the Original")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(Path(self._about.file.name).name or "original")
        number = self._about.number
        dialog.fileSelected.connect(lambda name: self._save(number, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, number: int, path: Path) -> None:
        work = partial(details.save_original, number=number, path=path)
        self._jobs.run(work, done=self._saved, failed=self._decisions.failed)

    def _saved(self, path: Path) -> None:
        self._decisions.say(f"Saved a copy: “{path.name}”")
