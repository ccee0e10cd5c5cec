"""The panel's tree: sections that fold, and under each its facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from digest_app.domain.counting import counted
from digest_app.domain.fact import Fact
from digest_app.ui.factpanel.rows import FactRow, Section, sections_of, statement
from digest_app.ui.wording import tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FactTree(QAbstractItemModel):
    """Two levels: an index's ``internalId`` is 0 for a section, else its section's number + 1."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._sections: tuple[Section, ...] = ()

    def show_facts(self, text: str, facts: Sequence[Fact], wanted: str = "") -> None:
        """Show the facts of another article, or of the same one as they are now."""
        self.beginResetModel()
        self._text = text
        self._sections = sections_of(facts, wanted)
        self.endResetModel()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that are shown."""
        return self._sections

    def row_at(self, index: Index) -> FactRow | None:
        """Return the row at an index, None for a section's own line."""
        if not index.isValid() or index.internalId() == 0:
            return None
        return self._sections[index.internalId() - 1].rows[index.row()]

    def section_at(self, index: Index) -> Section | None:
        """Return the section whose own line an index is."""
        if not index.isValid() or index.internalId():
            return None
        return self._sections[index.row()]

    def statement_at(self, index: Index) -> tuple[str, int, int]:
        """Return the sentence under a row's value, and where the value stands in it."""
        row = self.row_at(index)
        return statement(self._text, row.best) if row else ("", 0, 0)

    def indexes_of(self, fact: Fact) -> list[QModelIndex]:
        """Return every index under which a fact stands."""
        return [
            self.createIndex(at, 0, number)
            for number, section in enumerate(self._sections, start=1)
            for at, row in enumerate(section.rows)
            if fact in row.facts
        ]

    # -- Qt's questions -------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Return the index of a section, or of a row in one."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # Qt has two
        """Return the section of a row."""
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many sections there are, or rows in one."""
        if not parent.isValid():
            return len(self._sections)
        return len(self._sections[parent.row()].rows) if parent.internalId() == 0 else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the one column."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is written, what a screen reader says, and why a fact stands here."""
        row, section = self.row_at(index), self.section_at(index)
        if row is not None:
            return self._row_data(index, row, role)
        if section is not None:
            if role == Qt.ItemDataRole.DisplayRole:
                return section.name
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{section.name}, {counted(len(section.rows), 'fact')}"
        return None

    def _row_data(self, index: Index, row: FactRow, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (row.title, "pinned" if row.pinned else "", self.statement_at(index)[0])
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(filter(None, (row.best.value, row.best.why)))) or None
        return None
