"""The list: which articles it holds, which are chosen, and what is decided about those."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from digest_app.app import sorting
from digest_app.app.digests import list_digests
from digest_app.domain.changes import Changes
from digest_app.domain.counting import counted
from digest_app.domain.listing import Counts, ListRow, View
from digest_app.domain.marks import Place
from digest_app.ui.decisions import Decisions, Said
from digest_app.ui.jobs import Jobs
from digest_app.ui.listing.model import ArticleRows
from digest_app.ui.listing.view import ArticleList
from digest_app.ui.sidebar import Sidebar, entries_of

if TYPE_CHECKING:
    from digest_app.library.library import Library

_PLACES = {Place.INBOX: "Inbox", Place.ARCHIVE: "the Archive", Place.TRASH: "Trash"}
_INDEXED, _ROUNDS = 50, 4000
_INBOX = View(place=Place.INBOX)


class ListDesk(QObject):
    """Connects the sidebar and the list with the library.

    ``chosen`` carries the chosen rows, ``numbersCame`` the Counts each time that they are known,
    ``digestChosen`` the number of a digest, ``troubled`` why the library cannot be used.
    """

    chosen = Signal(object)
    numbersCame = Signal(object)
    digestChosen = Signal(object)
    viewChosen = Signal()
    troubled = Signal(object)

    def __init__(self, jobs: Jobs, decisions: Decisions, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._jobs, self._decisions, self._sidebar = jobs, decisions, sidebar
        self.view = _INBOX
        self.words = self.trouble = ""
        self.rows = ArticleRows(self._fetch, self)
        self._list: ArticleList | None = None
        self._wanted: int | None = None
        sidebar.viewChosen.connect(self.show_view)
        sidebar.viewChosen.connect(lambda _view: self.viewChosen.emit())
        sidebar.digestChosen.connect(self.digestChosen)
        decisions.changed.connect(self.refresh)
        self.rows.settled.connect(self._settled)

    def use(self, shown: ArticleList) -> None:
        """Work with the list that shows the rows."""
        self._list = shown
        shown.chosen.connect(self._tell)

    def start(self) -> None:
        """Show the Inbox for the first time."""
        self.rows.restart()
        self.refresh_counts()

    def _fetch(
        self, after: ListRow | None, limit: int, answer: Callable[[Sequence[ListRow]], None]
    ) -> None:
        def found(page: _Page) -> None:
            self.trouble = page.trouble
            answer(page.rows)

        work = partial(_page, view=self.view, words=self.words, after=after, limit=limit)
        self._jobs.run(work, done=found, failed=self._decisions.failed, topic="page")

    def search(self, words: str) -> None:
        """Show what a search finds in the whole library; nothing typed shows the list again."""
        words = words.strip()
        if words != self.words:
            self.words = words
            self.rows.restart()

    # -- what is shown --------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Show another list; the same one again is only refreshed."""
        if view == self.view:
            self.rows.refresh()
            return
        self.view = view
        self.rows.restart()
        self.chosen.emit(())

    def refresh(self, changes: object = None) -> None:
        """Fetch again what is shown, and the numbers of the sidebar."""
        self.rows.refresh()
        self.refresh_counts()

    def refresh_counts(self) -> None:
        """Fetch the numbers of the sidebar and the names of the digests."""
        work, told = _counts_and_digests, self.troubled.emit
        self._jobs.run(work, done=self._show_counts, failed=told, topic="counts")

    def _show_counts(self, result: tuple[Counts, list[tuple[int, str]]]) -> None:
        counts, digests = result
        is_first = self._sidebar.chosen() is None
        self._sidebar.show_entries(entries_of(counts, digests))
        if is_first:
            self._sidebar.choose(self.view)
        self.numbersCame.emit(counts)

    def catch_up(self, rounds: int = _ROUNDS) -> None:
        """Put articles into the search index that an older version left out, a few at a time.

        The rounds are bounded, so that an article that cannot be indexed is no endless work.
        """

        def went_on(left: int) -> None:
            if left and rounds:
                self.catch_up(rounds - 1)

        self._jobs.run(lambda library: library.index.catch_up(_INDEXED), done=went_on)

    def want(self, number: int) -> None:
        """Choose an article as soon as it is in the list."""
        self._wanted = number
        self._settled()

    def _settled(self) -> None:
        if self._list is None:
            return
        if self._wanted is not None and self._list.choose(self._wanted):
            self._wanted = None
        self._tell(self._list.chosen_rows())

    def _tell(self, rows: object) -> None:
        self.chosen.emit(rows)

    # -- decisions ------------------------------------------------------------------------

    def _chosen(self) -> tuple[ListRow, ...]:
        return self._list.chosen_rows() if self._list is not None else ()

    def mark_opened(self, row_id: int) -> None:
        """Keep that an article was opened: nobody would undo that."""
        at = self.rows.row_of(row_id)
        if at >= 0 and not self.rows.rows[at].read:
            self._decisions.quietly(lambda library: library.marks.set_read([row_id], read=True))

    def toggle_read(self) -> None:
        """Mark the chosen articles unread; read, where they all are unread."""
        self._sort(sorting.toggle_read)

    def toggle_star(self) -> None:
        """Star the chosen articles; take the stars away where all have one."""
        self._sort(sorting.toggle_star)

    def _sort(self, action: Callable[..., Changes], said: str | Said = "") -> None:
        ids = [row.id for row in self._chosen()]
        if ids:
            self._decisions.take(lambda undo, library: action(undo, library, ids), said)

    def move(self, place: Place) -> None:
        """Move the chosen articles, and choose the one that follows them."""
        rows = [row for row in self._chosen() if row.place is not place]
        if rows:
            self._wanted = self._neighbour(rows)
            self._sort(partial(sorting.move, place=place), partial(_moved, place=place))

    def _neighbour(self, rows: Sequence[ListRow]) -> int | None:
        """Return the article below those that go, or the one above where there is none."""
        going = {row.id for row in rows}
        places = [self.rows.row_of(row.id) for row in rows]
        after = [r.id for r in self.rows.rows[max(places) + 1 :] if r.id not in going]
        before = [r.id for r in self.rows.rows[: min(places)] if r.id not in going]
        return after[0] if after else before[-1] if before else None

    def select_all(self) -> None:
        """Choose every row that is shown."""
        if self._list is not None:
            self._list.selectAll()


class _Page(NamedTuple):
    """Rows that were asked for, and why there are none where a search was not understood."""

    rows: Sequence[ListRow]
    trouble: str = ""


def _page(library: Library, view: View, words: str, after: ListRow | None, limit: int) -> _Page:
    if not words:
        return _Page(library.listing.page(view, after=after, limit=limit))
    from digest_app.app import searching  # noqa: PLC0415 - only for a search

    try:
        found = searching.find(library, words, typing=True, after=after, limit=limit)
    except searching.QueryError as told:
        return _Page((), told.sentence)
    return _Page(found.rows)


def _moved(changes: Changes, place: Place) -> str:
    return f"{counted(len(changes.changed), 'article')} moved to {_PLACES[place]}"


def _counts_and_digests(library: Library) -> tuple[Counts, list[tuple[int, str]]]:
    digests = [(row.id, row.title) for row in list_digests(library)]
    return library.listing.counts(), digests
