"""Drawing one article's row: what is said, in which lines, with every elision remembered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from digest_app.domain.listing import ListRow
from digest_app.ui.listing.model import Index
from digest_app.ui.positions import Units
from digest_app.ui.theme.icons import pixmap
from digest_app.ui.theme.look import Look
from digest_app.ui.theme.palettes import mix
from digest_app.ui.wording import since

_WORDS_A_MINUTE = 230
_LINES = 3
_REMEMBERED = 4000


class _Texts(NamedTuple):
    """A row's words, cut to the width they have."""

    meta: str
    title: tuple[str, ...]
    lead: tuple[str, ...]


class _Hand(NamedTuple):
    """How one line is written: font, colour, its base line below its top, the next line's top."""

    font: QFont
    colour: QColor
    rise: float
    step: float


class RowDelegate(QStyledItemDelegate):
    """Draws rows of one height. ``now`` tells the moment that “3 h” counts back from."""

    def __init__(
        self, look: Look, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._texts: dict[tuple[int, str, str, bool, int], _Texts] = {}
        self.compact = False
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size; everything remembered is cut anew."""
        self._look = look
        quiet = QColor(mix(look.palette.muted, look.palette.text, 0.12))
        self._meta = _hand(look.control(0.88), quiet, 1.25)
        self._lead = _hand(look.control(0.95), quiet, 1.08)
        self._read = _hand(look.control(1.06), look.colour("text"), 1.06)
        self._unread = _hand(look.control(1.06, bold=True), look.colour("text"), 1.06)
        self._em = self._lead.step
        self._texts.clear()

    def set_compact(self, compact: bool) -> None:
        """Draw rows of two lines, or of four."""
        self.compact = compact
        self._texts.clear()

    @property
    def row_height(self) -> int:
        """Return the height that every row has."""
        lines = self._unread.step * (1 if self.compact else 2)
        lead = 0 if self.compact else self._lead.step
        return round(self._em * 1.35 + self._meta.step + lines + lead)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one height for all."""
        return QSize(option.rect.width(), self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row: ground, unread dot, source line, title, lead."""
        row: ListRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        inner = QRectF(option.rect).adjusted(self._em * 1.3, self._em * 0.68, -self._em * 0.75, 0)
        texts = self._cut(row, int(inner.width()))
        if not row.read:
            self._dot(painter, inner)
        self._star(painter, inner, row)
        title = self._read if row.read else self._unread
        lines = [(texts.meta, self._meta), *((t, title) for t in texts.title)]
        self._write(painter, inner, [*lines, *((t, self._lead) for t in texts.lead)])
        painter.restore()

    # -- parts of a row -------------------------------------------------------------------

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        palette, rect = self._look.palette, option.rect
        state = option.state
        inside = QRectF(rect).adjusted(5, 1, -5, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(palette.chosen))
            painter.drawRoundedRect(inside, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(palette.hover))
            painter.drawRoundedRect(inside, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 1.4))
            painter.drawRoundedRect(inside.adjusted(1, 1, -1, -1), 5, 5)

    def _dot(self, painter: QPainter, inner: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent"))
        centre = QPointF(inner.left() - self._em * 0.55, inner.top() + self._meta.step * 0.4)
        painter.drawEllipse(centre, self._em * 0.2, self._em * 0.2)

    def _star(self, painter: QPainter, inner: QRectF, row: ListRow) -> None:
        if row.starred:
            side = round(self._em * 0.95)
            ratio = painter.device().devicePixelRatioF()
            picture = pixmap("star-full", self._look.palette.accent, side, ratio)
            painter.drawPixmap(QPointF(inner.right() - side, inner.top() - 1), picture)

    @staticmethod
    def _write(painter: QPainter, inner: QRectF, lines: list[tuple[str, _Hand]]) -> None:
        y = inner.top()
        for words, hand in lines:
            painter.setFont(hand.font)
            painter.setPen(hand.colour)
            painter.drawText(QPointF(inner.left(), y + hand.rise), words)
            y += hand.step

    # -- cutting --------------------------------------------------------------------------

    def _cut(self, row: ListRow, width: int) -> _Texts:
        """Return the row's words for a width, cut once."""
        key = (row.id, row.title, row.lead, row.read, width)
        if key not in self._texts:
            if len(self._texts) > _REMEMBERED:
                self._texts.clear()
            self._texts[key] = self._newly_cut(row, width)
        return self._texts[key]

    def _newly_cut(self, row: ListRow, width: int) -> _Texts:
        when = since(row.published or row.added, self._now())
        minutes = max(1, round(row.words / _WORDS_A_MINUTE))
        parts = [row.publisher, when, f"{minutes} min", *row.labels, row.likeness]
        joined = "  ·  ".join(part for part in parts if part)
        meta = _elided(joined, self._meta.font, width - (self._em if row.starred else 0))
        hand = self._read if row.read else self._unread
        title = _wrapped(row.title, hand.font, width, 1 if self.compact else 2)
        left = 0 if self.compact else _LINES - len(title)
        lead = "" if row.lead == row.title else row.lead
        return _Texts(meta, title, _wrapped(lead, self._lead.font, width, left))


def _hand(font: QFont, colour: QColor, leading: float) -> _Hand:
    metrics = QFontMetricsF(font)
    return _Hand(font, colour, metrics.ascent(), metrics.height() * leading)


def _elided(words: str, font: QFont, width: float) -> str:
    return QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, width)


def _wrapped(words: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """Return words in at most ``most`` lines; the last one ends in … where words are left."""
    if not words or most <= 0:
        return ()
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    units = Units(words)
    points = [units.point(start) for start in starts]
    lines = [words[first:last].strip() for first, last in pairwise(points)]
    return (*lines, _elided(words[points[-1] :].strip(), font, width))
