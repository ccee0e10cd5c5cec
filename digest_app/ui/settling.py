"""What the window is called, and which commands there is something to do for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from digest_app.app.overview import Overview
from digest_app.ui.listing.column import name_of
from digest_app.ui.window import NAME

if TYPE_CHECKING:
    from digest_app.ui.desk import Desk

_ARTICLES = ("read", "star", "label", "archive", "inbox", "trash", "use", "select-all")
_ONE = (
    *("original", "unfold", "find", "find-next", "find-previous"),
    *("hide-selection", "add-fact", "details"),
)
_FACTS = ("fact-jump", "fact-pin", "fact-copy", "fact-correct", "fact-hide", "fact-filter")
_DIGEST = ("digest-up", "digest-down", "digest-section", "digest-remove", "digest-delete")


class Settling(QObject):
    """Names the list and the window, and makes commands sensitive where they apply."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk, self._window = desk, desk.window

    def settle(self, told: Overview | None) -> None:
        """Say what is shown now; ``told`` is None as long as nothing is known."""
        desk, window = self._desk, self._window
        self._name_list(told)
        opened = desk.reading.article
        title = opened.title if opened else name_of(desk.lists.view)
        window.setWindowTitle(f"{desk.digests.title if desk.shows_digest else title} — {NAME}")
        window.column.search.setEnabled(bool(told and told.counts.everything))
        reads = window.pages.currentWidget() is window.reading
        enable = window.actions_.enable
        enable(_ARTICLES, reads and bool(desk.lists.rows.rowCount()))
        enable((*_ONE, *_FACTS), reads and opened is not None)
        enable(_DIGEST, desk.shows_digest)
        enable(("export",), desk.shows_digest or desk.digests.number is not None)
        enable(("save-search", "best-first"), reads and bool(desk.lists.words))
        enable(("rename-entry", "delete-entry"), desk.entries.has_named)
        enable(("colour-entry",), desk.entries.has_label)
        enable(("outcomes",), desk.adding.can_tell)
        self.name_history()

    def _name_list(self, told: Overview | None) -> None:
        lists, column = self._desk.lists, self._window.column
        rows = lists.rows
        if self._desk.safety.is_shut:
            column.show_shut()
        elif not rows.is_settled:
            pass  # what is shown stays until the rows are here
        elif lists.words:
            count, more = rows.rowCount(), rows.canFetchMore()
            column.show_found(lists.words, count, lists.trouble, has_more=more)
        else:
            column.show_view(lists.view, told.total(lists.view) if told else 0, rows.rowCount())

    def name_history(self) -> None:
        """Name in the menu what Undo and Redo would do."""
        for name, verb, what in (
            ("undo", "&Undo", self._desk.decisions.undo_name),
            ("redo", "&Redo", self._desk.decisions.redo_name),
        ):
            action = self._window.actions_[name]
            action.setText(f"{verb} {what}".rstrip())
            action.setEnabled(bool(what))
