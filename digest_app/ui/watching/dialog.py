"""The list of watched folders: which there are, one more, one less."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from digest_app.ui.blank import Blank
from digest_app.ui.buttons import label, push
from digest_app.ui.wording import tip

if TYPE_CHECKING:
    from digest_app.app.watching import Watched

_WORDS = (
    "Files that appear in these folders, or in folders inside them, come to the Inbox once they"
    " have stopped growing. They are copied; the folders stay as they are."
)


class WatchDialog(QDialog):
    """Shows the watched folders. Never modal.

    ``addWished`` carries a folder and whether the files that are there already come too;
    ``removeWished`` a folder.
    """

    addWished = Signal(object, object)
    removeWished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Watched Folders")
        self.resize(560, 360)
        self.folders = QListWidget()
        self.folders.setObjectName("table")
        self.folders.setAccessibleName("Watched folders")
        self.folders.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._none = Blank()
        self._none.say("No folder is watched yet.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.folders)
        self._stack.addWidget(self._none)
        self.present_too = QCheckBox("Take the files that are there already")
        self.present_too.setChecked(True)
        self.add, self.remove = push("Add…"), push("Remove")
        self.close_ = push("Close", "primary")
        self.add.clicked.connect(self._choose)
        self.remove.clicked.connect(self._remove)
        self.close_.clicked.connect(self.close)
        self.folders.currentItemChanged.connect(lambda *_: self._settle())
        self._lay_out()
        self._settle()

    def _lay_out(self) -> None:
        adding, bottom = QHBoxLayout(), QHBoxLayout()
        adding.setSpacing(14)
        adding.addWidget(self.add)
        adding.addWidget(self.present_too)
        adding.addStretch(1)
        bottom.addWidget(self.remove)
        bottom.addStretch(1)
        bottom.addWidget(self.close_)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(_WORDS, wraps=True))
        column.addWidget(self._stack, 1)
        column.addLayout(adding)
        column.addLayout(bottom)

    def show_folders(self, folders: Iterable[Watched]) -> None:
        """Show the folders; one that is gone is named as such."""
        chosen = self._chosen()
        self.folders.clear()
        for folder, is_there in folders:
            gone = "" if is_there else "   (not there now)"
            item = QListWidgetItem(f"{folder}{gone}")
            item.setData(Qt.ItemDataRole.UserRole, folder)
            item.setToolTip(tip(item.text()))
            self.folders.addItem(item)
            if folder == chosen:
                self.folders.setCurrentItem(item)
        self._settle()

    def _settle(self) -> None:
        self._stack.setCurrentWidget(self.folders if self.folders.count() else self._none)
        self.remove.setEnabled(self._chosen() is not None)

    def _chosen(self) -> Path | None:
        item = self.folders.currentItem()
        folder: Path | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return folder

    def _choose(self) -> None:
        dialog = QFileDialog(self, "Watch a Folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._add)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add(self, name: str) -> None:
        self.addWished.emit(Path(name), self.present_too.isChecked())

    def _remove(self) -> None:
        if (folder := self._chosen()) is not None:
            self.removeWished.emit(folder)
