"""The list of articles as a view: a table of one column, because a list asks every row's size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from digest_app.domain.listing import ListRow
from digest_app.ui.listing.delegate import RowDelegate
from digest_app.ui.listing.dragging import card, chosen_articles
from digest_app.ui.listing.model import ArticleRows
from digest_app.ui.listing.source import Choice, Everything
from digest_app.ui.theme.look import Look

_ALSO = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class ArticleList(QTableView):
    """Shows rows; ``chosen`` carries the Choice each time that it is another one."""

    chosen = Signal(object)

    def __init__(
        self, rows: ArticleRows, delegate: RowDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows, self._delegate = rows, delegate
        self.setModel(rows)
        self.setItemDelegate(delegate)
        self.setAccessibleName("Articles")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()
        self._everything: Everything | None = None
        self.selectionModel().selectionChanged.connect(self._tell)
        rows.rowsInserted.connect(self._hold_still)
        rows.rowsInserted.connect(self._choose_what_follows)
        rows.modelAboutToBeReset.connect(self._forget_everything)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._delegate.set_look(look)
        self._fit()
        self.viewport().update()

    def set_compact(self, compact: bool) -> None:
        """Show rows of two lines, or of four."""
        self._delegate.set_compact(compact)
        self._fit()
        self.viewport().update()

    def set_label_colours(self, colours: Mapping[str, str]) -> None:
        """Draw labels in their colours, by their names."""
        if self._delegate.set_label_colours(colours):
            self.viewport().update()

    def _fit(self) -> None:
        height = self._delegate.row_height
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    # -- what is chosen -------------------------------------------------------------------

    def choice(self) -> Choice:
        """Return the articles that are chosen."""
        if self._everything is None:
            return Choice(self.chosen_rows())
        rows, ends = self._rows.rows, [(self._rows.rowCount(), 0)]
        gaps = zip([(0, -1), *self._chosen_parts()], [*self._chosen_parts(), *ends], strict=True)
        without = (row.id for above, below in gaps for row in rows[above[1] + 1 : below[0]])
        return Choice((), self._everything, frozenset(without))

    def chosen_rows(self) -> tuple[ListRow, ...]:
        """Return the selected rows from top to bottom, as far as they have been fetched."""
        rows = self._rows.rows
        return tuple(row for top, end in self._chosen_parts() for row in rows[top : end + 1])

    def _chosen_parts(self) -> list[tuple[int, int]]:
        """Return the first and the last place of each run of selected rows, from the top."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(number) for number in range(selection.count())]
        return sorted((part.top(), part.bottom()) for part in ranges)

    def choose_everything(self, everything: Everything) -> None:
        """Choose all that the list holds: the rows that are here, and those that are not."""
        was = self.selectionModel().blockSignals(True)
        self.selectAll()
        self.selectionModel().blockSignals(was)
        self._everything = everything
        self.viewport().update()
        self.chosen.emit(self.choice())

    def choose(self, number: int) -> bool:
        """Select one article, and tell whether it is in the list."""
        at = self._rows.row_of(number)
        if at >= 0:
            self._select(at)
        return at >= 0

    def _select(self, at: int) -> None:
        index = self._rows.index(at, 0)
        self._everything = None
        self.selectionModel().setCurrentIndex(index, _SELECT)
        self.scrollTo(index)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Let go of “everything” where other rows are chosen instead of it."""
        command = super().selectionCommand(index, event)
        if command & QItemSelectionModel.SelectionFlag.Clear:
            self._everything = None
        return command

    def _tell(self) -> None:
        if not self.selectionModel().hasSelection():
            self._everything = None
        self.chosen.emit(self.choice())

    def _choose_what_follows(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Select rows that are fetched at the end while everything is chosen."""
        if self._everything is not None and last == self._rows.rowCount() - 1 and first:
            top, bottom = self._rows.index(first, 0), self._rows.index(last, 0)
            was = self.selectionModel().blockSignals(True)
            self.selectionModel().select(QItemSelection(top, bottom), _ALSO)
            self.selectionModel().blockSignals(was)

    def _forget_everything(self) -> None:
        self._everything = None

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Let the chosen articles be dropped on the sidebar, and nowhere else."""
        choice = self.choice()
        if choice:
            drag = QDrag(self)
            drag.setMimeData(chosen_articles())
            drag.setPixmap(card(choice.count))
            drag.setHotSpot(QPoint(-10, -10))
            drag.exec(Qt.DropAction.CopyAction)

    # -- what is in sight -----------------------------------------------------------------

    def in_sight(self) -> tuple[int, int]:
        """Return the first row in sight, and the last one of as many again below."""
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        last = self._rows.rowCount() - 1 if last < 0 else last
        return first, last + (last - first)

    # -- moving about ---------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Select the next row, or the one before; the first one where none is selected."""
        here = self.currentIndex().row()
        at = min(max(here + by, 0), self._rows.rowCount() - 1) if here >= 0 else 0
        if 0 <= at < self._rows.rowCount():
            self._select(at)

    def next_unread(self, rows: Sequence[ListRow]) -> None:
        """Select the next row below that is unread, or the first one at all."""
        here = self.currentIndex().row()
        below = (row.id for row in islice(rows, here + 1, None) if not row.read)
        above = (row.id for row in islice(rows, max(here, 0)) if not row.read)
        number = next(below, None) or next(above, None)
        if number is not None:
            self.choose(number)

    def _hold_still(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Keep what is read in its place when rows arrive above it."""
        bar, height = self.verticalScrollBar(), self._delegate.row_height
        if bar.value() and first * height < bar.value():
            bar.setValue(bar.value() + (last - first + 1) * height)
