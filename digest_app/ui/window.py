"""The main window: its parts and where they stand. What they do is the desks' work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QWidget

from digest_app.ui.actions import Actions
from digest_app.ui.adding.bar import ImportBar
from digest_app.ui.adding.dropping import DropCard, DropZone
from digest_app.ui.adding.welcome import Welcome
from digest_app.ui.article.pane import ArticlePane
from digest_app.ui.digests.editor import DigestEditor
from digest_app.ui.factpanel.panel import FactPanel
from digest_app.ui.listing.column import ListColumn
from digest_app.ui.listing.delegate import RowDelegate
from digest_app.ui.listing.model import ArticleRows
from digest_app.ui.listing.view import ArticleList
from digest_app.ui.preferences import Preferences
from digest_app.ui.sidebar.view import Sidebar
from digest_app.ui.theme.look import Look
from digest_app.ui.toast import Toast

NAME = "Digest"
SMALLEST = QSize(720, 480)
_USUAL = QSize(1320, 840)
_WIDTHS = [190, 312, 640, 292]
FACTS_BESIDE, SIDEBAR_BESIDE = 1000, 940


def _now() -> datetime:
    return datetime.now(UTC)


class MainWindow(QMainWindow):
    """Four columns, or the first run, or a digest. ``closing`` comes before it goes."""

    closing = Signal()

    def __init__(self, look: Look, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._facts_over = self._sidebar_over = False
        self.setWindowTitle(NAME)
        self.setMinimumSize(SMALLEST)
        self.actions_ = Actions(self.menuBar(), self)
        self.sidebar = Sidebar(look)
        self.bar = ImportBar(look)
        self.pane = ArticlePane(look, self.actions_)
        self.panel = FactPanel(look)
        self.editor = DigestEditor(look, self.actions_)
        self.welcome = Welcome(look)
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.toast = Toast(look, self.stack)
        self._card = DropCard(look, self)
        self.drops = DropZone(self, self._card)
        self.wants_sidebar = preferences.flag("sidebar", usual=True)
        self.wants_facts = preferences.flag("facts", usual=True)

    def set_rows(self, look: Look, rows: ArticleRows, now: Callable[[], datetime] = _now) -> None:
        """Put the list in, and every part in its place."""
        self.delegate = RowDelegate(look, now, self)
        self.list = ArticleList(rows, self.delegate)
        self.column = ListColumn(look, self.actions_, self.list, self.bar)
        self.reading = QSplitter(Qt.Orientation.Horizontal)
        self.outer = QSplitter(Qt.Orientation.Horizontal)
        for part, least in ((self.column, 260), (self.pane, 320), (self.panel, 240)):
            part.setMinimumWidth(least)
            self.reading.addWidget(part)
        self.pages = QStackedWidget()
        for page in (self.welcome, self.reading, self.editor):
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(self.reading)
        self.sidebar.setMinimumWidth(150)
        self.outer.addWidget(self.sidebar)
        self.outer.addWidget(self.pages)
        self.outer.setStretchFactor(1, 1)
        self.reading.setStretchFactor(1, 1)
        for splitter in (self.reading, self.outer):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.stack.addWidget(self.outer)
        self._restore_places()

    def _restore_places(self) -> None:
        kept = self._preferences
        self.reading.setSizes(_WIDTHS[1:])
        self.outer.setSizes([_WIDTHS[0], sum(_WIDTHS[1:])])
        self.reading.restoreState(kept.state("columns"))
        self.outer.restoreState(kept.state("sidebar-width"))
        if not self.restoreGeometry(kept.state("geometry")):
            room = self.screen().availableSize() if self.screen() else _USUAL
            self.resize(_USUAL.boundedTo(room))

    def set_look(self, look: Look) -> None:
        """Draw every part in another palette or size."""
        for part in (self.sidebar, self.column, self.pane, self.panel, self.editor):
            part.set_look(look)
        for over in (self.welcome, self.bar, self.toast, self._card):
            over.set_look(look)

    # -- what is shown --------------------------------------------------------------------

    def show_page(self, page: QWidget) -> None:
        """Show the first run, the reading columns or the digest editor."""
        self.pages.setCurrentWidget(page)
        self.arrange()

    def arrange(self) -> None:
        """Show the columns that are wished for and that there is room for.

        Where facts have no room beside the article they take its place while they are wished.
        """
        is_beside = self.width() >= FACTS_BESIDE
        self._facts_over = self._facts_over and not is_beside
        shows_facts = self.wants_facts if is_beside else self._facts_over
        has_room = self.width() >= SIDEBAR_BESIDE
        self._sidebar_over = self._sidebar_over and not has_room
        shows_sidebar = self.wants_sidebar if has_room else self._sidebar_over
        self.sidebar.setVisible(shows_sidebar)
        self.panel.setVisible(shows_facts)
        self.pane.setVisible(not self._facts_over)
        self.actions_.check("facts", shows_facts)
        self.actions_.check("sidebar", shows_sidebar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the columns anew."""
        super().resizeEvent(event)
        self.arrange()

    def facts_wished(self, wished: bool) -> None:
        """Show the facts, or not; remembered only where they have a column of their own."""
        if self.width() >= FACTS_BESIDE:
            self.wants_facts = wished
            self._preferences.keep_flag("facts", wished)
        else:
            self._facts_over = wished
        self.arrange()

    def sidebar_wished(self, wished: bool) -> None:
        """Show the sidebar, or not."""
        if self.width() >= SIDEBAR_BESIDE:
            self.wants_sidebar = wished
            self._preferences.keep_flag("sidebar", wished)
        else:
            self._sidebar_over = wished
        self.arrange()

    # -- Qt -------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where everything stands, and let the desks finish."""
        kept = self._preferences
        kept.keep_state("geometry", self.saveGeometry())
        kept.keep_state("columns", self.reading.saveState())
        kept.keep_state("sidebar-width", self.outer.saveState())
        self.closing.emit()
        super().closeEvent(event)
