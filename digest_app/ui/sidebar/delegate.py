"""Drawing one line of the sidebar."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from digest_app.ui.listing.model import Index
from digest_app.ui.sidebar.entries import Entry
from digest_app.ui.theme import labels
from digest_app.ui.theme.icons import pixmap
from digest_app.ui.theme.look import Look

_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class EntryDelegate(QStyledItemDelegate):
    """Draws a section's name, or an icon or a label's dot with a name and a number."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.target = -1  # the line that a drag would be dropped on
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._look = look
        self._em = QFontMetricsF(look.control()).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a line's height; sections stand off from what is above them."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        return QSize(option.rect.width(), round(self._em * (2.3 if entry.is_section else 1.9)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if entry.is_section:
            self._section(painter, rect, entry)
        else:
            self._entry(painter, option, rect, index)
        painter.restore()

    def _section(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        painter.setFont(self._look.caps(0.75))
        painter.setPen(self._look.colour("muted"))
        painter.drawText(rect.adjusted(self._em, self._em * 0.6, 0, 0), _ONE_LINE, entry.name)

    def _entry(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, index: Index
    ) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        palette = self._look.palette
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_target = index.row() == self.target
        inside = rect.adjusted(6, 1, -6, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(palette.chosen if is_chosen else palette.hover))
            painter.drawRoundedRect(inside, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus or is_target:
            painter.setPen(QPen(QColor(palette.accent), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside.adjusted(1, 1, -1, -1), 5, 5)
        box = rect.adjusted(self._em * 0.9, 0, -self._em, 0)
        self._sign(painter, box, entry, is_chosen=is_chosen)
        self._words(painter, box, entry, is_chosen=is_chosen)

    def _sign(self, painter: QPainter, box: QRectF, entry: Entry, *, is_chosen: bool) -> None:
        side, palette = round(self._em * 1.1), self._look.palette
        if entry.colour is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(labels.dot(palette, entry.colour)))
            centre = QPointF(box.left() + side / 2, box.center().y())
            painter.drawEllipse(centre, self._em * 0.3, self._em * 0.3)
            return
        colour = palette.accent if is_chosen else palette.muted
        ratio = painter.device().devicePixelRatioF()
        top = box.center().y() - side / 2
        painter.drawPixmap(QPointF(box.left(), top), pixmap(entry.drawing, colour, side, ratio))

    def _words(self, painter: QPainter, box: QRectF, entry: Entry, *, is_chosen: bool) -> None:
        painter.setFont(self._look.control(0.92))
        painter.setPen(self._look.colour("muted"))
        painter.drawText(box, _ONE_LINE | Qt.AlignmentFlag.AlignRight, entry.count)
        font, left = self._look.control(bold=is_chosen), self._em * 1.1 + self._em * 0.6
        room = box.width() - left - self._em * 0.6 * len(entry.count)
        name = QFontMetricsF(font).elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(self._look.colour("text"))
        painter.drawText(box.adjusted(left, 0, 0, 0), _ONE_LINE, name)
