"""Drops anywhere on the window, and the card that says what a drop would do."""

from __future__ import annotations

import logging
from typing import cast

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from digest_app.ui.adding.offer import Offer, offer_of
from digest_app.ui.listing.dragging import are_chosen_articles
from digest_app.ui.theme.icons import pixmap
from digest_app.ui.theme.look import Look

_LOG = logging.getLogger(__name__)
_CARD_WIDTH, _CARD_HEIGHT, _ICON = 25.0, 8.4, 34


class DropCard(QWidget):
    """Covers the window while something is dragged over it; never in the way of the pointer."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._offer = look, Offer()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Draw in another palette."""
        self._look = look

    def show_offer(self, offer: Offer, around: QWidget) -> None:
        """Say what a drop would do."""
        self._offer = offer
        self.setAccessibleName(offer.title)
        self.setGeometry(around.rect())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the inset at the window's edge, a veil, and the card in its middle."""
        palette = self._look.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(palette.page)
        veil.setAlphaF(0.62)
        painter.fillRect(self.rect(), veil)
        accent = QColor(palette.accent if self._offer.is_usable else palette.muted)
        painter.setPen(QPen(accent, 2))
        painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        self._card(painter, accent)

    def _card(self, painter: QPainter, accent: QColor) -> None:
        palette, em = self._look.palette, self.fontMetrics().height()
        remark = self._offer.remark
        box = QRectF(0, 0, em * _CARD_WIDTH, em * (_CARD_HEIGHT + (1.6 if remark else 0)))
        box.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(accent, 1.5))
        painter.setBrush(QColor(palette.page))
        painter.drawRoundedRect(box, 14, 14)
        picture = pixmap("drop", accent.name(), _ICON, self.devicePixelRatioF())
        top = box.top() + em * 1.7
        painter.drawPixmap(round(box.center().x() - _ICON / 2), round(top), picture)
        painter.setPen(QColor(palette.text))
        painter.setFont(self._look.control(1.3, bold=True))
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        line = QRectF(box.left(), top + _ICON + em * 0.7, box.width(), em * 2)
        painter.drawText(line, centre, self._offer.title)
        painter.setFont(self._look.control(0.95))
        painter.setPen(QColor(palette.muted))
        words = box.adjusted(em, line.bottom() - box.top(), -em, 0)
        painter.drawText(words, centre | Qt.TextFlag.TextWordWrap, remark)


class DropZone(QObject):
    """Watches one window for drags. ``dropped`` carries the Offer; files are only ever copied."""

    dropped = Signal(object)

    def __init__(self, window: QWidget, card: DropCard) -> None:
        super().__init__(window)
        self._window, self._card = window, card
        self._offered = Offer()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the four things that a drag does."""
        kind = event.type()
        if kind is QEvent.Type.DragEnter:
            self._enter(cast("QDragEnterEvent", event))
        elif kind is QEvent.Type.DragMove:
            _copy(cast("QDropEvent", event))
        elif kind is QEvent.Type.DragLeave:
            self._card.hide()
        elif kind is QEvent.Type.Drop:
            self._drop(cast("QDropEvent", event))
        else:
            return super().eventFilter(watched, event)
        return True

    def _enter(self, event: QDragEnterEvent) -> None:
        if are_chosen_articles(event.mimeData()):  # the sidebar takes them
            event.ignore()
            return
        offer = self._offered = offer_of(event.mimeData())
        self._card.show_offer(offer, self._window)
        _LOG.info("over the window: %s", offer.title)
        if offer.is_usable:
            _copy(event)
        else:
            event.accept()
            event.setDropAction(Qt.DropAction.IgnoreAction)

    def _drop(self, event: QDropEvent) -> None:
        self._card.hide()
        offer = offer_of(event.mimeData())
        if not offer.is_usable:  # a source that is gone already hands nothing over at the end
            offer = self._offered
        _copy(event)
        self.dropped.emit(offer)


def _copy(event: QDropEvent) -> None:
    """Accept as a copy, whatever is proposed: after a move the source deletes the original."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
