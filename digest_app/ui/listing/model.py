"""The list's rows, fetched page by page as they come into sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from digest_app.domain.counting import counted
from digest_app.domain.listing import ListRow
from digest_app.ui.wording import day

PAGE = 60
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[ListRow | None, int, Callable[[Sequence[ListRow]], None]], None]
"""``fetch(after, limit, answer)`` asks for the rows that follow one, and answers later."""
_NOWHERE = QModelIndex()


class ArticleRows(QAbstractTableModel):
    """One column of articles. ``settled`` says that the rows asked for have come."""

    settled = Signal()

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._rows: list[ListRow] = []
        self._complete = False
        self._asked = False

    # -- Qt's questions -------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows have been fetched so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the one column."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, what a screen reader says, or (``UserRole``) the whole row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return row if role == Qt.ItemDataRole.UserRole else None

    def canFetchMore(self, parent: Index = _NOWHERE) -> bool:
        """Tell whether more rows may follow and none are on their way."""
        return not parent.isValid() and not self._complete and not self._asked

    def fetchMore(self, parent: Index = _NOWHERE) -> None:
        """Ask for the page that follows the last row."""
        if self.canFetchMore(parent):
            self._asked = True
            self._fetch(self._rows[-1] if self._rows else None, PAGE, self._append)

    # -- ours -----------------------------------------------------------------------------

    @property
    def rows(self) -> Sequence[ListRow]:
        """The rows that have been fetched."""
        return self._rows

    @property
    def is_settled(self) -> bool:
        """Tell whether no rows are on their way."""
        return not self._asked

    def row_of(self, number: int) -> int:
        """Return in which row an article stands; -1 where it has not been fetched."""
        return next((at for at, row in enumerate(self._rows) if row.id == number), -1)

    def restart(self) -> None:
        """Forget all rows and fetch the first page: another list is shown."""
        self.beginResetModel()
        self._rows, self._complete, self._asked = [], False, True
        self.endResetModel()
        self._fetch(None, PAGE, self._append)

    def refresh(self) -> None:
        """Fetch again what is shown, and change only the rows that differ."""
        limit = max(PAGE, len(self._rows) + PAGE)
        self._asked = True
        self._fetch(None, limit, lambda rows: self._merge(rows, limit))

    def _append(self, rows: Sequence[ListRow]) -> None:
        self._asked = False
        self._complete = len(rows) < PAGE
        if rows:
            first = len(self._rows)
            self.beginInsertRows(_NOWHERE, first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()
        self.settled.emit()

    def _merge(self, rows: Sequence[ListRow], limit: int) -> None:
        """Turn the old rows into the new ones; what stays keeps its selection and its place."""
        self._asked, self._complete = False, len(rows) < limit
        wanted = {row.id for row in rows}
        for at in reversed([i for i, row in enumerate(self._rows) if row.id not in wanted]):
            self._remove(at)
        for at, row in enumerate(rows):
            self._place(at, row)
        self.settled.emit()

    def _remove(self, at: int) -> None:
        self.beginRemoveRows(_NOWHERE, at, at)
        del self._rows[at]
        self.endRemoveRows()

    def _place(self, at: int, row: ListRow) -> None:
        """Make ``row`` the row at ``at``, given that all rows before it are right."""
        if at < len(self._rows) and self._rows[at].id == row.id:
            if self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at, 0), self.index(at, 0))
            return
        old = next((i for i in range(at, len(self._rows)) if self._rows[i].id == row.id), -1)
        if old >= 0:
            self._remove(old)
        self.beginInsertRows(_NOWHERE, at, at)
        self._rows.insert(at, row)
        self.endInsertRows()


def spoken(row: ListRow) -> str:
    """Return a row as a screen reader says it."""
    parts: Iterable[str] = (
        row.title,
        row.publisher,
        day(row.published or row.added),
        "read" if row.read else "unread",
        "starred" if row.starred else "",
        counted(row.words, "word"),
    )
    return ", ".join(part for part in parts if part)
