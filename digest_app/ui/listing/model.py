"""The list's rows, fetched page by page as they come into sight."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice, takewhile
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from digest_app.domain.counting import counted
from digest_app.domain.listing import ListRow
from digest_app.ui.listing.differences import (
    PAGE,
    Coming,
    Differences,
    Going,
    Shown,
    between,
    place_of,
)
from digest_app.ui.listing.passages import Passage
from digest_app.ui.wording import day

__all__ = ["PAGE", "PASSAGE", "ArticleRows", "spoken"]

PASSAGE = int(Qt.ItemDataRole.UserRole) + 1
"""The role of the sentence that a search found, a Passage or None."""
Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[ListRow | None, int, Callable[[Sequence[ListRow]], None]], None]
"""``fetch(after, limit, answer)`` asks for the rows that follow one, and answers later."""
Touched = Sequence[Sequence[int]]
Compare = Callable[[Shown, Touched | None, Callable[[Differences], None]], None]
"""``compare(shown, touched, answer)`` asks what is different in the rows that are shown, and
answers later. ``touched`` are the articles that something was done to; None stands for all."""
Step = Going | Coming | Sequence[tuple[int, ListRow]]
#: So many rows are exchanged at a time, or so many runs of them taken out or put in: what more
#: there is waits for its turn, so that the window answers in between.
_ROWS, _RUNS = 1_000, 12
_NOWHERE = QModelIndex()


class ArticleRows(QAbstractTableModel):
    """One column of articles.

    ``settled`` says that the rows asked for have come, ``exchanged`` how many were put in the
    place of others.
    """

    settled = Signal()
    exchanged = Signal(object)

    def __init__(
        self, fetch: Fetch, compare: Compare | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._fetch, self._compare = fetch, compare or self._compare_here
        self._rows: list[ListRow] = []
        self._passages: dict[int, Passage | None] = {}
        self._complete = False
        self._asked = self._is_changing = False
        self._touched: list[Sequence[int]] | None = None
        self._steps: deque[Step] = deque()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._go_on)

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
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else usual

    def canFetchMore(self, parent: Index = _NOWHERE) -> bool:
        """Tell whether more rows may follow and none are on their way."""
        return not parent.isValid() and not self._complete and self.is_settled

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
        return not self._asked and not self._is_changing

    def row_of(self, number: int) -> int:
        """Return in which row an article stands; -1 where it has not been fetched."""
        at = place_of(self._rows, number)
        if at < len(self._rows) and self._rows[at].id == number:
            return at
        # The best matches of a search stand in no such order.
        return next((at for at, row in enumerate(self._rows) if row.id == number), -1)

    def restart(self) -> None:
        """Forget all rows and fetch the first page: another list is shown."""
        self.beginResetModel()
        self._later.stop()
        self._steps.clear()
        self._is_changing = False
        self._rows, self._complete, self._asked, self._touched = [], False, True, None
        self._passages = {}
        self.endResetModel()
        self._fetch(None, PAGE, self._append)

    def refresh(self) -> None:
        """Fetch again what is shown, and change only the rows that differ."""
        self._touched = None
        self._ask()

    def refresh_touched(self, numbers: Sequence[int]) -> None:
        """Fetch again only articles that something was done to: it costs what they cost."""
        if self._asked and self._touched is None:  # more than these is on its way
            self.refresh()
        else:
            self._touched = [*(self._touched or ()), numbers]
            self._ask()

    def _ask(self) -> None:
        self._finish()
        self._asked = True
        shown = Shown(tuple(self._rows), self._complete)
        self._compare(shown, self._touched, self._differ)

    def _compare_here(
        self, shown: Shown, _touched: Touched | None, answer: Callable[[Differences], None]
    ) -> None:
        limit = len(shown.rows) + PAGE

        def found(rows: Sequence[ListRow]) -> None:
            answer(between(shown.rows, rows, is_complete=len(rows) < limit))

        self._fetch(None, limit, found)

    def refresh_top(self, new: int) -> None:
        """Show what has come in above; what is below is left as it is, however much that is.

        ``new`` articles are known of; a page more may have come by now.
        """
        if not self.is_settled or len(self._rows) <= PAGE:
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
        self._tell_changed(at for number in passages if (at := self.row_of(number)) >= 0)

    def _append(self, rows: Sequence[ListRow]) -> None:
        self._complete = len(rows) < PAGE
        self._insert(len(self._rows), rows)
        self._asked = False
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

    def _differ(self, found: Differences) -> None:
        """Turn the old rows into the new ones; what stays keeps its selection and its place."""
        self._asked, self._touched, self._complete = False, None, found.is_complete
        changed = found.changed
        parts = [changed[at : at + _ROWS] for at in range(0, len(changed), _ROWS)]
        self._steps, self._is_changing = deque([*parts, *found.moves]), True
        self._go_on()

    def _go_on(self) -> None:
        """Do some of what is to be done; tell when it was the last."""
        for _ in range(_RUNS):
            if self._steps and self._do(self._steps.popleft()):
                break
        if self._steps:
            self._later.start(0)
        else:
            self._settle()

    def _finish(self) -> None:
        """Do all at once: what comes next builds on it."""
        self._later.stop()
        while self._steps:
            self._do(self._steps.popleft())
        self._is_changing = False

    def _settle(self) -> None:
        self._is_changing = False
        if len(self._rows) < PAGE:
            self.fetchMore()
        self.settled.emit()

    def _do(self, step: Step) -> bool:
        """Do one step; return whether it is enough for one turn."""
        match step:
            case Going(first, last):
                self.beginRemoveRows(_NOWHERE, first, last)
                del self._rows[first : last + 1]
                self.endRemoveRows()
                return last - first >= _ROWS
            case Coming(at, rows):
                self._insert(at, rows)
                return False
        for at, row in step:
            self._rows[at] = row
        self.exchanged.emit(len(step))
        self._tell_changed(at for at, _ in step)
        return True

    def _tell_changed(self, places: Iterable[int]) -> None:
        """Tell of rows that say something else: from the first of them to the last."""
        known = sorted(places)
        if known:
            self.dataChanged.emit(self.index(known[0], 0), self.index(known[-1], 0))

    def _insert(self, at: int, rows: Sequence[ListRow]) -> None:
        if rows:
            self.beginInsertRows(_NOWHERE, at, at + len(rows) - 1)
            self._rows[at:at] = rows
            self.endInsertRows()


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
