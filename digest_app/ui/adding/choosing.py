"""The dialogs that ask for files and folders to add."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Add = Callable[[Sequence[Path]], None]


def choose_files(window: QWidget, add: Add) -> None:
    """Ask for files."""
    _ask(QFileDialog(window, "Add Files"), QFileDialog.FileMode.ExistingFiles, add)


def choose_folder(window: QWidget, add: Add) -> None:
    """Ask for a folder."""
    _ask(QFileDialog(window, "Add a Folder"), QFileDialog.FileMode.Directory, add)


def _ask(dialog: QFileDialog, mode: QFileDialog.FileMode, add: Add) -> None:
    dialog.setFileMode(mode)
    dialog.filesSelected.connect(lambda names: add([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
