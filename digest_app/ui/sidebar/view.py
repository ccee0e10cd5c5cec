"""The sidebar as a view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from digest_app.domain.listing import View
from digest_app.ui.listing.dragging import are_chosen_articles
from digest_app.ui.listing.model import Index
from digest_app.ui.sidebar.delegate import EntryDelegate
from digest_app.ui.sidebar.entries import Entry
from digest_app.ui.theme.look import Look

_NOWHERE = QModelIndex()


class _Lines(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        return entry if role == Qt.ItemDataRole.UserRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entries[index.row()].is_section:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def renumber(self, entries: tuple[Entry, ...]) -> None:
        """Take lines that differ from the old ones in their numbers alone."""
        before, self.entries = self.entries, entries
        for at, (old, new) in enumerate(zip(before, entries, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(at), self.index(at))


class Sidebar(QListView):
    """Tells what was chosen: ``viewChosen``, ``searchChosen``, ``digestChosen``.

    They carry a View, a SavedSearch, and a digest's number. ``menuWished`` carries a point on
    the screen and the Entry whose menu is asked for, ``articlesDropped`` the Entry on which the
    chosen articles were dropped.
    """

    viewChosen = Signal(object)
    searchChosen = Signal(object)
    digestChosen = Signal(object)
    menuWished = Signal(object, object)
    articlesDropped = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _Lines(self)
        self._delegate = EntryDelegate(look, self)
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Places, labels, searches and digests")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setContentsMargins(0, 0, 0, 0)
        self.setViewportMargins(0, 8, 0, 8)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._delegate.set_look(look)
        self.scheduleDelayedItemsLayout()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines that are shown."""
        return self._lines.entries

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other lines or numbers; what is chosen stays chosen, without being told again."""
        made = tuple(entries)
        if _unnumbered(made) == _unnumbered(self._lines.entries):
            self._lines.renumber(made)
            return
        chosen = self.chosen()
        was = self.selectionModel().blockSignals(True)
        self._lines.beginResetModel()
        self._lines.entries = made
        self._lines.endResetModel()
        if chosen is not None:
            self._select(_target(chosen))
        self.selectionModel().blockSignals(was)
        self.viewport().update()

    def chosen(self) -> Entry | None:
        """Return the line that is chosen."""
        index = self.currentIndex()
        return index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None

    def choose(self, view: View | None = None, digest: int | None = None, search: str = "") -> None:
        """Show which list, digest or search (by its name) is open; this is not told again."""
        chosen, target = self.chosen(), (view, digest, search)
        if chosen is not None and _target(chosen) == target:
            return
        was = self.selectionModel().blockSignals(True)
        self._select(target)
        self.selectionModel().blockSignals(was)
        self.viewport().update()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Draw lines again whose numbers changed; a list would lay all of them out again."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def _select(self, target: tuple[View | None, int | None, str]) -> None:
        for at, entry in enumerate(self._lines.entries):
            if not entry.is_section and _target(entry) == target:
                self.setCurrentIndex(self._lines.index(at))
                return

    def _tell(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if entry is None:
            return
        if entry.view is not None:
            self.viewChosen.emit(entry.view)
        elif entry.search is not None:
            self.searchChosen.emit(entry.search)
        elif entry.digest is not None:
            self.digestChosen.emit(entry.digest)

    # -- articles that are dragged here; files go to the window around ---------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take articles; what else is dragged is the window's."""
        event.setAccepted(are_chosen_articles(event.mimeData()))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Light the line that the articles would be dropped on."""
        entry = self._aim(event.position().toPoint())
        event.setAccepted(entry is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Light no line any more."""
        self._light(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell the line; the articles themselves stay in the list until it is done."""
        entry = self._aim(event.position().toPoint())
        self._light(-1)
        event.setAccepted(entry is not None)
        if entry is not None:
            self.articlesDropped.emit(entry)

    def _aim(self, point: QPoint) -> Entry | None:
        """Light and return the line under a point, where it takes articles."""
        index = self.indexAt(point)
        entry: Entry | None = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        takes = entry is not None and entry.takes_articles
        self._light(index.row() if takes else -1)
        return entry if takes else None

    def _light(self, line: int) -> None:
        if self._delegate.target != line:
            self._delegate.target = line
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a line, the chosen one again too; leave it where only a menu is asked for."""
        if event.button() is Qt.MouseButton.RightButton:
            return
        index = self.indexAt(event.position().toPoint())
        is_again = index.isValid() and index == self.currentIndex()
        super().mousePressEvent(event)
        if is_again:
            self._tell(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a line's menu: the one under the pointer, or the chosen one from the keys."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        point = self.viewport().mapToGlobal(self.visualRect(index).center())
        entry: Entry | None = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if entry is not None and not entry.is_section:
            self.menuWished.emit(point if by_key else event.globalPos(), entry)


def _unnumbered(entries: Iterable[Entry]) -> list[Entry]:
    return [replace(entry, count="") for entry in entries]


def _target(entry: Entry) -> tuple[View | None, int | None, str]:
    return entry.view, entry.digest, entry.search.name if entry.search else ""
