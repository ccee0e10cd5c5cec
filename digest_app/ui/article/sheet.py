"""One setting of an article's page, and every question that can be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QImage, QPainter, QTextCursor, QTextDocument

from digest_app.domain.article import Article, cleaned
from digest_app.domain.boilerplate import Removal
from digest_app.domain.fact import Fact
from digest_app.domain.span import Span
from digest_app.ui.article.composed import Placed, Setting
from digest_app.ui.article.composing import compose
from digest_app.ui.article.marking import Marking
from digest_app.ui.article.painting import Painter, Wash, line_rects, quote_bar
from digest_app.ui.positions import Shown

_LEAST_SIDE, _TOP, _BOTTOM = 2.4, 2.2, 5.0
_NEAR = 200
_TALLEST = 2.5
"""How many times higher than the column is wide a picture may be."""


class Sheet:
    """A set page with its marks. It never changes: another setting is another sheet."""

    def __init__(
        self,
        article: Article,
        removals: Sequence[Removal],
        facts: Sequence[Fact],
        setting: Setting,
    ) -> None:
        self._article, self._removals, self._setting = article, tuple(removals), setting
        self._composed = compose(article, removals, setting)
        self._marking = Marking(self._composed, facts, setting.look)
        self._marking.sign()
        self._painter = Painter(self._composed, setting.look)
        self._sizes: dict[str, tuple[int, int]] = {}

    @property
    def document(self) -> QTextDocument:
        """The document to show."""
        return self._composed.document

    @property
    def shown(self) -> Shown:
        """The map between the article and the document."""
        return self._composed.shown

    @property
    def strips(self) -> frozenset[int]:
        """Where the strips begin, by which they are named."""
        return frozenset(self._composed.strips)

    def removal(self, start: int) -> Removal | None:
        """Return the removal that begins at a character."""
        return self._composed.removals.get(start)

    def hides(self, point: int) -> frozenset[int]:
        """Return the names of the strips and gaps that a hidden character may be folded in."""
        strips = [s for s in self._composed.strips if s <= point]
        gaps = [r.start for r in self._removals if r.start <= point < r.end]
        return frozenset({*strips[-1:], *gaps})

    def rect(self, point: int) -> QRectF | None:
        """Return where a character is drawn, in the document; None where it is not shown."""
        place = self.shown.place(point)
        return None if place is None else next(line_rects(self.document, place, place + 1), None)

    def place(self, point: QPointF, *, exact: bool = True) -> int:
        """Return the place under a point of the document; -1 where no word is."""
        accuracy = Qt.HitTestAccuracy.ExactHit if exact else Qt.HitTestAccuracy.FuzzyHit
        return self.document.documentLayout().hitTest(point, accuracy)

    def fact_at(self, point: QPointF) -> Fact | None:
        """Return the fact whose words are under a point of the document."""
        place = self.place(point)
        return self._marking.at(place) if place >= 0 else None

    def glow(self, facts: Iterable[Fact]) -> tuple[Wash, ...]:
        """Return the washes that make some facts' words glow."""
        return self._marking.glow(facts)

    def found(self, matches: Iterable[Span], chosen: Span | None) -> tuple[Wash, ...]:
        """Return the washes under what was found."""
        palette = self._setting.look.palette
        return tuple(
            Wash(*place, palette.found, palette.accent if match == chosen else "")
            for match in matches
            for place in self.shown.places(match.start, match.end)
        )

    def words(self, span: Span) -> str:
        """Return the article's own words in a range, as far as they are shown."""
        hidden = () if self._setting.original else self._removals
        inside = tuple(
            r._replace(start=max(r.start, span.start) - span.start, end=r.end - span.start)
            for r in hidden
            if r.start < span.end and r.end > span.start
        )
        return cleaned(span.of(self._article.text), inside)

    def paint(self, painter: QPainter, sight: QRectF, washes: Sequence[Wash]) -> None:
        """Paint what stands around the words in sight, in the document's coordinates."""
        first = self.place(sight.topLeft(), exact=False) - _NEAR
        last = self.place(sight.bottomRight(), exact=False) + _NEAR
        self._painter.paint(painter, (*self._marking.washes, *washes), (first, last), sight)
        colour = self._setting.look.colour("strong_line")
        for mark in self._marking.quotes:
            if mark.first < last and first < mark.last:
                quote_bar(painter, self.document, mark.first, mark.last, colour)

    def fit(self, width: float) -> None:
        """Centre a column that is good to read in a page of this width, its pictures in it."""
        look = self._setting.look
        frame = self.document.rootFrame()
        form = frame.frameFormat()
        side = max(look.em * _LEAST_SIDE, (width - look.em * look.measure) / 2)
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(look.em * _TOP)
        form.setBottomMargin(look.em * _BOTTOM)
        frame.setFrameFormat(form)
        self._sizes = {p.target: fitted(p, width - 2 * side) for p in self._composed.pictures}
        for placed in self._composed.pictures:
            self._fit_picture(placed)

    # -- pictures -------------------------------------------------------------------------

    def _fit_picture(self, placed: Placed) -> None:
        cursor = QTextCursor(self.document)
        cursor.setPosition(placed.place)
        cursor.setPosition(placed.place + 1, QTextCursor.MoveMode.KeepAnchor)
        form = cursor.charFormat().toImageFormat()
        width, height = self._sizes[placed.target]
        if (form.width(), form.height()) != (width, height):
            form.setWidth(width)
            form.setHeight(height)
            cursor.setCharFormat(form)

    def put_picture(self, target: str, image: QImage | None) -> None:
        """Draw a picture in its place, or a quiet area until it is decoded."""
        kind = QTextDocument.ResourceType.ImageResource.value
        for placed in self._composed.pictures:
            if placed.target == target:
                shown = self._blank() if image is None else image
                self.document.addResource(kind, QUrl(placed.name), shown)

    def _blank(self) -> QImage:
        area = QImage(1, 1, QImage.Format.Format_RGB32)
        area.fill(self._setting.look.colour("chip"))
        return area

    @property
    def pictures(self) -> tuple[str, ...]:
        """What marks the pictures on this page, from its beginning to its end."""
        return tuple(placed.target for placed in self._composed.pictures)

    def pictures_in(self, sight: QRectF) -> Iterator[tuple[str, int, int]]:
        """Yield the pictures in a part of the document, with the size in which they are drawn."""
        layout = self.document.documentLayout()
        for placed in self._composed.pictures:
            block = self.document.findBlock(placed.place)
            if layout.blockBoundingRect(block).intersects(sight):
                yield placed.target, *self._sizes[placed.target]


def fitted(placed: Placed, width: float) -> tuple[int, int]:
    """Return the size of a picture in a column of some width: scaled down, never up."""
    scale = min(1.0, width / placed.width, _TALLEST * width / placed.height)
    return max(1, round(placed.width * scale)), max(1, round(placed.height * scale))
