"""Rows of an article set as a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtGui import QTextCursor, QTextFrameFormat, QTextLength, QTextTableFormat

from digest_app.domain.span import Span
from digest_app.ui.theme.look import Look

_LINE = re.compile(r"[^\n]+")
_EDGE = re.compile(r"\t| \| ")
_Fill = Callable[[QTextCursor, int, int, int], None]


def is_row(text: str) -> bool:
    """Tell whether a block's words are cells of a row."""
    return _EDGE.search(text) is not None


def lines(text: str, start: int, end: int) -> list[Span]:
    """Return the lines in a range of the text that have words."""
    found = _LINE.finditer(text, start, end)
    return [Span(m.start(), m.end()) for m in found if not m[0].isspace()]


def cells(text: str) -> list[tuple[int, int]]:
    """Return the ranges of a row's cells, without what parts them."""
    found, start = [], 0
    for edge in _EDGE.finditer(text):
        found.append((start, edge.start()))
        start = edge.end()
    return [*found, (start, len(text))]


def set_rows(cursor: QTextCursor, rows: Sequence[str], fill: _Fill, look: Look) -> None:
    """Insert a table; ``fill(cell, row, start, end)`` writes a cell, ranges counted in its row."""
    cut = [cells(row) for row in rows]
    table = cursor.insertTable(len(cut), max(map(len, cut)), _format(look))
    for number, row in enumerate(cut):
        for column, (start, end) in enumerate(row):
            fill(table.cellAt(number, column).firstCursorPosition(), number, start, end)


def _format(look: Look) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setBorder(1)
    form.setBorderBrush(look.colour("line"))
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderCollapse(True)
    form.setCellPadding(look.em * 0.4)
    form.setTopMargin(look.em * 0.4)
    form.setBottomMargin(look.em)
    form.setHeaderRowCount(1)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return form
