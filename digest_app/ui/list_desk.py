"""The list: which articles it holds, and which of them are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from digest_app.app.overview import Overview, overview, since_midnight
from digest_app.domain.changes import Changes
from digest_app.domain.listing import ListRow, View
from digest_app.ui.decisions import Decisions
from digest_app.ui.jobs import Jobs
from digest_app.ui.listing.differences import Differences, Shown, renewed, touched
from digest_app.ui.listing.model import ArticleRows, Touched
from digest_app.ui.listing.source import INBOX, Choice, Everything, Page, Source, Trouble
from digest_app.ui.listing.view import ArticleList
from digest_app.ui.sidebar.entries import entries_of
from digest_app.ui.sidebar.view import Sidebar

if TYPE_CHECKING:
    from digest_app.library.library import Library


class ListDesk(QObject):
    """Connects the sidebar and the list with the library.

    ``chosen`` carries the Choice, ``overviewCame`` the Overview each time that it is known,
    ``troubled`` why the library cannot be used.
    """

    chosen = Signal(object)
    overviewCame = Signal(object)
    viewChosen = Signal()
    troubled = Signal(object)

    def __init__(self, jobs: Jobs, decisions: Decisions, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self._jobs, self._decisions, self._sidebar = jobs, decisions, sidebar
        self.source = Source()
        self.trouble: Trouble | None = None
        self.rows = ArticleRows(self._fetch, self._compare, self)
        self._list: ArticleList | None = None
        self._wanted: int | None = None
        self._today = since_midnight(_day())
        self._midnight = QTimer(self)
        self._midnight.setSingleShot(True)
        self._midnight.timeout.connect(self.refresh)
        sidebar.viewChosen.connect(self.show_view)
        sidebar.viewChosen.connect(lambda _view: self.viewChosen.emit())
        decisions.changed.connect(self.refresh)
        self.rows.settled.connect(self._settled)

    def use(self, shown: ArticleList) -> None:
        """Work with the list that shows the rows."""
        self._list = shown
        shown.chosen.connect(self.chosen)

    def start(self) -> None:
        """Show the Inbox for the first time."""
        self.rows.restart()
        self.refresh_counts()

    @property
    def view(self) -> View:
        """The list that is shown, or that comes back after the search."""
        return self.source.view

    @property
    def words(self) -> str:
        """The search that is shown; empty where a list is."""
        return self.source.words

    def _fetch(
        self, after: ListRow | None, limit: int, answer: Callable[[Sequence[ListRow]], None]
    ) -> None:
        def found(page: Page) -> None:
            self.trouble = page.trouble
            answer(page.rows)

        work = partial(self.source.page, after=after, limit=limit)
        self._jobs.run(work, done=found, failed=self._decisions.failed, topic="page")

    def _compare(
        self, shown: Shown, numbers: Touched | None, answer: Callable[[Differences], None]
    ) -> None:
        def found(differences: Differences) -> None:
            self.trouble = differences.trouble
            answer(differences)

        source = self.source
        if numbers is None:
            work = partial(renewed, source=source, shown=shown)
        else:
            work = partial(touched, source=source, shown=shown, numbers=numbers)
        self._jobs.run(work, done=found, failed=self._decisions.failed, topic="page")

    # -- what is shown --------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Show a list instead of another, or of a search; the same one is only refreshed."""
        if view == self.view and not self.words:
            self.rows.refresh()
        else:
            self._show(Source(view, "", self.source.best_first))

    def search(self, words: str) -> None:
        """Show what a search finds in the whole library; nothing typed shows the list again."""
        words = words.strip()
        if words != self.words:
            self._show(Source(self.view, words, self.source.best_first))

    def sort(self, *, best_first: bool) -> None:
        """Show the best matches of a search first, or the newest."""
        source = Source(self.view, self.words, best_first)
        if self.words:
            self._show(source)
        else:
            self.source = source

    def _show(self, source: Source) -> None:
        moved = source.view != self.view
        self.source = source
        self.rows.restart()
        if moved:
            self.chosen.emit(Choice())

    def refresh(self, changes: object = None) -> None:
        """Fetch again what is shown, and what the sidebar shows."""
        new, some = self._known_above(changes), _touched(changes)
        if new:
            self.rows.refresh_top(new)
        elif some:
            self.rows.refresh_touched(some)
        else:
            self.rows.refresh()
        self.refresh_counts()

    def _known_above(self, changes: object) -> int:
        """Return how many articles came in where nothing else changed.

        They are the newest, so they stand above everything but the best of a search.
        """
        if self.source.has_best_first or not isinstance(changes, Changes):
            return 0
        return len(changes.added) if changes == Changes(added=changes.added) else 0

    def refresh_counts(self) -> None:
        """Fetch the numbers and the names of the sidebar."""
        today = _day()
        self._turn_page(today)
        work = partial(overview, day=today)
        self._jobs.run(work, done=self._show_overview, failed=self.troubled.emit, topic="counts")

    def _turn_page(self, today: date) -> None:
        """Let “Today” be another day after midnight."""
        before, self._today = self._today, since_midnight(today)
        if self.view == before != self._today:
            self.show_view(self._today)
        tomorrow = datetime.combine(today + timedelta(days=1), time()).astimezone()
        left = tomorrow - datetime.now().astimezone()
        self._midnight.start(max(round(left.total_seconds() * 1000), 0) + 1000)

    def _show_overview(self, told: Overview) -> None:
        is_first = self._sidebar.chosen() is None
        self._sidebar.show_entries(entries_of(told, self._today))
        if self.view.label and self.view.label not in {label.name for label in told.labels}:
            self.show_view(INBOX)
        if is_first:
            self._sidebar.choose(self.view)
        self.overviewCame.emit(told)

    def follow_label(self, name: str, new: str) -> None:
        """Go on showing a label's articles under its new name."""
        if self.view == View(label=name):
            self.source = replace(self.source, view=View(label=new))

    # -- what is chosen -------------------------------------------------------------------

    def choice(self) -> Choice:
        """Return the articles that are chosen."""
        return self._list.choice() if self._list is not None else Choice()

    def want(self, number: int) -> None:
        """Choose an article as soon as it is in the list."""
        self._wanted = number
        self._settled()

    def want_next(self, number: int | None) -> None:
        """Choose an article when the list has been fetched again."""
        self._wanted = number

    def _settled(self) -> None:
        if self._list is None:
            return
        if self._wanted is not None and self._list.choose(self._wanted):
            self._wanted = None
        self.chosen.emit(self._list.choice())

    def select_all(self) -> None:
        """Choose everything that the list holds, be it fetched or not."""
        if self._list is not None and self.rows.rowCount():
            everything = Everything(self.source)
            self._list.choose_everything(everything)
            self._jobs.run(everything.ids, done=lambda _: self._count_chosen(everything))

    def _count_chosen(self, everything: Everything) -> None:
        """Tell the choice again now that its number is known."""
        if self._list is not None and self.choice().everything is everything:
            self.chosen.emit(self.choice())

    def follower(self, choice: Choice) -> int | None:
        """Return the article below those that are chosen, or the one above where none is."""
        if choice.everything is not None or not choice.rows:
            return None
        rows = self.rows.rows
        first, last = (self.rows.row_of(row.id) for row in (choice.rows[0], choice.rows[-1]))
        if 0 <= last < len(rows) - 1:
            return rows[last + 1].id
        return rows[first - 1].id if first > 0 else None

    def mark_opened(self, number: int) -> None:
        """Keep that an article was opened: nobody would undo that."""
        at = self.rows.row_of(number)
        if at >= 0 and not self.rows.rows[at].read:
            self._decisions.quietly(lambda library: _opened(library, number))


def _opened(library: Library, number: int) -> object:
    return library.marks.set_read([number], read=True)


def _touched(changes: object) -> Sequence[int]:
    """Return the articles that something was done to; none where articles came in besides."""
    if not isinstance(changes, Changes) or changes.added or changes.already_there:
        return ()
    return (*changes.changed, *changes.gone) if changes.gone else changes.changed


def _day() -> date:
    """Return the present day where the user is."""
    return datetime.now().astimezone().date()
