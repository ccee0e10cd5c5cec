"""The search field: what is not understood is underlined where it stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from digest_app.ui.fields import TypingField
from digest_app.ui.listing.source import Trouble
from digest_app.ui.positions import Units
from digest_app.ui.theme.look import Look

_WAVE, _HEIGHT = 3.0, 1.6


class SearchField(TypingField):
    """A field for a query; a wave under its words says where the query is not understood."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._look = look
        self._trouble: Trouble | None = None

    def set_look(self, look: Look) -> None:
        """Draw in another palette."""
        self._look = look
        self.update()

    @property
    def trouble(self) -> Trouble | None:
        """Why what is typed is not understood; None where it is."""
        return self._trouble

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Underline the place where the query (its ends stripped) is not understood."""
        if trouble == self._trouble:
            return
        self._trouble = trouble
        self.setAccessibleDescription(trouble.sentence if trouble else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, and the wave."""
        super().paintEvent(event)
        if self._trouble is not None:
            first, last = self._ends(self._trouble)
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.colour("wrong"), 1.5))
            painter.drawPolyline(_wave(first, max(last, first + 2 * _WAVE), self._base()))
            painter.end()

    def _base(self) -> float:
        cursor = self.cursorRect()
        return min(cursor.bottom() + 1.0, self.height() - 3.0)

    def _ends(self, trouble: Trouble) -> tuple[float, float]:
        """Return from where to where the place is seen, inside the field."""
        text = self.text()
        before = len(text) - len(text.lstrip())
        metrics = QFontMetricsF(self.font())
        cursor = self.cursorRect().center().x()
        at = Units(text).point(self.cursorPosition())
        zero = cursor - metrics.horizontalAdvance(text[:at])
        ends = (before + trouble.start, before + trouble.end)
        first, last = (zero + metrics.horizontalAdvance(text[:end]) for end in ends)
        return max(first, 4.0), min(last, self.width() - 4.0)


def _wave(first: float, last: float, base: float) -> QPolygonF:
    points, x, up = [], first, True
    while x <= last:
        points.append(QPointF(x, base - (_HEIGHT if up else 0)))
        x, up = x + _WAVE, not up
    return QPolygonF(points)
