"""The labels of an article as chips: a dot in the label's colour, and always its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from digest_app.ui.listing.cutting import elided
from digest_app.ui.theme import labels
from digest_app.ui.theme.look import Look

_LONGEST, _SHORTEST = 8.5, 4
"""A name is cut at so many ems, and never to fewer letters than that."""


class Chip(NamedTuple):
    """A label's name, cut to its room; its colour, None for a number of further labels."""

    words: str
    colour: str | None
    width: float


class ChipPen:
    """Measures and draws chips in one look."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._font: QFont = look.control(0.82)
        self._metrics = QFontMetricsF(self._font)
        self._em = self._metrics.height()

    def measured(
        self, names: Sequence[str], colours: Mapping[str, str], room: float
    ) -> tuple[Chip, ...]:
        """Return the chips that have room; the last one counts the labels that have none."""
        chips: list[Chip] = []
        for at, name in enumerate(names):
            left = room - sum(c.width + self.gap for c in chips)
            more = self._more(len(names) - at)
            beside = more.width + self.gap if at + 1 < len(names) else 0.0
            chip = self._chip(name, colours.get(name, ""))
            if chip.width + beside > left and not chips:  # at least one name, cut if need be
                chip = self._chip(name, colours.get(name, ""), left - beside)
            if chip.width + beside > left or len(chip.words) < _SHORTEST <= len(name):
                return (*chips, more) if more.width <= left else tuple(chips)
            chips.append(chip)
        return tuple(chips)

    @property
    def gap(self) -> float:
        """The room between two chips."""
        return self._em * 0.3

    def _chip(self, name: str, colour: str, most: float = 1e6) -> Chip:
        around = self._em * 1.35
        words = elided(name, self._font, min(self._em * _LONGEST, most - around))
        return Chip(words, colour, self._metrics.horizontalAdvance(words) + around)

    def _more(self, count: int) -> Chip:
        words = f"+{count}"
        return Chip(words, None, self._metrics.horizontalAdvance(words) + self._em * 0.6)

    def draw(self, painter: QPainter, right: float, middle: float, chips: Sequence[Chip]) -> None:
        """Draw chips so that they end at ``right``, around the height ``middle``."""
        left = right - sum(chip.width for chip in chips) - self.gap * max(len(chips) - 1, 0)
        for chip in chips:
            box = QRectF(left, middle - self._em * 0.56, chip.width, self._em * 1.12)
            self._draw_one(painter, box, chip)
            left += chip.width + self.gap

    def _draw_one(self, painter: QPainter, box: QRectF, chip: Chip) -> None:
        palette, indent = self._look.palette, self._em * 0.3
        painter.setPen(Qt.PenStyle.NoPen)
        if chip.colour is not None:
            painter.setBrush(QColor(labels.ground(palette, chip.colour)))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.setBrush(QColor(labels.dot(palette, chip.colour)))
            centre = QPointF(box.left() + self._em * 0.55, box.center().y())
            painter.drawEllipse(centre, self._em * 0.2, self._em * 0.2)
            indent = self._em * 0.92
        painter.setFont(self._font)
        painter.setPen(self._look.colour("text"))
        line = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(box.adjusted(indent, 0, 0, 0), line, chip.words)
