"""What stands where there is nothing to show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from digest_app.ui.buttons import label
from digest_app.ui.theme.look import Look


class Blank(QWidget):
    """Says what could stand here, and offers what can be done; never a blank pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = label(kind="muted", wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        column.addWidget(self._words)
        column.addSpacing(14)
        column.addLayout(self._row)
        column.addStretch(3)

    def say(self, words: str) -> None:
        """Show some words."""
        self._words.setText(words)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def offer(self, buttons: Sequence[QWidget]) -> None:
        """Put buttons under the words, centred."""
        self._row.addStretch(1)
        for button in buttons:
            self._row.addWidget(button)
        self._row.addStretch(1)

    def set_look(self, look: Look) -> None:
        """Write in another size."""
        self._words.setFont(look.control(1.1))
