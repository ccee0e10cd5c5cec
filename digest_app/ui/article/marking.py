"""Facts in an article's page: where they are shown, and how their words are marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtGui import QTextCursor

from digest_app.domain.fact import Fact, FactType
from digest_app.ui.article.composed import Composed
from digest_app.ui.article.formats import Formats
from digest_app.ui.article.painting import Wash
from digest_app.ui.theme.look import Look

_NO_WASH = frozenset({FactType.QUOTE, FactType.ROLE})


class Mark(NamedTuple):
    """One shown stretch of a fact, between two places of the document."""

    first: int
    last: int
    fact: Fact


class Marking:
    """The marks of one page; made again whenever the page is set again."""

    def __init__(self, composed: Composed, facts: Sequence[Fact], look: Look) -> None:
        self._composed, self._look = composed, look
        found = (Mark(*p, f) for f in facts for p in composed.shown.places(f.start, f.end))
        self.marks = tuple(sorted(found, key=lambda m: (m.first, m.last)))
        palette = look.palette
        self.washes = tuple(
            Wash(m.first, m.last, palette.tint(m.fact.type))
            for m in self.marks
            if m.fact.type not in _NO_WASH
        )
        self.quotes = tuple(m for m in self.marks if m.fact.type is FactType.QUOTE)

    def sign(self) -> None:
        """Merge each type's second sign into the words, so that colour never speaks alone."""
        formats = Formats(self._look)
        signs = {kind: formats.sign(kind) for kind in FactType}
        cursor = QTextCursor(self._composed.document)
        cursor.beginEditBlock()
        for mark in self.marks:
            cursor.setPosition(mark.first)
            cursor.setPosition(mark.last, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(signs[mark.fact.type])
        cursor.endEditBlock()

    def at(self, place: int) -> Fact | None:
        """Return the fact shown at a place; the shortest, where one lies inside another."""
        here = [m for m in self.marks if m.first <= place < m.last]
        return min(here, key=lambda m: m.last - m.first).fact if here else None

    def glow(self, facts: Iterable[Fact]) -> tuple[Wash, ...]:
        """Return the washes that make some facts' words glow."""
        palette = self._look.palette
        return tuple(
            Wash(*place, palette.glow, palette.accent)
            for fact in facts
            for place in self._composed.shown.places(fact.start, fact.end)
        )
