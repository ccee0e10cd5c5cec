"""The whole desk: the window, what works behind it, and what answers to what."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from digest_app.app.opening import open_library
from digest_app.app.overview import Overview
from digest_app.app.reading import OpenArticle
from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.counting import counted
from digest_app.domain.problems import DigestError
from digest_app.ui.about_desk import AboutDesk
from digest_app.ui.adding_desk import AddingDesk
from digest_app.ui.decisions import Decisions
from digest_app.ui.digest_desk import DigestDesk
from digest_app.ui.dragging_desk import DraggingDesk
from digest_app.ui.errands import Errands
from digest_app.ui.jobs import Jobs, Worker
from digest_app.ui.labels.desk import LabelDesk
from digest_app.ui.list_desk import ListDesk
from digest_app.ui.listing.source import Choice
from digest_app.ui.moving_desk import MovingDesk
from digest_app.ui.preferences import Preferences
from digest_app.ui.reading_desk import ReadingDesk
from digest_app.ui.safety_desk import SLOW, SafetyDesk
from digest_app.ui.searching.desk import SearchDesk
from digest_app.ui.settling import Settling
from digest_app.ui.sidebar.menus import EntryMenus
from digest_app.ui.sorting_desk import SortingDesk
from digest_app.ui.theme.dressing import dress
from digest_app.ui.theme.look import Look
from digest_app.ui.trash import TrashDesk
from digest_app.ui.watching_desk import WatchingDesk
from digest_app.ui.window import MainWindow

_LOG = logging.getLogger(__name__)


class Desk(QObject):
    """Makes the parts and connects them.

    ``ready`` says that the library is shown; ``anotherWished`` carries another library's folder.
    """

    ready = Signal()
    anotherWished = Signal(object)

    def __init__(self, app: QApplication, folder: Path, look: Look, kept: Preferences) -> None:
        super().__init__(app)
        self._app, self.folder, self.look, self.preferences = app, folder, look, kept
        dress(app, look.palette)
        self.window = MainWindow(look, kept)
        alone, opens = Lock(), partial(open_library, folder)
        self.jobs = Jobs(Worker(opens, alone=alone), self)
        # An article opens at once, whatever is being done to a hundred thousand others.
        self.reader = Jobs(Worker(opens, keeps_open=False, alone=alone), self)
        self.decisions = Decisions(self.jobs, self.window.toast, self)
        self.lists = ListDesk(self.jobs, self.decisions, self.window.sidebar)
        self.sorting = SortingDesk(self.lists, self.decisions)
        self.window.set_rows(look, self.lists.rows)
        self.lists.use(self.window.list)
        self.reading = ReadingDesk(
            self.reader, self.decisions, self.window.pane, self.window.panel, kept.places
        )
        self.digests = DigestDesk(self.jobs, self.decisions, self.window.editor)
        self.adding = AddingDesk(self.jobs, self.decisions, self.window.bar, self.window)
        self.labels = LabelDesk(self.jobs, self.decisions, self.sorting, look, self.window.stack)
        self.searches = SearchDesk(self.jobs, self.decisions, self.lists, self.reading, self.window)
        self.trash = TrashDesk(self.jobs, self.decisions, self.window)
        self.entries = EntryMenus(
            self.window.sidebar, self.labels, self.searches, self.digests, self.trash
        )
        self.dragging = DraggingDesk(self)
        self.about = AboutDesk(self.jobs, self.decisions, self.reading, self.window.pane)
        self.errands = Errands(folder, self.jobs, self)
        self.safety = SafetyDesk(folder, self.jobs, self.errands, self.adding.let_go, self.window)
        self.moving = MovingDesk(self.errands, self.window)
        self.watching = WatchingDesk(self.errands, self.adding, self.window)
        self.settling = Settling(self)
        self._told: Overview | None = None
        self._connect_safety()  # first: whether the library is open decides what is shown
        self._connect()
        self._settle()

    def start(self, files: Sequence[Path] = ()) -> None:
        """Show the library, and add the files that the program was called with."""
        if self.preferences.article:
            self.lists.want(self.preferences.article)
        self.safety.begin()
        self.lists.start()
        self.adding.go_on()
        self.adding.add(files)

    def _connect(self) -> None:
        window = self.window
        self.lists.chosen.connect(self._chosen)
        self.lists.overviewCame.connect(self._overview)
        self.lists.rows.settled.connect(self._settle)
        self.lists.troubled.connect(self._troubled)
        window.sidebar.digestChosen.connect(self.digests.open)
        self.lists.viewChosen.connect(window.column.search.clear)
        self.lists.viewChosen.connect(self.show_reading)
        self.searches.chosen.connect(self.show_reading)
        self.labels.renamed.connect(self.lists.follow_label)
        self.reading.opened.connect(self._opened)
        self.reading.said.connect(self.decisions.say)
        self.about.offers.split.connect(lambda made: self.lists.want_next(made[0]))
        self.reading.useWished.connect(lambda number: self.digests.use([number]))
        self.digests.opened.connect(self.show_digest)
        self.adding.began.connect(self._settle_page)
        self.adding.arrived.connect(self.lists.refresh)
        self.adding.finished.connect(self._added)
        self.adding.known.connect(self._settle)
        self.decisions.named.connect(self.settling.name_history)
        self.jobs.bug.connect(self.show_bug)
        self.reader.bug.connect(self.show_bug)
        window.editor.closed.connect(self.show_reading)
        window.drops.dropped.connect(self.adding.take)
        window.closing.connect(self.close)

    def _connect_safety(self) -> None:
        safety = self.safety
        self.lists.overviewCame.connect(safety.opened)
        self.lists.troubled.connect(safety.cannot_open)
        self.errands.bug.connect(self.show_bug)
        self.reader.damaged.connect(self.jobs.damaged)
        self.moving.cameIn.connect(self.decisions.forget)
        self.moving.cameIn.connect(self.lists.refresh)
        self.ready.connect(self.watching.begin)
        self.watching.said.connect(self.decisions.say)
        safety.said.connect(self.decisions.say)
        safety.asking.connect(self.window.toast.hide)  # the dialog says the same
        safety.asking.connect(self._settle)
        safety.slow.connect(lambda: self.reading.close(SLOW))
        safety.againWished.connect(self.start)
        safety.cameBack.connect(self._came_back)
        safety.quitWished.connect(self.window.close)
        safety.anotherChosen.connect(self.anotherWished)

    # -- what is shown --------------------------------------------------------------------

    @property
    def shows_digest(self) -> bool:
        """Tell whether the digest editor is shown."""
        return self.window.pages.currentWidget() is self.window.editor

    def show_digest(self) -> None:
        """Show the digest editor."""
        self.window.sidebar.choose(digest=self.digests.number)
        self._show(self.window.editor)
        self.window.editor.outline.setFocus()

    def show_reading(self) -> None:
        """Show the articles; the first run where there are none."""
        self.searches.choose_line()
        self._show(self._page())
        self.window.list.setFocus()

    def _page(self) -> QWidget:
        """Return the articles; the first run as long as there are none and none are coming."""
        has_any = self._told is None or self._told.counts.everything
        is_first = not (has_any or self.adding.is_busy or self.adding.has_outcomes)
        return self.window.welcome if is_first else self.window.reading

    def _settle_page(self) -> None:
        if not self.shows_digest and self.window.pages.currentWidget() is not self._page():
            self._show(self._page())

    def _show(self, page: QWidget) -> None:
        self.window.show_page(page)
        self._settle()

    def set_look(self, look: Look) -> None:
        """Put another look on everything."""
        if look.palette != self.look.palette:
            dress(self._app, look.palette)
        self.look = look
        self.window.set_look(look)
        self.labels.set_look(look)

    # -- answers --------------------------------------------------------------------------

    def with_chosen(self, do: Callable[[Sequence[int]], None]) -> None:
        """Do something with the numbers of the articles that are chosen."""
        choice = self.lists.choice()
        if choice.everything is None:
            do([row.id for row in choice.rows])
        else:
            self.jobs.run(choice.ids, done=do, failed=self.decisions.failed)

    def _chosen(self, choice: Choice) -> None:
        """Open the one article that is chosen; say how many where there are several."""
        if choice.single is not None:
            self.reading.open(choice.single)
            opened = self.reading.article
            if opened is not None and opened.id == choice.single:
                self.searches.find_in(opened, again=True)
        elif choice:
            self.reading.close_for(choice.count)
        elif not self.lists.words or self.reading.article is None:  # a search lets it stay
            self.reading.close("Choose an article to read it.")
        self._settle()

    def _opened(self, article: OpenArticle) -> None:
        self.lists.mark_opened(article.id)
        actions = self.window.actions_
        actions.check("original", self.window.pane.view.shows_original)
        actions.check("unfold", self.window.pane.view.is_unfolded)
        self.preferences.article = article.id
        self.searches.find_in(article)
        self._settle()
        _LOG.info("opened %d with %d facts", article.id, len(article.facts))

    def _overview(self, told: Overview) -> None:
        """Show what the sidebar tells; the first run is over with the first article."""
        is_first = self._told is None
        self._told = told
        self.searches.show_saved(told.searches)
        self.labels.show_labels(told.labels)
        self.window.list.set_label_colours(dict(told.labels))
        if self.shows_digest:
            self.window.sidebar.choose(digest=self.digests.number)
        else:
            self.searches.choose_line()
        self._settle_page()
        self._settle()
        if is_first:
            self.window.list.setFocus()
            self.trash.retire()
            _LOG.info("ready")
            self.ready.emit()

    def take_over(self, files: Sequence[Path]) -> None:
        """Come forward, and add the files that a second launch was called with."""
        window = self.window
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()
        self.adding.add(files)

    def _came_back(self, read_again: Sequence[Path]) -> None:
        """Show the library after another database took the place of the one before."""
        self.decisions.forget()
        self.reading.close("Choose an article to read it.")
        self.start(read_again)

    def _troubled(self, error: DigestError) -> None:
        """Say in the article's place why the library cannot be used, and what to do."""
        self.reading.close(str(error.problem))
        _LOG.error("the library cannot be used: %s", error.problem)

    def _added(self, outcomes: Sequence[Outcome]) -> None:
        """Say what came; open the newest where nothing is open."""
        new = [n for o in outcomes if o.fate is Fate.ADDED for n in o.articles]
        if new:
            self.decisions.say(f"{counted(len(new), 'article')} added to Inbox")
            if self.reading.article is None and not self.lists.choice():
                self.lists.want(max(new))
        failed = sum(o.fate is Fate.FAILED for o in outcomes)
        _LOG.info("added %d, failed %d", len(new), failed)

    def _settle(self) -> None:
        self.settling.settle(self._told)

    def show_bug(self, bug: BaseException) -> None:
        """Say that something went wrong inside, and write it down where it can be copied."""
        sys.stderr.write("".join(traceback.format_exception(bug)))
        name = f"{type(bug).__name__}: {bug}"
        self.decisions.say(f"Something went wrong inside the program. {name}"[:200])

    def close(self) -> None:
        """Finish what was asked for, and remember where reading stopped."""
        self.preferences.places = self.reading.places()
        self.watching.close()
        self.adding.close()
        self.safety.close()  # before the jobs: an errand may wait for one of them
        self.about.close()
        self.jobs.close()
        self.reader.close()
