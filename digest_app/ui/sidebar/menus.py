"""What can be done with a line of the sidebar: from its menu, and from the menu bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from digest_app.domain.marks import Place
from digest_app.ui.digest_desk import DigestDesk
from digest_app.ui.labels.desk import LabelDesk
from digest_app.ui.searching.desk import SearchDesk
from digest_app.ui.sidebar.entries import Entry
from digest_app.ui.sidebar.view import Sidebar
from digest_app.ui.trash import TrashDesk


class EntryMenus(QObject):
    """Makes the menus, and does what the commands about the chosen line ask."""

    def __init__(
        self,
        sidebar: Sidebar,
        labels: LabelDesk,
        searches: SearchDesk,
        digests: DigestDesk,
        trash: TrashDesk,
    ) -> None:
        super().__init__(sidebar)
        self._sidebar, self._labels, self._searches = sidebar, labels, searches
        self._digests, self._trash = digests, trash
        sidebar.menuWished.connect(self.pop_up)

    @property
    def has_label(self) -> bool:
        """Tell whether a label is chosen in the sidebar."""
        return bool((entry := self._sidebar.chosen()) and entry.label)

    @property
    def has_named(self) -> bool:
        """Tell whether what is chosen can be renamed and deleted."""
        return bool((entry := self._sidebar.chosen()) and (entry.label or entry.search))

    def pop_up(self, at: QPoint, entry: Entry) -> None:
        """Show a line's menu; some lines have none."""
        menu = self.menu(entry)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def menu(self, entry: Entry) -> QMenu:
        """Return a line's menu."""
        menu = QMenu(self._sidebar)
        if entry.label or entry.search:
            menu.addAction("&Rename…", lambda: self._rename(entry))
        if entry.label:
            menu.addMenu(self._labels.colour_menu(entry.label, entry.colour or "", menu))
        if entry.label or entry.search or entry.digest is not None:
            menu.addAction("&Delete", lambda: self._delete(entry))
        if entry.view is not None and entry.view.place is Place.TRASH:
            menu.addAction("&Empty Trash…", self._trash.ask)
        return menu

    def rename(self) -> None:
        """Rename what is chosen in the sidebar."""
        if (entry := self._sidebar.chosen()) is not None:
            self._rename(entry)

    def delete(self) -> None:
        """Delete what is chosen in the sidebar; articles stay."""
        if (entry := self._sidebar.chosen()) is not None:
            self._delete(entry)

    def recolour(self) -> None:
        """Show the colours for the label that is chosen in the sidebar."""
        entry = self._sidebar.chosen()
        if entry is not None and entry.label:
            rect = self._sidebar.visualRect(self._sidebar.currentIndex())
            at = self._sidebar.viewport().mapToGlobal(rect.bottomLeft())
            self._labels.pop_colours(entry.label, entry.colour or "", at)

    def _rename(self, entry: Entry) -> None:
        if entry.label:
            self._labels.rename(entry.label)
        elif entry.search:
            self._searches.rename(entry.search.name)

    def _delete(self, entry: Entry) -> None:
        if entry.label:
            self._labels.delete(entry.label)
        elif entry.search:
            self._searches.delete(entry.search.name)
        elif entry.digest is not None:
            self._digests.delete(entry.digest)
