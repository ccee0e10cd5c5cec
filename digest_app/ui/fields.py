"""Fields: one that narrows what is shown while one types, and one to choose from a list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from digest_app.ui.theme.icons import pixmap

_ARROW = 14


class TypingField(QLineEdit):
    """A field that filters as one types; ``left`` says that Esc or ↓ leaves it."""

    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window's commands as long as there is something to empty."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            return self._is_for_the_field(event) or super().event(event)
        return super().event(event)

    def _is_for_the_field(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape and self.text():
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field with Esc first, and leave it then; ↓ and Enter go into the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return}:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ChoiceField(QComboBox):
    """A box to choose from; it draws its arrow, which a style sheet takes away."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, and an arrow at its end that tells that there is a list."""
        super().paintEvent(event)
        colour = self.palette().placeholderText().color().name()
        arrow = pixmap("down", colour, _ARROW, self.devicePixelRatioF())
        at_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = _ARROW // 2 if at_left else self.width() - _ARROW - _ARROW // 2
        QPainter(self).drawPixmap(x, (self.height() - _ARROW) // 2, arrow)
