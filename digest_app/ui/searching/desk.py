"""Searching: what is typed, what is saved, the sentences that are found, and their words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from digest_app.app import sorting
from digest_app.domain.boilerplate import pieces
from digest_app.domain.span import Span
from digest_app.ui.decisions import Decisions
from digest_app.ui.jobs import Jobs
from digest_app.ui.list_desk import ListDesk
from digest_app.ui.listing.column import ListColumn
from digest_app.ui.listing.passages import Passage, passages_of
from digest_app.ui.naming import NameCard

if TYPE_CHECKING:
    from digest_app.app.overview import Overview
    from digest_app.app.reading import OpenArticle
    from digest_app.library.labels import SavedSearch
    from digest_app.library.library import Library

_AT_ONCE = 8
"""So many articles are read for their sentences in one job: a key that is typed waits for it."""


class SearchDesk(QObject):
    """Connects the search field with the list, and saved searches with the library.

    ``placesFound`` carries an article's number and where in its text the search's words stand.
    """

    placesFound = Signal(object, object)

    def __init__(
        self, jobs: Jobs, decisions: Decisions, lists: ListDesk, column: ListColumn
    ) -> None:
        super().__init__(column)
        self._jobs, self._decisions, self._lists = jobs, decisions, lists
        self._column = column
        self._is_asking = False
        self._saved: tuple[SavedSearch, ...] = ()
        self.card = NameCard(column)
        lists.rows.settled.connect(self._ask_for_passages)
        lists.rows.settled.connect(self._show_trouble)
        column.scrolled.connect(self._ask_for_passages)

    # -- what is found --------------------------------------------------------------------

    def search(self, words: str) -> None:
        """Show what a search finds; what was wrong with the one before is forgotten."""
        self._column.show_trouble(None)
        self._lists.search(words)

    def _show_trouble(self) -> None:
        self._column.show_trouble(self._lists.trouble if self._lists.words else None)

    def _ask_for_passages(self) -> None:
        """Ask for the sentences of a few rows in sight that have none; then for the next."""
        words = self._lists.words
        if not words or self._is_asking:
            return
        ids = self._lists.rows.without_passage(*self._column.in_sight(), _AT_ONCE)
        if ids:
            self._is_asking = True
            work = partial(passages_of, ids=ids, words=words)
            done = partial(self._show_passages, words)
            self._jobs.run(work, done=done, failed=self._cannot, broke=self._cannot)

    def _show_passages(self, words: str, passages: dict[int, Passage | None]) -> None:
        self._is_asking = False
        if words == self._lists.words:
            self._lists.rows.show_passages(passages)
        self._ask_for_passages()

    def _cannot(self, _problem: object) -> None:
        """Leave the rows as they are; whoever scrolls or types asks again."""
        self._is_asking = False

    def find_in(self, opened: OpenArticle) -> None:
        """Look for the search's words in an article that was opened."""
        words = self._lists.words
        if words:
            work = partial(_places, opened=opened, words=words)
            told = partial(self.placesFound.emit, opened.id)
            self._jobs.run(work, done=told, topic="places")

    # -- saved searches -------------------------------------------------------------------

    def show_saved(self, told: Overview) -> None:
        """Know the saved searches that there are."""
        self._saved = told.searches

    def saved_as(self, words: str) -> str:
        """Return the name that a search is saved under; empty where it is not saved."""
        words = words.strip()
        return next((saved.name for saved in self._saved if saved.query == words), "")

    def save(self) -> None:
        """Ask for a name, and keep the search that is shown under it."""
        words = self._lists.words
        if words:
            question = f"Keep the search “{words}” in the sidebar as:"
            self.card.ask("Save Search", question, partial(self._save, words), name=words)
        else:
            self._decisions.say("Type a search first; then it can be saved.")

    def _save(self, words: str, name: str) -> None:
        action = partial(sorting.save_search, name=name, query=words)
        self._decisions.take(action, f"Search saved as “{name}”")

    def rename(self, name: str) -> None:
        """Ask for another name of a saved search."""

        def then(new: str) -> None:
            action = partial(sorting.rename_search, name=name, new=new)
            self._decisions.take(action, f"“{name}” is “{new}” now")

        self.card.ask("Rename Search", f"What is “{name}” called from now on?", then, name=name)

    def delete(self, name: str) -> None:
        """Forget a saved search."""
        action = partial(sorting.delete_search, name=name)
        self._decisions.take(action, f"Search “{name}” deleted; its articles stay")


def _places(_library: Library, opened: OpenArticle, words: str) -> tuple[Span, ...]:
    from digest_app.app import searching  # noqa: PLC0415 - only for a search
    from digest_app.domain.query_text import QueryError, parse  # noqa: PLC0415 - as above

    try:
        query = parse(words, typing=True)
    except QueryError:
        return ()
    text = opened.article.text
    kept = (p for p in pieces(text, opened.removals) if p.removal is None)
    return searching.places(text, [Span(p.start, p.end) for p in kept], query)
