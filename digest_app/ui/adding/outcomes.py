"""What became of each file of an import: the file, the reason, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.counting import counted
from digest_app.ui.buttons import label, push
from digest_app.ui.listing.model import Index
from digest_app.ui.wording import tip

_HEADS = ("File", "What became of it", "What to do")
_FATES = {Fate.ADDED: "Added", Fate.ALREADY_THERE: "Already there", Fate.FAILED: "Not added"}
_NOWHERE = QModelIndex()


def told(outcome: Outcome) -> tuple[str, str, str]:
    """Return a file's name, what became of it, and what to do about it."""
    name = Path(outcome.path).name or outcome.path
    if outcome.problem is not None:
        return name, f"Not added: {outcome.problem.what}", outcome.problem.next_step
    several = len(outcome.articles)
    what = _FATES[outcome.fate] + (f" ({counted(several, 'article')})" if several > 1 else "")
    return name, " ".join([what, *outcome.notes]), ""


def as_text(outcomes: Sequence[Outcome]) -> str:
    """Return the list as text, one file a line, parted by tabs."""
    lines = ("\t".join((outcome.path, *told(outcome)[1:])).rstrip() for outcome in outcomes)
    return "\n".join(lines) + "\n"


class _Rows(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outcomes: tuple[Outcome, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.outcomes)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        is_head = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADS[section] if is_head else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        outcome = self.outcomes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return told(outcome)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip((outcome.path, *told(outcome)[1:])[index.column()])
        return None


class OutcomeList(QDialog):
    """Lists the outcomes; failures alone when asked. Never modal."""

    retryWished = Signal()
    saveWished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("What became of each file")
        self.resize(820, 460)
        self._outcomes: tuple[Outcome, ...] = ()
        self._rows = _Rows(self)
        self._words = label(kind="strong")
        self._only = QCheckBox("Only what was not added")
        self._only.toggled.connect(self._show)
        self._table = self._made_table()
        self._retry = push("Try the Failed Ones Again")
        self._retry.clicked.connect(self.retryWished)
        save = push("Save as Text…")
        save.clicked.connect(lambda: self.saveWished.emit(as_text(self._rows.outcomes)))
        close = push("Close", "primary")
        close.clicked.connect(self.close)
        self._lay_out([save, self._retry], close)

    def _made_table(self) -> QTreeView:
        table = QTreeView()
        table.setObjectName("table")
        table.setModel(self._rows)
        table.setAccessibleName("Files")
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.header().setStretchLastSection(True)
        table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.header().resizeSection(0, 230)
        return table

    def _lay_out(self, buttons: Sequence[QWidget], close: QWidget) -> None:
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._words, 1)
        top.addWidget(self._only)
        for button in buttons:
            bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._table, 1)
        column.addLayout(bottom)

    def show_outcomes(self, outcomes: Sequence[Outcome]) -> None:
        """Show other outcomes; the failed ones first in sight where there are any."""
        self._outcomes = tuple(outcomes)
        failed = sum(o.fate is Fate.FAILED for o in outcomes)
        words = counted(len(outcomes), "file")
        self._words.setText(f"{words}, {failed:,} not added" if failed else words)
        self._retry.setEnabled(bool(failed))
        self._show()

    def _show(self) -> None:
        wanted = self._only.isChecked()
        self._rows.beginResetModel()
        self._rows.outcomes = tuple(
            o for o in self._outcomes if o.fate is Fate.FAILED or not wanted
        )
        self._rows.endResetModel()
