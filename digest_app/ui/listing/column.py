"""The list's column: what it shows, how many, the rows, or why there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from digest_app.domain.listing import View
from digest_app.domain.marks import Place
from digest_app.ui.actions import Actions
from digest_app.ui.blank import Blank
from digest_app.ui.buttons import label, push
from digest_app.ui.listing.offers import Offers
from digest_app.ui.listing.source import Trouble
from digest_app.ui.listing.view import ArticleList
from digest_app.ui.searching.field import SearchField
from digest_app.ui.theme.look import Look

_NAMES = {Place.INBOX: "Inbox", Place.ARCHIVE: "Archive", Place.TRASH: "Trash"}
_EMPTY = {
    Place.INBOX: "The Inbox is empty. Drop news files anywhere on this window.",
    Place.ARCHIVE: "Nothing is archived yet. E archives the chosen articles.",
    Place.TRASH: "The Trash is empty.",
}
_NOT_UNDERSTOOD = "Nothing is searched yet: the line under the search field says why."


def name_of(view: View) -> str:
    """Return what a list is called."""
    if view.place is not None:
        return _NAMES[view.place]
    if view.added_since:
        return "Today"
    return view.label or ("Starred" if view.starred else "All articles")


def empty_words(view: View) -> str:
    """Return why a list may be empty, and what to do."""
    if view.place is not None:
        return _EMPTY[view.place]
    if view.added_since:
        return "Nothing has come in today. Drop news files anywhere on this window."
    if view.starred:
        return "No article has a star. S stars the chosen articles."
    return f"No article has the label “{view.label}”."


class ListColumn(QWidget):
    """The list under its name; below it the import bar. ``scrolled`` says that others are seen."""

    scrolled = Signal()

    def __init__(self, look: Look, actions: Actions, shown: ArticleList, bar: QWidget) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._list, self._blank = shown, Blank()
        shown.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())
        self._blank.setObjectName("panel")
        self._name, self._count = label(kind="strong"), label(kind="muted")
        self.search = SearchField(look, "Search the library")
        self._wrong = label(wraps=True)
        self._wrong.setObjectName("wrong")
        self.offers = Offers(actions)
        self.clear = push("Clear Search")
        self.clear.clicked.connect(self.search.clear)
        self._blank.offer([self.clear])
        field = QHBoxLayout()
        field.setContentsMargins(12, 9, 12, 0)
        field.addWidget(self.search)
        head = QHBoxLayout()
        head.setContentsMargins(18, 9, 16, 6)
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._count)
        self._stack = QStackedWidget()
        self._stack.addWidget(shown)
        self._stack.addWidget(self._blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(field)
        column.addWidget(self._wrong)
        column.addWidget(self.offers)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(bar)
        self.set_look(look)
        self.show_trouble(None)

    def in_sight(self) -> tuple[int, int]:
        """Return the rows that are seen or will be next."""
        return self._list.in_sight()

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Say under the field why a search is not understood, and underline where."""
        self.search.show_trouble(trouble)
        self._wrong.setText(trouble.sentence if trouble else "")
        self._wrong.setVisible(trouble is not None)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._name.setFont(look.control(1.12, bold=True))
        self._blank.set_look(look)
        self._list.set_look(look)
        self.search.set_look(look)

    def show_view(self, view: View, total: int, rows: int) -> None:
        """Name the list, say how many articles it holds, or why there are none."""
        self.offers.show_for(searches=False, trash=bool(rows) and view.place is Place.TRASH)
        self._show(name_of(view), f"{max(total, rows):,}", empty_words(view), rows)

    def show_shut(self) -> None:
        """Say that the library is not open: nothing is known of what it holds."""
        self.offers.show_for(searches=False, trash=False)
        self._show("Articles", "", "The library is not open.", 0)

    def show_found(self, words: str, rows: int, trouble: Trouble | None, *, has_more: bool) -> None:
        """Say how many articles a search has found, or why it has found none."""
        nothing = _NOT_UNDERSTOOD if trouble else f"No articles match “{words}”."
        self.offers.show_for(searches=True, trash=False)
        self._show("Found", f"{rows:,}{'+' if has_more else ''}", nothing, rows)

    def _show(self, name: str, count: str, nothing: str, rows: int) -> None:
        self._name.setText(name)
        self._count.setText(count if rows else "")
        self._blank.say(nothing)
        self.clear.setVisible(bool(self.search.text().strip()))
        self._stack.setCurrentWidget(self._list if rows else self._blank)
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that other rows are seen."""
        super().resizeEvent(event)
        self.scrolled.emit()
