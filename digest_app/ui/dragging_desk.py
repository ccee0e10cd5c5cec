"""What a drag of articles onto a line of the sidebar does; each has a key that does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from digest_app.ui.sidebar.entries import Entry

if TYPE_CHECKING:
    from digest_app.ui.desk import Desk


class DraggingDesk(QObject):
    """Moves, stars, labels and uses the chosen articles where they are dropped."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        desk.window.sidebar.articlesDropped.connect(self.drop)

    def drop(self, entry: Entry) -> None:
        """Do with the chosen articles what the line stands for, as one step of undo."""
        desk, view = self._desk, entry.view
        if entry.label:
            desk.labels.put(entry.label)
        elif view is not None and view.starred:
            desk.sorting.star()
        elif view is not None and view.place is not None:
            desk.sorting.move(view.place)
        elif entry.digest is not None:
            number = entry.digest
            desk.with_chosen(lambda articles: desk.digests.use(articles, number))
