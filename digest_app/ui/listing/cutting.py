"""Cutting a row's words to the width they have: in lines, with … where words are left over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from digest_app.domain.span import Span
from digest_app.ui.listing.passages import Passage
from digest_app.ui.positions import Units

_ELIDE = "…"
_LEADING = 1.08


def elided(words: str, font: QFont, width: float) -> str:
    """Return words on one line."""
    return QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, width)


def wrapped(words: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    """Return words in at most ``most`` lines; the last one ends in … where words are left."""
    if not words or most <= 0:
        return ()
    if most == 1:
        return (elided(words.strip(), font, width),)
    starts, is_cut = _starts(_layout(words, font, ()), width, most)
    units = Units(words)
    points = [units.point(start) for start in starts]
    *lines, last = (words[first:end].strip() for first, end in pairwise([*points, None]))
    return (*lines, elided(last, font, width) if is_cut else last)


def marked(
    passage: Passage, font: QFont, form: QTextCharFormat, width: float, most: int
) -> QTextLayout | None:
    """Return a passage laid out in at most ``most`` lines, its marks in another form."""
    words, marks = passage
    if not words or most <= 0:
        return None
    layout = _layout(words, font, _formats(words, marks, form))
    starts, ends_inside = _starts(layout, width, most)
    if ends_inside:
        at = Units(words).point(starts[-1])
        bold = QFont(font)
        bold.setWeight(QFont.Weight.Bold)  # the wider of the two, so that the line ends inside
        rest = elided(words[at:].rstrip(), bold, width)
        words = words[:at] + rest
        last = len(words) - rest.endswith(_ELIDE)
        kept = [Span(m.start, min(m.end, last)) for m in marks if m.start < last]
        layout = _layout(words, font, _formats(words, kept, form))
        _starts(layout, width, most)
    return layout


def _layout(words: str, font: QFont, formats: Sequence[QTextLayout.FormatRange]) -> QTextLayout:
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(formats))
    layout.setCacheEnabled(True)
    return layout


def _starts(layout: QTextLayout, width: float, most: int) -> tuple[list[int], bool]:
    """Set the lines; return where they begin, in UTF-16 units, and whether words are left."""
    starts: list[int] = []
    top, end = 0.0, 0
    layout.beginLayout()
    while len(starts) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height() * _LEADING
        starts.append(line.textStart())
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return starts, end < len(layout.text().encode("utf-16-le")) // 2


def _formats(
    words: str, marks: Sequence[Span], form: QTextCharFormat
) -> list[QTextLayout.FormatRange]:
    units, made = Units(words), []
    for mark in marks:
        part = QTextLayout.FormatRange()
        part.start = units.of(mark.start)
        part.length = units.of(mark.end) - part.start
        part.format = form
        made.append(part)
    return made
