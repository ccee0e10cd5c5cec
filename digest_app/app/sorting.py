"""Sorting the library: places, stars, labels, searches. Each is one named step of undo."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from digest_app.app.undoing import Scope, Undo
from digest_app.domain.changes import Changes
from digest_app.domain.clock import instant
from digest_app.domain.listing import View
from digest_app.domain.marks import Place
from digest_app.library.library import Library

#: How long what was trashed can be taken out again, in days, unless the user says otherwise.
RETENTION_DAYS = 30
RETENTION_SETTING = "trash.days"
_MOVES = {Place.INBOX: "Move to Inbox", Place.ARCHIVE: "Archive", Place.TRASH: "Trash"}


def _step(verb: str, ids: tuple[int, ...]) -> str:
    return f"{verb} {len(ids):,} Article{'s' if len(ids) != 1 else ''}"


def mark_read(undo: Undo, library: Library, ids: Iterable[int], *, read: bool = True) -> Changes:
    """Mark articles read or unread."""
    chosen = tuple(ids)
    name = _step("Mark Read" if read else "Mark Unread", chosen)
    return undo.do(name, Scope(chosen), lambda: library.marks.set_read(chosen, read=read))


def star(undo: Undo, library: Library, ids: Iterable[int], *, starred: bool = True) -> Changes:
    """Give articles a star, or take it."""
    chosen = tuple(ids)
    name = _step("Star" if starred else "Unstar", chosen)
    return undo.do(name, Scope(chosen), lambda: library.marks.set_starred(chosen, starred=starred))


def move(undo: Undo, library: Library, ids: Iterable[int], place: Place) -> Changes:
    """Move articles to the Inbox, the Archive or the Trash."""
    chosen = tuple(ids)
    name = _step(_MOVES[place], chosen)
    return undo.do(name, Scope(chosen), lambda: library.marks.move(chosen, place))


def label(undo: Undo, library: Library, ids: Iterable[int], name: str) -> Changes:
    """Put a label on articles; a label that does not exist yet is made."""
    chosen = tuple(ids)
    scope = Scope(chosen, tables=("label",))
    step = f"{_step('Label', chosen)} “{name}”"
    return undo.do(step, scope, lambda: library.marks.add_label(chosen, name))


def unlabel(undo: Undo, library: Library, ids: Iterable[int], name: str) -> Changes:
    """Take a label off articles."""
    chosen = tuple(ids)
    step = f"Remove Label “{name}”"
    return undo.do(step, Scope(chosen), lambda: library.marks.remove_label(chosen, name))


def make_label(undo: Undo, library: Library, name: str, colour: str = "") -> Changes:
    """Make a label, or give an existing one a new colour."""
    scope = Scope(tables=("label",))
    return undo.do(f"Label “{name}”", scope, lambda: library.labels.make(name, colour))


def rename_label(undo: Undo, library: Library, name: str, new: str) -> Changes:
    """Give a label another name.

    Raises:
        LibraryError: there is no such label, or the new name is taken.
    """
    scope = Scope(tables=("label",))
    return undo.do(f"Rename Label “{name}”", scope, lambda: library.labels.rename(name, new))


def delete_label(undo: Undo, library: Library, name: str) -> Changes:
    """Delete a label; its articles stay where they are."""
    scope = Scope(library.labels.articles(name), tables=("label",))
    return undo.do(f"Delete Label “{name}”", scope, lambda: library.labels.delete(name))


def save_search(undo: Undo, library: Library, name: str, query: str) -> Changes:
    """Keep a query in the sidebar."""

    def save() -> Changes:
        library.saved_searches.save(name, query)
        return Changes()

    return undo.do(f"Save Search “{name}”", Scope(tables=("saved_search",)), save)


def delete_search(undo: Undo, library: Library, name: str) -> Changes:
    """Forget a saved search."""

    def delete() -> Changes:
        library.saved_searches.delete(name)
        return Changes()

    return undo.do(f"Delete Search “{name}”", Scope(tables=("saved_search",)), delete)


def empty_trash(library: Library, *, older_than: timedelta | None = None) -> Changes:
    """Delete what lies in the Trash for good, with its originals: this cannot be undone.

    With ``older_than`` only what has been there for longer.
    """
    ids = library.listing.ids(View(place=Place.TRASH))
    if older_than is not None:
        ids = library.marks.moved_before(ids, instant(datetime.now(UTC) - older_than))
    return Changes(gone=library.articles.delete(ids))


def retire(library: Library) -> Changes:
    """Delete what has been in the Trash for longer than the user wants it kept."""
    days = library.settings.get(RETENTION_SETTING, str(RETENTION_DAYS))
    return empty_trash(library, older_than=timedelta(days=int(days)))
