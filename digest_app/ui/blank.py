"""What stands where there is nothing to show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from digest_app.ui.buttons import label
from digest_app.ui.theme.look import Look

_IN_A_ROW = 3


class Blank(QWidget):
    """Says what could stand here, and offers what can be done; never a blank pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = label(kind="muted", wraps=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._offers = QGridLayout()
        self._offers.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addStretch(2)
        column.addWidget(self._words)
        column.addSpacing(14)
        column.addLayout(self._offers)
        column.addStretch(3)

    def say(self, words: str) -> None:
        """Show some words."""
        self._words.setText(words)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def offer(self, buttons: Sequence[QWidget]) -> None:
        """Put buttons under the words, centred; more than three in two rows of a narrow pane."""
        columns = len(buttons) if len(buttons) <= _IN_A_ROW else (len(buttons) + 1) // 2
        for at, button in enumerate(buttons):
            self._offers.addWidget(button, at // columns, at % columns + 1)
        self._offers.setColumnStretch(0, 1)
        self._offers.setColumnStretch(columns + 1, 1)

    def set_look(self, look: Look) -> None:
        """Write in another size."""
        self._words.setFont(look.control(1.1))
