"""Painting around an article's words: tints, glows, chips and the rules at the left.

Drawn by us and not by character formats, because a format's background fills the whole line
height and has no round corners. Only what lies in sight is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextDocument, QTextLine

from digest_app.ui.article.composed import Composed, RailKind
from digest_app.ui.theme.look import Look

_ROUND = 3.0


class Wash(NamedTuple):
    """A colour under the words between two places of the document."""

    first: int
    last: int
    colour: str
    outline: str = ""


def line_rects(document: QTextDocument, first: int, last: int) -> Iterator[QRectF]:
    """Return the rectangles of the words between two places, one for each line they touch."""
    block = document.findBlock(first)
    while block.isValid() and block.position() < last:
        yield from _block_rects(document, block, first, last)
        block = block.next()


def _block_rects(
    document: QTextDocument, block: QTextBlock, first: int, last: int
) -> Iterator[QRectF]:
    layout, origin = block.layout(), _origin(document, block)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        start = max(first - block.position(), line.textStart())
        end = min(last - block.position(), line.textStart() + line.textLength())
        if start < end:
            yield _words_rect(line, start, end).translated(origin)


def _origin(document: QTextDocument, block: QTextBlock) -> QPointF:
    """Return where a block's lines count from, in the document."""
    return document.documentLayout().blockBoundingRect(block).topLeft()


def _words_rect(line: QTextLine, start: int, end: int) -> QRectF:
    """Return the rectangle around words of one line: the font's height, not the line's."""
    edges = sorted((_x(line, start), _x(line, end)))
    top = line.y() + line.ascent()
    rise, fall = _natural(line)
    return QRectF(edges[0], top - rise, edges[1] - edges[0], rise + fall)


def _x(line: QTextLine, position: int) -> float:
    answer = cast("tuple[float, int]", line.cursorToX(position))  # the stub says only object
    return min(answer[0], line.x() + line.naturalTextWidth())


def _natural(line: QTextLine) -> tuple[float, float]:
    """Return how far a tint reaches above and below the base line."""
    return line.ascent() * 0.94, line.descent() * 1.02


class Painter:
    """Paints one page's surroundings; told by the view what is in sight."""

    def __init__(self, composed: Composed, look: Look) -> None:
        self._composed, self._look = composed, look
        self._document = composed.document

    def paint(
        self, painter: QPainter, washes: Iterable[Wash], seen: tuple[int, int], sight: QRectF
    ) -> None:
        """Paint what lies between the two places ``seen``, in the document's coordinates."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._rails(painter, seen)
        chip = self._look.palette.chip
        chips = [Wash(first, last, chip) for first, last in self._composed.chips]
        for wash in (*chips, *washes):
            if wash.first < seen[1] and seen[0] < wash.last:
                self._wash(painter, wash, sight)

    def _wash(self, painter: QPainter, wash: Wash, sight: QRectF) -> None:
        painter.setBrush(QColor(wash.colour))
        pen = QPen(QColor(wash.outline), 1.2) if wash.outline else QPen(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        for rect in line_rects(self._document, wash.first, wash.last):
            if rect.intersects(sight):
                painter.drawRoundedRect(rect.adjusted(-1.5, 0, 1.5, 0), _ROUND, _ROUND)

    def _rails(self, painter: QPainter, seen: tuple[int, int]) -> None:
        for rail in self._composed.rails:
            if rail.first > seen[1] or rail.last < seen[0]:
                continue
            box = self._span(rail.first, rail.last)
            if rail.kind is RailKind.STRIP:
                pen = QPen(self._look.colour("strong_line"), 1.5, Qt.PenStyle.CustomDashLine)
                pen.setDashPattern([3, 3])
            else:
                pen = QPen(self._look.colour("strong_line"), 3)
            painter.setPen(pen)
            painter.drawLine(box.topLeft(), box.bottomLeft())

    def _span(self, first: int, last: int) -> QRectF:
        """Return the box from the first place's line to the last one's, at the page's left."""
        rects = list(line_rects(self._document, first, max(last, first + 1)))
        whole = rects[0] if rects else QRectF()
        for rect in rects[1:]:
            whole = whole.united(rect)
        left = self._document.rootFrame().frameFormat().leftMargin()
        return QRectF(left + 2, whole.top(), 1, whole.height())


def quote_bar(
    painter: QPainter, document: QTextDocument, first: int, last: int, colour: QColor
) -> None:
    """Paint the bar that marks a quotation, in the margin beside its lines."""
    painter.setPen(QPen(colour, 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    left = document.rootFrame().frameFormat().leftMargin()
    for rect in line_rects(document, first, last):
        x = left - 12
        painter.drawLine(QPointF(x, rect.top() - 2), QPointF(x, rect.bottom() + 2))
