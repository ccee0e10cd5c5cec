"""What is decided about the chosen articles: read, starred, moved, emptied out of the Trash."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from digest_app.app import sorting
from digest_app.domain.changes import Changes
from digest_app.domain.counting import counted
from digest_app.domain.marks import Place
from digest_app.ui.decisions import Decisions, Said
from digest_app.ui.list_desk import ListDesk
from digest_app.ui.listing.source import Choice

if TYPE_CHECKING:
    from digest_app.app.undoing import Undo
    from digest_app.library.library import Library

Sort = Callable[["Undo", "Library", tuple[int, ...]], Changes]
_PLACES = {Place.INBOX: "Inbox", Place.ARCHIVE: "the Archive", Place.TRASH: "Trash"}
_MANY = 5_000
"""Sorting more articles than this takes long enough to say that it is being done."""


class SortingDesk(QObject):
    """Sorts the articles that are chosen in the list, 100,000 as well as one."""

    def __init__(self, lists: ListDesk, decisions: Decisions) -> None:
        super().__init__(lists)
        self._lists, self._decisions = lists, decisions

    def choice(self) -> Choice:
        """Return the articles that would be sorted."""
        return self._lists.choice()

    def toggle_read(self) -> None:
        """Mark the chosen articles unread; read, where they all are unread."""
        self.sort(sorting.toggle_read)

    def toggle_star(self) -> None:
        """Star the chosen articles; take the stars away where all have one."""
        self.sort(sorting.toggle_star)

    def star(self) -> None:
        """Star the chosen articles; those that have a star keep it."""
        self.sort(sorting.star)

    def move(self, place: Place) -> None:
        """Move the chosen articles, and choose the one that follows them."""
        choice = self.choice()
        if choice.everything is None and all(row.place is place for row in choice.rows):
            return
        follower = self._lists.follower(choice)
        self.sort(partial(sorting.move, place=place), partial(_moved, place=place))
        self._lists.want_next(follower)

    def sort(self, action: Sort, said: str | Said = "") -> None:
        """Do something to the chosen articles, as one step of undo."""
        choice = self.choice()
        if not choice:
            return
        if (choice.count or 0) > _MANY:
            self._decisions.say(f"Working on {counted(choice.count or 0, 'article')}…")
        self._decisions.take(lambda undo, library: action(undo, library, choice.ids(library)), said)


def _moved(changes: Changes, place: Place) -> str:
    return f"{counted(len(changes.changed), 'article')} moved to {_PLACES[place]}"
