"""The bar that finds words in the article."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from digest_app.ui.article.finding import Finding
from digest_app.ui.buttons import IconButton, label
from digest_app.ui.theme.look import Look


class FindBar(QWidget):
    """A field with its count; tells ``wanted`` words, ``stepped`` by one, and ``closed``."""

    wanted = Signal(object)
    stepped = Signal(object)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in this article")
        self.field.setAccessibleName("Find in this article")
        self.field.setAcceptDrops(False)
        self.field.textChanged.connect(self.wanted.emit)
        self._count = label(kind="muted")
        self._buttons = [IconButton("up", "Previous"), IconButton("down", "Next")]
        self._buttons.append(IconButton("close", "Close"))
        steps = (lambda: self.stepped.emit(-1), lambda: self.stepped.emit(1), self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for button, step in zip(self._buttons, steps, strict=True):
            button.clicked.connect(step)
            row.addWidget(button)
        self.set_look(look)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Draw in another palette."""
        for button in self._buttons:
            button.set_look(look)

    def open_bar(self) -> None:
        """Show the field, with what was typed last chosen."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self.wanted.emit(self.field.text())

    def show_found(self, words: str, finding: Finding) -> None:
        """Show what was found elsewhere, so that it can be stepped through; take no focus."""
        was = self.field.blockSignals(True)
        self.field.setText(words)
        self.field.blockSignals(was)
        self.show()
        self.show_finding(finding)

    def close_bar(self) -> None:
        """Hide the field, and its marks with it."""
        self.hide()
        self.wanted.emit("")
        self.closed.emit()

    def show_finding(self, finding: Finding) -> None:
        """Say which match of how many is shown."""
        if not self.field.text().strip():
            self._count.setText("")
        elif finding.matches:
            self._count.setText(f"{finding.chosen + 1:,} of {len(finding.matches):,}")
        else:
            self._count.setText("Not in the text shown")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with Enter and Shift+Enter, close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)
