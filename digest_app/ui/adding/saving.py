"""Saving the list of what became of each file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from digest_app.ui.adding import works
from digest_app.ui.adding.outcomes import OutcomeList
from digest_app.ui.decisions import Decisions
from digest_app.ui.jobs import Jobs


class OutcomeSaving(QObject):
    """Writes the list of outcomes where the user says."""

    def __init__(self, jobs: Jobs, decisions: Decisions, shown: OutcomeList) -> None:
        super().__init__(shown)
        self._jobs, self._decisions, self._list = jobs, decisions, shown
        shown.saveWished.connect(self._choose_place)

    def _choose_place(self, text: object) -> None:
        dialog = QFileDialog(self._list, "Save as Text")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("outcomes.txt")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name), str(text)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: Path, text: str) -> None:
        """Write the list to a file, whole or not at all."""
        said = f"Saved “{path.name}”"
        self._jobs.run(
            partial(works.save, path=path, text=text),
            done=lambda _: self._decisions.say(said),
            failed=self._decisions.failed,
        )
