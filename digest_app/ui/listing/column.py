"""The list's column: what it shows, how many, the rows, or why there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from digest_app.domain.listing import View
from digest_app.domain.marks import Place
from digest_app.ui.blank import Blank
from digest_app.ui.buttons import label
from digest_app.ui.listing.view import ArticleList
from digest_app.ui.theme.look import Look

_NAMES = {Place.INBOX: "Inbox", Place.ARCHIVE: "Archive", Place.TRASH: "Trash"}
_EMPTY = {
    Place.INBOX: "The Inbox is empty. Drop news files anywhere on this window.",
    Place.ARCHIVE: "Nothing is archived yet. E archives the chosen articles.",
    Place.TRASH: "The Trash is empty.",
}


def name_of(view: View) -> str:
    """Return what a list is called."""
    if view.place is not None:
        return _NAMES[view.place]
    return view.label or ("Starred" if view.starred else "All articles")


def empty_words(view: View) -> str:
    """Return why a list may be empty, and what to do."""
    if view.place is not None:
        return _EMPTY[view.place]
    if view.starred:
        return "No article has a star. S stars the chosen articles."
    return f"No article has the label “{view.label}”."


class ListColumn(QWidget):
    """The list under its name; below it the import bar."""

    def __init__(
        self, look: Look, shown: ArticleList, bar: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._list, self._blank = shown, Blank()
        self._blank.setObjectName("panel")
        self._name, self._count = label(kind="strong"), label(kind="muted")
        head = QHBoxLayout()
        head.setContentsMargins(18, 11, 16, 7)
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._count)
        self._stack = QStackedWidget()
        self._stack.addWidget(shown)
        self._stack.addWidget(self._blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(bar)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw in another palette or size."""
        self._name.setFont(look.control(1.12, bold=True))
        self._blank.set_look(look)
        self._list.set_look(look)

    def show_view(self, view: View, total: int, rows: int) -> None:
        """Name the list, say how many articles it holds, or why there are none."""
        self._name.setText(name_of(view))
        self._count.setText(f"{max(total, rows):,}" if rows else "")
        self._blank.say(empty_words(view))
        self._stack.setCurrentWidget(self._list if rows else self._blank)
