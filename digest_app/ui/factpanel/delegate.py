"""Drawing the panel: a section's line, and a fact as its value over its sentence."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from digest_app.domain.fact import FactType
from digest_app.ui.factpanel.model import FactTree, Index
from digest_app.ui.factpanel.rows import FactRow, Section
from digest_app.ui.theme.icons import pixmap
from digest_app.ui.theme.look import Look
from digest_app.ui.theme.palettes import mix

_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
#: No row is as wide as so many letters: what is beyond them need not be measured.
_IN_SIGHT = 600
_SOLID = Qt.PenStyle.SolidLine
_PENS = {
    FactType.ORGANIZATION: Qt.PenStyle.DashLine,
    FactType.DATE: Qt.PenStyle.DotLine,
    FactType.PERCENT: Qt.PenStyle.DashDotLine,
    FactType.QUANTITY: Qt.PenStyle.DashDotDotLine,
}


class FactDelegate(QStyledItemDelegate):
    """Draws the tree of facts."""

    def __init__(self, look: Look, tree: FactTree, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self.lit: frozenset[Index] = frozenset()
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._look = look
        self._value, self._words = look.control(1.0, bold=True), look.control(0.92)
        self._strong, self._name = look.control(0.92, bold=True), look.caps(0.78)
        self._em = QFontMetricsF(look.control()).height()

    def pin_rect(self, rect: QRectF) -> QRectF:
        """Return where a row's pin is drawn and clicked."""
        side = self._em * 1.0
        return QRectF(
            rect.right() - side - self._em * 0.55, rect.top() + self._em * 0.3, side, side
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return one height for sections and one for rows."""
        lines = 1.9 if self._tree.section_at(index) else 2.65
        return QSize(option.rect.width(), round(self._em * lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line of the tree."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        section, row = self._tree.section_at(index), self._tree.row_at(index)
        if section is not None:
            self._section(painter, option, section)
        elif row is not None:
            self._row(painter, option, index, row)
        painter.restore()

    # -- a section ------------------------------------------------------------------------

    def _section(self, painter: QPainter, option: QStyleOptionViewItem, section: Section) -> None:
        rect = QRectF(option.rect)
        self._focus(painter, option, rect)
        is_open = bool(option.state & QStyle.StateFlag.State_Open)
        box = rect.adjusted(self._em * 0.6, self._em * 0.35, -self._em * 0.75, 0)
        side = round(self._em * 0.8)
        muted = self._look.palette.muted
        ratio = painter.device().devicePixelRatioF()
        chevron = pixmap("down" if is_open else "right", muted, side, ratio)
        painter.drawPixmap(QPointF(box.left(), box.center().y() - side / 2), chevron)
        painter.setFont(self._name)
        painter.setPen(self._look.colour("muted"))
        painter.drawText(box.adjusted(self._em * 1.05, 0, 0, 0), _ONE_LINE, section.name)
        painter.setFont(self._words)
        count = str(len(section.rows))
        painter.drawText(box, _ONE_LINE | Qt.AlignmentFlag.AlignRight, count)

    def _focus(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF) -> None:
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._look.colour("accent"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(5, 2, -5, -2), 5, 5)

    # -- a fact ---------------------------------------------------------------------------

    def _row(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: FactRow
    ) -> None:
        rect = QRectF(option.rect)
        self._ground(painter, option, index, rect)
        self._focus(painter, option, rect)
        self._swatch(painter, rect, row.best.type)
        pin = self.pin_rect(rect)
        self._pin(painter, option, pin, row)
        line = self._em * 1.15
        box = QRectF(rect.left() + self._em * 1.6, rect.top() + self._em * 0.25, 0, line)
        box.setRight(pin.left() - self._em * 0.2)
        self._title(painter, box, row)
        under = QRectF(box.left(), box.bottom(), rect.right() - self._em * 0.75 - box.left(), line)
        self._statement(painter, under, *self._tree.statement_at(index))

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, rect: QRectF
    ) -> None:
        palette = self._look.palette
        inside = rect.adjusted(5, 1, -5, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(palette.chosen))
        elif index in self.lit or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(mix(palette.panel, palette.accent, 0.10)))
        else:
            return
        painter.drawRoundedRect(inside, 6, 6)

    def _swatch(self, painter: QPainter, rect: QRectF, kind: FactType) -> None:
        """Draw the type's tint with its second sign under it, as the text has them."""
        palette, side = self._look.palette, self._em * 0.55
        box = QRectF(rect.left() + self._em * 0.75, rect.top() + self._em * 0.48, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mix(palette.panel, palette.hues[kind], 0.6)))
        painter.drawRoundedRect(box, 2.5, 2.5)
        painter.setPen(QPen(QColor(palette.sign(kind)), 1.5, _PENS.get(kind, _SOLID)))
        if kind is FactType.QUOTE:
            painter.drawLine(box.topLeft() - QPointF(2.5, 0), box.bottomLeft() - QPointF(2.5, 0))
        elif kind is not FactType.MONEY:
            below = QPointF(0, 2.5)
            painter.drawLine(box.bottomLeft() + below, box.bottomRight() + below)

    def _pin(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: FactRow
    ) -> None:
        near = option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected)
        if not row.pinned and not near:
            return
        palette, ratio = self._look.palette, painter.device().devicePixelRatioF()
        name, colour = ("pin-full", palette.accent) if row.pinned else ("pin", palette.muted)
        painter.drawPixmap(box.topLeft(), pixmap(name, colour, round(box.width()), ratio))

    def _title(self, painter: QPainter, box: QRectF, row: FactRow) -> None:
        beside = "  ".join(part for part in (row.times, row.aside) if part)
        room = QFontMetricsF(self._words).horizontalAdvance(beside) if beside else 0
        most = box.width() - min(room, box.width() * 0.45) - (self._em * 0.5 if beside else 0)
        title = QFontMetricsF(self._value).elidedText(row.title, Qt.TextElideMode.ElideRight, most)
        painter.setFont(self._value)
        painter.setPen(self._look.colour("text"))
        painter.drawText(box, _ONE_LINE, title)
        if beside:
            used = QFontMetricsF(self._value).horizontalAdvance(title) + self._em * 0.5
            rest = box.adjusted(used, 0, 0, 0)
            self._muted(painter, rest, beside)

    def _muted(self, painter: QPainter, box: QRectF, words: str) -> None:
        metrics = QFontMetricsF(self._words)
        painter.setFont(self._words)
        painter.setPen(self._ink())
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _ONE_LINE, cut)

    def _ink(self) -> QColor:
        palette = self._look.palette
        return QColor(mix(palette.muted, palette.text, 0.12))

    def _statement(self, painter: QPainter, box: QRectF, line: str, first: int, last: int) -> None:
        """Draw the sentence with the value emphasised, cut so that the value is in sight."""
        before, value = line[max(first - _IN_SIGHT, 0) : first], line[first:last][:_IN_SIGHT]
        after = line[last : last + _IN_SIGHT]
        plain, strong = QFontMetricsF(self._words), QFontMetricsF(self._strong)
        needed = plain.horizontalAdvance(before + after) + strong.horizontalAdvance(value)
        if needed > box.width():
            room = (box.width() - strong.horizontalAdvance(value)) * 0.45
            before = _last_words(before, plain, room)
        x = box.left()
        for words, font in ((before, self._words), (value, self._strong), (after, self._words)):
            x = self._stretch(
                painter, QRectF(x, box.top(), box.right() - x, box.height()), words, font
            )

    def _stretch(self, painter: QPainter, box: QRectF, words: str, font: QFont) -> float:
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._look.colour("text") if font is self._strong else self._ink())
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(box.width(), 0.0))
        painter.drawText(box, _ONE_LINE, cut)
        return box.left() + metrics.horizontalAdvance(words)


def _last_words(words: str, metrics: QFontMetricsF, room: float) -> str:
    """Return as many whole words from the end as fit, behind a … for the others."""
    if metrics.horizontalAdvance(words) <= room:
        return words
    pieces = words.split(" ")
    at = len(pieces)
    while at and metrics.horizontalAdvance("… " + " ".join(pieces[at - 1 :])) <= room:
        at -= 1
    kept = " ".join(pieces[at:])
    return f"… {kept}" if kept.strip() else "… "
