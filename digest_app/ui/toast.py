"""The toast: what was just done, in the past tense, with a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from digest_app.ui.buttons import IconButton, label, push
from digest_app.ui.theme.icons import icon
from digest_app.ui.theme.look import Look

SECONDS = 10
#: Above the bar that finds words in an article, so that neither hides the other.
_ABOVE = 60


class Toast(QFrame):
    """Floats at the bottom centre of its parent; waits while hovered or focused."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._around = parent
        self._undo: Callable[[], None] | None = None
        self._words = label()
        self._button = push("Undo")
        self._button.clicked.connect(self._take_back)
        self._close = IconButton("close", "Dismiss")
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        for widget in (self._words, self._button, self._close):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        for widget in (self._button, self._close):
            widget.installEventFilter(self)
        parent.installEventFilter(self)
        self.set_look(look)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Show some words for ten seconds, with Undo where there is a way back."""
        self._undo = undo
        self._words.setText(words)
        self._button.setVisible(undo is not None)
        self.setAccessibleName(words)
        self._settle()
        self.show()
        self.raise_()
        self._timer.start()

    def set_look(self, look: Look) -> None:
        """Draw in another palette."""
        bright = look.palette.page if not look.palette.dark else look.palette.text
        self._close.setIcon(icon("close", bright))

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()

    def _settle(self) -> None:
        self.adjustSize()
        around = self._around.rect()
        left = (around.width() - self.width()) // 2
        self.move(max(8, left), around.height() - self.height() - _ABOVE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom centre, and wait while a button has the focus."""
        if watched is self._around and event.type() is QEvent.Type.Resize:
            self._settle()
        elif event.type() is QEvent.Type.FocusIn and watched is not self._around:
            self._timer.stop()
        elif event.type() is QEvent.Type.FocusOut and watched is not self._around:
            self._timer.start()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the pointer is on it."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Count again."""
        super().leaveEvent(event)
        if self.isVisible():
            self._timer.start()
