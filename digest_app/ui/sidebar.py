"""The sidebar: places, labels and digests, with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from digest_app.domain.listing import Counts, View
from digest_app.domain.marks import Place
from digest_app.ui.listing.model import Index
from digest_app.ui.theme.icons import pixmap
from digest_app.ui.theme.look import Look

_NOWHERE = QModelIndex()
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a list of articles (``view``), a digest (its number), or a section's name."""

    name: str
    drawing: str = ""
    view: View | None = None
    digest: int | None = None
    count: int = 0

    @property
    def is_section(self) -> bool:
        """Tell whether the line only names what follows."""
        return self.view is None and self.digest is None


def entries_of(counts: Counts, digests: Sequence[tuple[int, str]]) -> tuple[Entry, ...]:
    """Return the sidebar's lines; Inbox counts unread articles, the others all of theirs."""
    lines = [
        Entry("Inbox", "inbox", View(place=Place.INBOX), count=counts.inbox.unread),
        Entry("Starred", "star", View(starred=True), count=counts.starred.total),
        Entry("Archive", "archive", View(place=Place.ARCHIVE), count=counts.archive.total),
        Entry("Trash", "trash", View(place=Place.TRASH), count=counts.trash.total),
    ]
    if counts.labels:
        labels = (Entry(n, "label", View(label=n), count=c.total) for n, c in counts.labels)
        lines += [Entry("Labels"), *labels]
    if digests:
        lines.append(Entry("Digests"))
        lines += [Entry(title or "Digest", "digest", digest=number) for number, title in digests]
    return tuple(lines)


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
            return f"{entry.name}, {entry.count}" if entry.count else entry.name
        return entry if role == Qt.ItemDataRole.UserRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entries[index.row()].is_section:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        self._look = look
        self._em = QFontMetricsF(look.control()).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        return QSize(option.rect.width(), round(self._em * (2.3 if entry.is_section else 1.9)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if entry.is_section:
            self._section(painter, rect, entry)
        else:
            self._entry(painter, option, rect, entry)
        painter.restore()

    def _section(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        painter.setFont(self._look.caps(0.75))
        painter.setPen(self._look.colour("muted"))
        painter.drawText(rect.adjusted(self._em, self._em * 0.6, 0, 0), _ONE_LINE, entry.name)

    def _entry(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, entry: Entry
    ) -> None:
        palette = self._look.palette
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        inside = rect.adjusted(6, 1, -6, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(palette.chosen if is_chosen else palette.hover))
            painter.drawRoundedRect(inside, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(palette.accent), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside.adjusted(1, 1, -1, -1), 5, 5)
        self._words(painter, rect.adjusted(self._em * 0.9, 0, -self._em, 0), entry, is_chosen)

    def _words(self, painter: QPainter, box: QRectF, entry: Entry, is_chosen: bool) -> None:
        side = round(self._em * 1.1)
        colour = self._look.palette.accent if is_chosen else self._look.palette.muted
        ratio = painter.device().devicePixelRatioF()
        top = box.center().y() - side / 2
        painter.drawPixmap(QPointF(box.left(), top), pixmap(entry.drawing, colour, side, ratio))
        count = f"{entry.count:,}" if entry.count else ""
        painter.setFont(self._look.control(0.92))
        painter.setPen(self._look.colour("muted"))
        painter.drawText(box, _ONE_LINE | Qt.AlignmentFlag.AlignRight, count)
        font = self._look.control(bold=is_chosen)
        room = box.width() - side - self._em * (0.6 + 0.6 * len(count))
        name = QFontMetricsF(font).elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(self._look.colour("text"))
        painter.drawText(box.adjusted(side + self._em * 0.6, 0, 0, 0), _ONE_LINE, name)


class Sidebar(QListView):
    """Tells ``viewChosen`` with a View, ``digestChosen`` with a number, ``menuWished`` likewise."""

    viewChosen = Signal(object)
    digestChosen = Signal(object)
    digestMenuWished = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _Lines(self)
        self._delegate = _LineDelegate(look, self)
        self.setModel(self._lines)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Places and digests")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setContentsMargins(0, 0, 0, 0)
        self.setViewportMargins(0, 8, 0, 8)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._delegate.set_look(look)
        self.scheduleDelayedItemsLayout()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other lines or numbers; what is chosen stays chosen, without being told again."""
        chosen = self.chosen()
        was = self.selectionModel().blockSignals(True)
        self._lines.beginResetModel()
        self._lines.entries = tuple(entries)
        self._lines.endResetModel()
        if chosen is not None:
            self._select(chosen.view, chosen.digest)
        self.selectionModel().blockSignals(was)
        self.viewport().update()

    def chosen(self) -> Entry | None:
        """Return the line that is chosen."""
        index = self.currentIndex()
        return index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None

    def choose(self, view: View | None = None, digest: int | None = None) -> None:
        """Show which list or digest is open; this is not told again."""
        was = self.selectionModel().blockSignals(True)
        self._select(view, digest)
        self.selectionModel().blockSignals(was)
        self.viewport().update()

    def _select(self, view: View | None, digest: int | None) -> None:
        for at, entry in enumerate(self._lines.entries):
            if not entry.is_section and (entry.view, entry.digest) == (view, digest):
                self.setCurrentIndex(self._lines.index(at))
                return

    def _tell(self, index: QModelIndex) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if entry is not None and entry.view is not None:
            self.viewChosen.emit(entry.view)
        elif entry is not None and entry.digest is not None:
            self.digestChosen.emit(entry.digest)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a digest's menu."""
        entry = self.indexAt(event.pos()).data(Qt.ItemDataRole.UserRole)
        if entry is not None and entry.digest is not None:
            self.digestMenuWished.emit(event.globalPos(), entry.digest)
