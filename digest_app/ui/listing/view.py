"""The list of articles as a view: a table of one column, because a list asks every row's size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from digest_app.domain.listing import ListRow
from digest_app.ui.listing.delegate import RowDelegate
from digest_app.ui.listing.model import ArticleRows
from digest_app.ui.theme.look import Look

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class ArticleList(QTableView):
    """Shows rows; ``chosen`` carries the chosen rows each time that they are others."""

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
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()
        self.selectionModel().selectionChanged.connect(lambda: self.chosen.emit(self.chosen_rows()))
        rows.rowsInserted.connect(self._hold_still)

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

    def _fit(self) -> None:
        height = self._delegate.row_height
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def chosen_rows(self) -> tuple[ListRow, ...]:
        """Return the selected rows from top to bottom."""
        indexes = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        return tuple(index.data(Qt.ItemDataRole.UserRole) for index in indexes)

    def choose(self, number: int) -> bool:
        """Select one article, and tell whether it is in the list."""
        at = self._rows.row_of(number)
        if at >= 0:
            index = self._rows.index(at, 0)
            self.selectionModel().setCurrentIndex(index, _SELECT)
            self.scrollTo(index)
        return at >= 0

    def step(self, by: int) -> None:
        """Select the next row, or the one before; the first one where none is selected."""
        here = self.currentIndex().row()
        at = min(max(here + by, 0), self._rows.rowCount() - 1) if here >= 0 else 0
        if 0 <= at < self._rows.rowCount():
            index = self._rows.index(at, 0)
            self.selectionModel().setCurrentIndex(index, _SELECT)
            self.scrollTo(index)

    def next_unread(self, rows: Sequence[ListRow]) -> None:
        """Select the next row below that is unread, or the first one at all."""
        here = self.currentIndex().row()
        places = [at for at, row in enumerate(rows) if not row.read and at != here]
        at = next((place for place in places if place > here), places[0] if places else -1)
        if at >= 0:
            self.choose(rows[at].id)

    def _hold_still(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Keep what is read in its place when rows arrive above it."""
        bar, height = self.verticalScrollBar(), self._delegate.row_height
        if bar.value() and first * height < bar.value():
            bar.setValue(bar.value() + (last - first + 1) * height)
