"""Lists on an article's page: bullets and numbers, lists in lists, items of several paragraphs."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextList, QTextListFormat

from digest_app.domain.lists import ListItem

_Style = QTextListFormat.Style
_BULLETS = (_Style.ListDisc, _Style.ListCircle, _Style.ListSquare)


class Lists:
    """The lists of one run of items. Their signs are Qt's and no words of the article."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[QTextList, int]] = {}

    def add(self, cursor: QTextCursor, item: ListItem) -> None:
        """Make the block at the cursor an item: of a list that is open, or of a new one.

        A paragraph with the number of the item before it goes on with that item.
        """
        level = min(item.level, len(self._open) + 1)
        for deeper in [known for known in self._open if known > level]:
            del self._open[deeper]
        known, last = self._open.get(level, (None, 0))
        if known is not None and item.ordinal and item.ordinal == last:
            _indent(cursor, level)
        elif known is not None and _goes_on(last, item.ordinal):
            known.add(cursor.block())
            self._open[level] = known, item.ordinal
        else:
            self._open[level] = cursor.createList(_format(level, item.ordinal)), item.ordinal


def _goes_on(last: int, ordinal: int) -> bool:
    """Tell whether a number, or a bullet, follows the one before it in the same list."""
    return last == 0 if ordinal == 0 else 0 < last == ordinal - 1


def _indent(cursor: QTextCursor, level: int) -> None:
    form = cursor.blockFormat()
    form.setIndent(level)
    cursor.setBlockFormat(form)


def _format(level: int, ordinal: int) -> QTextListFormat:
    form = QTextListFormat()
    form.setIndent(level)
    if ordinal:
        form.setStyle(_Style.ListDecimal)
        form.setStart(ordinal)
    else:
        form.setStyle(_BULLETS[(level - 1) % len(_BULLETS)])
    return form
