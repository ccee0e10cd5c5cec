"""The key sheet: every command that has a key, and the keys of the facts panel."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from digest_app.ui.buttons import label, push
from digest_app.ui.commands import COMMANDS, PANEL_KEYS
from digest_app.ui.theme.look import Look

_COLUMNS = 3


def sections() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return ``(menu, [(keys, what they do)])``, the facts panel's own keys last."""
    made = []
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
        share = -(-sum(len(rows) + 2 for _, rows in parts) // _COLUMNS)
        for group in _spread(parts, share):
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
        self.resize(min(1040, parent.width() - 40) if parent else 1040, 620)

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


def _spread(
    parts: list[tuple[str, list[tuple[str, str]]]], share: int
) -> list[list[tuple[str, list[tuple[str, str]]]]]:
    """Spread sections over columns of about ``share`` lines, in order."""
    columns: list[list[tuple[str, list[tuple[str, str]]]]] = [[]]
    used = 0
    for part in parts:
        size = len(part[1]) + 2
        if columns[-1] and used + size > share + 3 and len(columns) < _COLUMNS:
            columns.append([])
            used = 0
        columns[-1].append(part)
        used += size
    return columns
