"""Searching: what is typed, what is saved, the sentences that are found, and their words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from digest_app.app import sorting
from digest_app.domain.boilerplate import pieces
from digest_app.domain.span import Span
from digest_app.ui.decisions import Decisions
from digest_app.ui.jobs import Jobs
from digest_app.ui.list_desk import ListDesk
from digest_app.ui.listing.passages import Passage, passages_of
from digest_app.ui.naming import NameCard
from digest_app.ui.reading_desk import ReadingDesk
from digest_app.ui.window import MainWindow

if TYPE_CHECKING:
    from digest_app.app.reading import OpenArticle
    from digest_app.library.labels import SavedSearch
    from digest_app.library.library import Library

_AT_ONCE = 8
"""So many articles are read for their sentences in one job: a key that is typed waits for it."""


class SearchDesk(QObject):
    """Connects the search field with the list, and saved searches with the library.

    ``chosen`` says that a saved search was chosen in the sidebar.
    """

    chosen = Signal()

    def __init__(
        self,
        jobs: Jobs,
        decisions: Decisions,
        lists: ListDesk,
        reading: ReadingDesk,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._jobs, self._decisions, self._lists = jobs, decisions, lists
        self._reading, self._window, self._column = reading, window, window.column
        self._is_asking = False
        self._marked = (0, "")
        self._saved: tuple[SavedSearch, ...] = ()
        lists.rows.settled.connect(self._ask_for_passages)
        lists.rows.settled.connect(self._show_trouble)
        self._column.scrolled.connect(self._ask_for_passages)
        self._column.search.textChanged.connect(self.search)
        self._column.search.left.connect(self.enter_list)
        window.sidebar.searchChosen.connect(self._run)

    @cached_property
    def card(self) -> NameCard:
        """The card that asks for names; made when it is needed, for a dialog costs the start."""
        return NameCard(self._window)

    # -- what is found --------------------------------------------------------------------

    def search(self, words: str) -> None:
        """Show what is found; after the search the article that is open is chosen again."""
        if not words.strip() and self._reading.article is not None:
            self._lists.want(self._reading.article.id)
        self._column.show_trouble(None)
        self._lists.search(words)
        if not self._lists.words:
            self._window.pane.forget_places()
        self.choose_line()

    def enter_list(self) -> None:
        """Go from the search field into the list, to the first article that was found."""
        rows = self._lists.rows.rows
        if self._lists.words and rows and not self._lists.choice():
            self._window.list.choose(rows[0].id)
        self._window.list.setFocus()

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

    def find_in(self, opened: OpenArticle, *, again: bool = False) -> None:
        """Mark the search's words in an article that was opened, or that is chosen ``again``.

        Whoever reads it already is not sent back to the first place.
        """
        words = self._lists.words
        is_marked = (opened.id, words) == self._marked
        self._marked = (opened.id, words)
        if words and not (again and is_marked):
            work = partial(_places, opened=opened, words=words)
            self._jobs.run(work, done=partial(self._show_places, opened.id), topic="places")

    def _show_places(self, number: int, places: tuple[Span, ...]) -> None:
        opened = self._reading.article
        if self._lists.words and opened is not None and opened.id == number:
            self._window.pane.show_places(places)

    # -- saved searches -------------------------------------------------------------------

    def show_saved(self, saved: Sequence[SavedSearch]) -> None:
        """Know the saved searches that there are."""
        self._saved = tuple(saved)

    def choose_line(self) -> None:
        """Let the sidebar show what the list shows: a saved search, or a list."""
        words = self._lists.words
        name = next((saved.name for saved in self._saved if saved.query == words), "")
        self._window.sidebar.choose(*(None, None, name) if name else (self._lists.view,))

    def _run(self, saved: SavedSearch) -> None:
        """Show what a saved search finds now."""
        self._column.search.setText(saved.query)
        self.chosen.emit()

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
