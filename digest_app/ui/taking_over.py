"""Taking the files that a second launch hands to this window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from digest_app.app.one_window import handed_folder, taken_over

#: Milliseconds between two looks; the system's own watching makes the next one come at once.
_NOW_AND_THEN = 1500


class TakingOver(QObject):
    """Looks for files that were handed over. ``came`` carries them; none: only come forward."""

    came = Signal(object)

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._timer = QTimer(self)
        self._timer.setInterval(_NOW_AND_THEN)
        self._timer.timeout.connect(self.look)
        self._system: QFileSystemWatcher | None = None

    def begin(self) -> None:
        """Look from now on."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Take what is there now."""
        place = handed_folder(self._folder)
        if self._system is None and place.is_dir():
            self._system = QFileSystemWatcher([str(place)], self)
            self._system.directoryChanged.connect(lambda _: self.look())
        for files in taken_over(self._folder):
            self.came.emit(files)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
