"""Everything out of the library into a folder, and into it again elsewhere."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from digest_app.domain.steps import Tell
from digest_app.ui.errands import Errand, Errands
from digest_app.ui.safety import telling

if TYPE_CHECKING:
    from digest_app.library.library import Library
    from digest_app.ui.safety.work_dialog import WorkDialog


class MovingDesk(QObject):
    """Exports and imports whole libraries. ``cameIn`` says that something may have come in."""

    cameIn = Signal()

    def __init__(self, errands: Errands, parent: QWidget) -> None:
        super().__init__(parent)
        self._errands, self._window = errands, parent

    @cached_property
    def out_dialog(self) -> WorkDialog:
        """How an export goes."""
        return self._made("Export Everything")

    @cached_property
    def in_dialog(self) -> WorkDialog:
        """How an import goes."""
        return self._made("Import a Library")

    def _made(self, title: str) -> WorkDialog:
        from digest_app.ui.safety.work_dialog import WorkDialog  # noqa: PLC0415 - once wanted

        return WorkDialog(title, self._window)

    def choose_place(self) -> None:
        """Ask where the folder with everything is to be made."""
        dialog = QFileDialog(self._window, "Export Everything: Choose a Place for the Folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.export_into(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_export(self) -> None:
        """Ask for the folder that an export made."""
        dialog = QFileDialog(self._window, "Import a Library: Choose an Exported Folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.import_from(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export_into(self, place: Path) -> Errand | None:
        """Export the library into a new folder in a place; None while an export is under way."""
        if self.out_dialog.is_working:
            self.out_dialog.raise_()
            return None
        errand = self._errands.run(partial(_exported, place=place))
        self.out_dialog.follow(errand, telling.exported)
        return errand

    def import_from(self, folder: Path) -> Errand | None:
        """Add an exported library to this one; None while an import of one is under way."""
        if self.in_dialog.is_working:
            self.in_dialog.raise_()
            return None
        errand = self._errands.run(partial(_imported, folder=folder))
        self.in_dialog.follow(errand, telling.imported)
        errand.ended.connect(self.cameIn)
        return errand


def _exported(library: Library, tell: Tell, place: Path) -> object:
    from digest_app.app.moving_whole import export_into  # noqa: PLC0415 - only when it is wanted

    return export_into(library, place, tell)


def _imported(library: Library, tell: Tell, folder: Path) -> object:
    from digest_app.app.moving_whole import import_from  # noqa: PLC0415 - only when it is wanted

    return import_from(library, folder, tell)
