"""Drawing one article's row: what is said, in which lines, with every elision remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from digest_app.domain.listing import ListRow
from digest_app.ui.listing.chips import Chip, ChipPen
from digest_app.ui.listing.cutting import elided, marked, wrapped
from digest_app.ui.listing.model import PASSAGE, Index
from digest_app.ui.listing.passages import Passage
from digest_app.ui.theme.icons import pixmap
from digest_app.ui.theme.look import Look
from digest_app.ui.theme.palettes import mix
from digest_app.ui.wording import since, tip

_WORDS_A_MINUTE = 230
_LINES = 3
_REMEMBERED = 4000
_CHIPS = 0.5
"""So much of the first line the labels may take."""


class _Texts(NamedTuple):
    """A row's words, cut to the width they have; a search's sentence stands for the lead."""

    meta: str
    chips: tuple[Chip, ...]
    title: tuple[str, ...]
    lead: tuple[str, ...]
    passage: QTextLayout | None


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
        self._texts: dict[tuple[ListRow, Passage | None, int], _Texts] = {}
        self._colours: Mapping[str, str] = {}
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
        self._chips = ChipPen(look)
        self._found = QTextCharFormat()
        self._found.setFontWeight(QFont.Weight.Bold)
        self._found.setForeground(look.colour("text"))
        self._found.setBackground(look.colour("found"))
        self._texts.clear()

    def set_label_colours(self, colours: Mapping[str, str]) -> bool:
        """Draw the labels in these colours, by their names; tell whether they are others."""
        if colours == self._colours:
            return False
        self._colours = dict(colours)
        self._texts.clear()
        return True

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
        texts = self._cut(row, index.data(PASSAGE), int(inner.width()))
        if not row.read:
            self._dot(painter, inner)
        self._star(painter, inner, row)
        middle = inner.top() + self._meta.step * 0.45
        self._chips.draw(painter, inner.right() - self._star_room(row), middle, texts.chips)
        title = self._read if row.read else self._unread
        lines = [(texts.meta, self._meta), *((t, title) for t in texts.title)]
        under = self._write(painter, inner, [*lines, *((t, self._lead) for t in texts.lead)])
        if texts.passage is not None:
            painter.setPen(self._lead.colour)
            texts.passage.draw(painter, QPointF(inner.left(), under))
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

    def _star_room(self, row: ListRow) -> float:
        return self._em * 1.25 if row.starred else 0.0

    @staticmethod
    def _write(painter: QPainter, inner: QRectF, lines: list[tuple[str, _Hand]]) -> float:
        """Write lines under each other; return where the next one would begin."""
        y = inner.top()
        for words, hand in lines:
            painter.setFont(hand.font)
            painter.setPen(hand.colour)
            painter.drawText(QPointF(inner.left(), y + hand.rise), words)
            y += hand.step
        return y

    # -- cutting --------------------------------------------------------------------------

    def _cut(self, row: ListRow, passage: Passage | None, width: int) -> _Texts:
        """Return the row's words for a width, cut once."""
        key = (row, passage, width)
        if key not in self._texts:
            if len(self._texts) > _REMEMBERED:
                self._texts.clear()
            self._texts[key] = self._newly_cut(row, passage, width)
        return self._texts[key]

    def _newly_cut(self, row: ListRow, passage: Passage | None, width: int) -> _Texts:
        room = width - self._star_room(row)
        chips = self._chips.measured(row.labels, self._colours, room * _CHIPS)
        room -= sum(chip.width + self._chips.gap for chip in chips) + self._em * 0.3 * bool(chips)
        hand = self._read if row.read else self._unread
        title = wrapped(row.title, hand.font, width, 1 if self.compact or passage else 2)
        left = 0 if self.compact else _LINES - len(title)
        font = self._lead.font
        layout = marked(passage, font, self._found, width, left) if passage else None
        lead = "" if row.lead == row.title or layout is not None else row.lead
        return _Texts(
            elided(self._about(row), self._meta.font, room),
            chips,
            title,
            wrapped(lead, font, width, left),
            layout,
        )

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Say in full what a row may have had to cut: its title, and what it is like."""
        row: ListRow | None = index.data(Qt.ItemDataRole.UserRole)
        if event.type() is not QEvent.Type.ToolTip or row is None:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), in_full(row), view)
        return True

    def _about(self, row: ListRow) -> str:
        """Return the line over the title: source, moment, length, and what it is like."""
        when = since(row.published or row.added, self._now())
        minutes = max(1, round(row.words / _WORDS_A_MINUTE))
        parts = [row.publisher, when, f"{minutes} min", row.likeness]
        return "  ·  ".join(part for part in parts if part)


def in_full(row: ListRow) -> str:
    """Return a row's title, and why it is nearly the same as an earlier article, as a tool tip."""
    like = f"\nLike an earlier article: {row.likeness}." if row.likeness else ""
    return tip(f"{row.title}{like}")


def _hand(font: QFont, colour: QColor, leading: float) -> _Hand:
    metrics = QFontMetricsF(font)
    return _Hand(font, colour, metrics.ascent(), metrics.height() * leading)
