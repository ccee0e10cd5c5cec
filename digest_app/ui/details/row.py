"""One field of an article's details: its value, where it came from, and what others say."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from digest_app.app.details import DetailRow, Said
from digest_app.ui.buttons import label, push

_NONE = "The file states none"


class ValueField(QLineEdit):
    """A value to type over. ``typed`` carries other words once done; Esc takes them back."""

    typed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(_NONE)
        self.setAcceptDrops(False)
        self.editingFinished.connect(self._tell)

    def show_value(self, value: str) -> None:
        """Show a value; words that are being typed stay."""
        if self.text() == self._shown or not self.hasFocus():
            self.setText(value)
            self.setCursorPosition(0)
        self._shown = value

    def _tell(self) -> None:
        if self.text().strip() != self._shown:
            self.typed.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take typed words back with Esc, and let a second Esc close the window."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
        else:
            super().keyPressEvent(event)


class RowWidget(QWidget):
    """Shows one field. ``typed`` carries words, ``chosen`` a value, ``takenBack`` says itself."""

    typed = Signal(object)
    chosen = Signal(object)
    takenBack = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = ValueField(name)
        self.field.typed.connect(self.typed)
        self._source = label(kind="muted", wraps=True)
        self._back = push("Take Back", "quiet")
        self._back.setAccessibleName(f"Take back {name.lower()}")
        self._back.clicked.connect(self.takenBack)
        self._problem = label(wraps=True)
        self._others = QVBoxLayout()
        self._others.setSpacing(0)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._source, 1)
        line.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addLayout(line)
        column.addWidget(self._problem)
        column.addLayout(self._others)
        self._problem.hide()

    def show_row(self, row: DetailRow) -> None:
        """Show a field as it stands now."""
        self.field.show_value(row.value)
        self._source.setText(_sentence(row.source))
        self._source.setVisible(bool(row.source))
        self._back.setVisible(row.is_own)
        self._problem.hide()
        while item := self._others.takeAt(0):
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        for said in row.others:
            self._others.addWidget(self._other(said))

    def _other(self, said: Said) -> QWidget:
        """Return a line with what another source says, and the button that takes it."""
        words = label(f"{said.value}  ·  {said.source}", "muted", wraps=True)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        use = push("Use This", "quiet")
        use.setAccessibleName(f"Use {said.value}")
        use.clicked.connect(lambda: self.chosen.emit(said.value))
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words, 1)
        line.addWidget(use)
        return made

    @property
    def problem(self) -> str:
        """What it says is wrong with the typed words; empty where nothing is."""
        return self._problem.text() if self._problem.isVisibleTo(self) else ""

    def refuse(self, sentence: str) -> None:
        """Say why what was typed cannot be."""
        self._problem.setText(sentence)
        self._problem.show()


def _sentence(source: str) -> str:
    return f"{source[:1].upper()}{source[1:]}"
