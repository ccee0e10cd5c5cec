"""The list's rows, fetched page by page as they come into sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby, islice, takewhile
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
from digest_app.ui.listing.passages import Passage
from digest_app.ui.wording import day

PAGE = 60
PASSAGE = int(Qt.ItemDataRole.UserRole) + 1
"""The role of the sentence that a search found, a Passage or None."""
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
        self._passages: dict[int, Passage | None] = {}
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
        """Return the title, what a screen reader says, the whole row, or a Passage."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row, self._passages.get(row.id))
        if role == PASSAGE:
            return self._passages.get(row.id)
        return row if role == Qt.ItemDataRole.UserRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row: it can be dragged to the sidebar too."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

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
        self._passages = {}
        self.endResetModel()
        self._fetch(None, PAGE, self._append)

    def refresh(self) -> None:
        """Fetch again what is shown, and change only the rows that differ."""
        limit = max(PAGE, len(self._rows) + PAGE)
        self._asked = True
        self._fetch(None, limit, lambda rows: self._merge(rows, limit))

    def refresh_top(self, new: int) -> None:
        """Show what has come in above; what is below is left as it is, however much that is.

        ``new`` articles are known of; a page more may have come by now.
        """
        if self._asked or len(self._rows) <= PAGE:
            self.refresh()
        else:
            self._asked = True
            self._fetch(None, new + PAGE, self._put_above)

    def without_passage(self, first: int, last: int, most: int) -> tuple[int, ...]:
        """Return the articles between two rows of whose passages nothing is known yet."""
        seen = self._rows[first : last + 1]
        missing = (row.id for row in seen if row.id not in self._passages)
        return tuple(islice(missing, most))

    def show_passages(self, passages: Mapping[int, Passage | None]) -> None:
        """Show the sentences that a search found in some articles."""
        self._passages |= passages
        places = [at for at, row in enumerate(self._rows) if row.id in passages]
        if places:
            self.dataChanged.emit(self.index(places[0], 0), self.index(places[-1], 0))

    def _append(self, rows: Sequence[ListRow]) -> None:
        self._asked = False
        self._complete = len(rows) < PAGE
        self._insert(len(self._rows), rows)
        self.settled.emit()

    def _put_above(self, rows: Sequence[ListRow]) -> None:
        self._asked = False
        first = self._rows[0].id
        new = list(takewhile(lambda row: row.id != first, rows))
        if len(new) == len(rows):  # more came than was asked for, or the first one is gone
            self.refresh()
        else:
            self._insert(0, new)
            self.settled.emit()

    def _merge(self, rows: Sequence[ListRow], limit: int) -> None:
        """Turn the old rows into the new ones; what stays keeps its selection and its place."""
        self._asked, self._complete = False, len(rows) < limit
        self._keep_only({row.id for row in rows})
        changed: list[int] = []
        at = 0
        for stays, run in groupby(rows, key=partial(_is_in, {row.id for row in self._rows})):
            new = list(run)
            if stays:
                changed += [n for n, row in enumerate(new, at) if self._place(n, row)]
            else:
                self._insert(at, new)
            at += len(new)
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], 0))
        self.settled.emit()

    def _keep_only(self, wanted: set[int]) -> None:
        """Take the other rows out, each run of them in one go."""
        going = [at for at, row in enumerate(self._rows) if row.id not in wanted]
        runs = groupby(enumerate(going), key=lambda pair: pair[1] - pair[0])
        for run in reversed([[at for _, at in pairs] for _, pairs in runs]):
            self.beginRemoveRows(_NOWHERE, run[0], run[-1])
            del self._rows[run[0] : run[-1] + 1]
            self.endRemoveRows()

    def _insert(self, at: int, rows: Sequence[ListRow]) -> None:
        if rows:
            self.beginInsertRows(_NOWHERE, at, at + len(rows) - 1)
            self._rows[at:at] = rows
            self.endInsertRows()

    def _place(self, at: int, row: ListRow) -> bool:
        """Make a row that stays the row at ``at``, given that all rows before it are right.

        Return whether it says something else now.
        """
        if self._rows[at].id != row.id:
            old = next(i for i in range(at, len(self._rows)) if self._rows[i].id == row.id)
            self.beginRemoveRows(_NOWHERE, old, old)
            del self._rows[old]
            self.endRemoveRows()
            self._insert(at, [row])
            return False
        before, self._rows[at] = self._rows[at], row
        return before != row


def _is_in(known: set[int], row: ListRow) -> bool:
    return row.id in known


def spoken(row: ListRow, passage: Passage | None = None) -> str:
    """Return a row as a screen reader says it."""
    parts: Iterable[str] = (
        row.title,
        row.publisher,
        day(row.published or row.added),
        "read" if row.read else "unread",
        "starred" if row.starred else "",
        *(f"label {name}" for name in row.labels),
        counted(row.words, "word"),
        passage.words if passage else "",
    )
    return ", ".join(part for part in parts if part)
