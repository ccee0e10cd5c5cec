"""The key sheet: every command that has a key, and the keys of the facts panel."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from digest_app.ui.buttons import label, push
from digest_app.ui.commands import COMMANDS, PANEL_KEYS
from digest_app.ui.theme.look import Look

_Part = tuple[str, list[tuple[str, str]]]
_COLUMNS = 3
_SIZE = QSize(1060, 760)


def sections() -> list[_Part]:
    """Return ``(menu, [(keys, what they do)])``, the facts panel's own keys last."""
    made: list[_Part] = []
    for menu, commands in groupby(COMMANDS, lambda command: command.menu):
        rows = [(_shown(c.keys), _plain(c.text)) for c in commands if c.keys]
        if rows:
            made.append((_plain(menu), rows))
    return [*made, ("On a fact", list(PANEL_KEYS))]


def _shown(keys: tuple[str, ...]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return "  or  ".join(QKeySequence(key).toString(native) for key in keys)


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")


class KeySheet(QDialog):
    """Shows the keys; Esc or F1 closes it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        columns = QHBoxLayout()
        columns.setSpacing(34)
        parts = sections()
        for group in _spread(parts):
            column = QVBoxLayout()
            for name, rows in group:
                column.addWidget(self._section(look, name, rows))
            column.addStretch(1)
            columns.addLayout(column)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setLayout(columns)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(inside)
        close = push("Close", "primary")
        close.clicked.connect(self.close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.addWidget(area)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        room = parent.size() - QSize(60, 60) if parent else _SIZE
        self.resize(_SIZE.boundedTo(room))

    @staticmethod
    def _section(look: Look, name: str, rows: list[tuple[str, str]]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 14)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        head = label(name, "muted")
        head.setFont(look.caps(0.8))
        grid.addWidget(head, 0, 0, 1, 2)
        for at, (keys, what) in enumerate(rows, start=1):
            key = label(keys, "strong")
            key.setFont(look.control(0.95, bold=True))
            grid.addWidget(key, at, 0)
            grid.addWidget(label(what), at, 1)
        grid.setColumnStretch(1, 1)
        return made


def _spread(parts: list[_Part]) -> list[list[_Part]]:
    """Spread sections over columns, each into the one that is shortest so far."""
    columns: list[list[_Part]] = [[] for _ in range(_COLUMNS)]
    for part in parts:
        shortest = min(columns, key=lambda column: sum(len(rows) + 3 for _, rows in column))
        shortest.append(part)
    return columns
