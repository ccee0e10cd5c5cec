"""A small window that offers files, as a file manager does: press on it and move.

It stays until it is stopped, because a target asks for the files after they were let go.

It says on its standard output where it stands once it is seen, when the drag begins, what a
target would do, and what was done in the end. Both a copy and a move are offered, so that a
target which moves is found out.
"""

# ruff: noqa: T201 - it talks to the test by its standard output
# ruff: noqa: N802 - Qt's spelling

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Offers the files named on the command line."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__("files")
        self._paths = paths
        self._is_seen = False
        self.setWindowFlags(
            Qt.WindowType.X11BypassWindowManagerHint | Qt.WindowType.WindowStaysOnTopHint
        )
        self.setFixedSize(60, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_seen:  # now a press arrives, too
            self._is_seen = True
            middle = self.mapToGlobal(self.rect().center())
            print("place", middle.x(), middle.y(), flush=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in self._paths])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.actionChanged.connect(lambda action: print("would", action.name, flush=True))
        print("dragging", flush=True)
        both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        print("done", drag.exec(both, Qt.DropAction.MoveAction).name, flush=True)


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    source = Source(sys.argv[1:])
    corner = app.primaryScreen().geometry().bottomRight()
    source.move(corner.x() - 70, corner.y() - 70)
    source.show()
    sys.exit(app.exec())
