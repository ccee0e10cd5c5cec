"""Correcting facts by hand: which words, what they are, who says them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from digest_app.app import reading
from digest_app.domain.changes import Changes
from digest_app.domain.fact import Fact
from digest_app.domain.marks import Correction, anchor
from digest_app.domain.span import Span
from digest_app.ui.article.view import ArticleView
from digest_app.ui.correcting import CorrectionCard
from digest_app.ui.factpanel.rows import FactRow
from digest_app.ui.wording import shortened

if TYPE_CHECKING:
    from digest_app.app.reading import OpenArticle
    from digest_app.library.library import Library

Decide = Callable[[str, "Callable[[Library], Changes]", str], None]


class CorrectingDesk(QObject):
    """Asks with a card, and keeps what is answered as a decision that can be undone.

    While the card is open, words selected in the article become the fact's words. ``said``
    carries a sentence for the toast.
    """

    said = Signal(object)

    def __init__(self, view: ArticleView, decide: Decide, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._decide = view, decide
        self._article: OpenArticle | None = None
        self._row: FactRow | None = None
        self.card = CorrectionCard(view)
        self.card.corrected.connect(self.keep)
        view.selectionChanged.connect(self._take_words)

    def show_article(self, opened: OpenArticle | None) -> None:
        """Work on another article; a card about the last one goes."""
        if self._article is not None and (opened is None or opened.id != self._article.id):
            self.card.reject()
        self._article = opened

    def correct(self, row: FactRow | None) -> None:
        """Ask for the right words, type and speaker of the fact in a row."""
        if row is None:
            self.said.emit("Choose a fact in the panel first.")
            return
        self._row = row
        self.card.correct(row.best)

    def add(self) -> None:
        """Ask what the selected words are."""
        span = self._selected()
        if self._article is None or span is None:
            self.said.emit("Select the fact’s words first.")
            return
        self._row = None
        self.card.add(span, span.of(self._article.article.text))

    def _selected(self) -> Span | None:
        """Return the selected range of the article without white space at its ends."""
        span = self._view.selected()
        return _trimmed(span, self._article.article.text) if span and self._article else None

    def _take_words(self) -> None:
        """Let the selected words be the fact's words while the card asks for them."""
        span = self._selected() if self.card.isVisible() else None
        if span is not None and self._article is not None:
            self.card.take_words(span, span.of(self._article.article.text))

    def keep(self, correction: Correction) -> None:
        """Keep a corrected or added fact; another type holds for every mention of the thing."""
        if self._article is None:
            return
        words = shortened(self._article.article.text[correction.start : correction.end])
        name = "Correct Fact" if correction.of else "Add Fact"
        said = f"Corrected: {words}" if correction.of else f"Added to the facts: {words}"
        kept = (correction, *self._others(correction))
        work = partial(reading.correct_facts, number=self._article.id, corrections=kept)
        self._decide(name, work, said)

    def _others(self, correction: Correction) -> tuple[Correction, ...]:
        """Return the same correction of the type for the row's other mentions."""
        row = self._row
        if row is None or correction.of is None or correction.of != anchor(row.best):
            return ()
        same_words = (correction.start, correction.end) == correction.of[1:]
        if not same_words or correction.type is row.best.type:
            return ()
        return tuple(_retyped(fact, correction) for fact in row.facts if fact != row.best)


def _retyped(fact: Fact, like: Correction) -> Correction:
    """Return the correction that makes one more mention what another one was made."""
    return Correction(anchor(fact), like.type, fact.start, fact.end, like.speaker)


def _trimmed(span: Span, text: str) -> Span | None:
    """Return the range without the white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.start + len(words.rstrip())
    return Span(start, end) if start < end else None
