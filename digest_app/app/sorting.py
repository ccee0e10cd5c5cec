"""Sorting the library: places, stars, labels, searches. Each is one named step of undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from digest_app.app.undoing import Scope, Undo
from digest_app.domain.changes import Changes
from digest_app.domain.clock import instant
from digest_app.domain.counting import counted
from digest_app.domain.listing import View
from digest_app.domain.marks import Place

if TYPE_CHECKING:
    from digest_app.library.library import Library

#: How long what was trashed can be taken out again, in days, unless the user says otherwise.
RETENTION_DAYS = 30
RETENTION_SETTING = "trash.days"
_MOVES = {Place.INBOX: "Move to Inbox", Place.ARCHIVE: "Archive", Place.TRASH: "Trash"}


def _named(verb: str, rest: str = "") -> Callable[[Changes], str]:
    """Return what names a step by how many articles it changed: “Trash 3 Articles”."""
    return lambda changes: f"{verb} {counted(len(changes.changed), 'Article')}{rest}"


def mark_read(undo: Undo, library: Library, ids: Iterable[int], *, read: bool = True) -> Changes:
    """Mark articles read or unread."""
    chosen = tuple(ids)
    name = _named("Mark Read" if read else "Mark Unread")
    scope = Scope(chosen, ("read",))
    return undo.do(name, scope, lambda: library.marks.set_read(chosen, read=read))


def toggle_read(undo: Undo, library: Library, ids: Iterable[int]) -> Changes:
    """Mark articles unread; read, where they all are unread."""
    chosen = tuple(ids)
    return mark_read(undo, library, chosen, read=not library.marks.count_read(chosen))


def star(undo: Undo, library: Library, ids: Iterable[int], *, starred: bool = True) -> Changes:
    """Give articles a star, or take it."""
    chosen = tuple(ids)
    name = _named("Star" if starred else "Unstar")
    scope = Scope(chosen, ("starred",))
    return undo.do(name, scope, lambda: library.marks.set_starred(chosen, starred=starred))


def toggle_star(undo: Undo, library: Library, ids: Iterable[int]) -> Changes:
    """Star articles; take the stars away where all of them have one."""
    chosen = tuple(ids)
    return star(undo, library, chosen, starred=library.marks.count_starred(chosen) < len(chosen))


def move(undo: Undo, library: Library, ids: Iterable[int], place: Place) -> Changes:
    """Move articles to the Inbox, the Archive or the Trash."""
    chosen = tuple(ids)
    scope = Scope(chosen, ("place",))
    return undo.do(_named(_MOVES[place]), scope, lambda: library.marks.move(chosen, place))


def added(undo: Undo, library: Library, ids: Iterable[int]) -> None:
    """Make a step of articles that came in; taking it back puts them into the Trash."""
    chosen = tuple(ids)
    scope = Scope(chosen, ("place",))
    undo.done_already(_named("Add"), scope, lambda: library.marks.move(chosen, Place.TRASH))


def label(
    undo: Undo, library: Library, ids: Iterable[int], name: str, *, colour: str = ""
) -> Changes:
    """Put a label on articles; a label that does not exist yet is made, in this colour."""
    chosen = tuple(ids)

    def work() -> Changes:
        if not library.labels.exists(name):
            library.labels.make(name, colour)
        return library.marks.add_label(chosen, name)

    scope = Scope(chosen, ("labels",), tables=("label",))
    return undo.do(_named("Label", f" “{name}”"), scope, work)


def unlabel(undo: Undo, library: Library, ids: Iterable[int], name: str) -> Changes:
    """Take a label off articles."""
    chosen = tuple(ids)
    step, scope = f"Remove Label “{name}”", Scope(chosen, ("labels",))
    return undo.do(step, scope, lambda: library.marks.remove_label(chosen, name))


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
    scope = Scope(library.labels.articles(name), ("labels",), tables=("label",))
    return undo.do(f"Delete Label “{name}”", scope, lambda: library.labels.delete(name))


def save_search(undo: Undo, library: Library, name: str, query: str) -> Changes:
    """Keep a query in the sidebar."""
    searches = library.saved_searches
    return _search_step(undo, f"Save Search “{name}”", lambda: searches.save(name, query))


def rename_search(undo: Undo, library: Library, name: str, new: str) -> Changes:
    """Give a saved search another name.

    Raises:
        LibraryError: there is no such search, or the new name is taken.
    """
    searches = library.saved_searches
    return _search_step(undo, f"Rename Search “{name}”", lambda: searches.rename(name, new))


def delete_search(undo: Undo, library: Library, name: str) -> Changes:
    """Forget a saved search."""
    searches = library.saved_searches
    return _search_step(undo, f"Delete Search “{name}”", lambda: searches.delete(name))


def _search_step(undo: Undo, name: str, work: Callable[[], None]) -> Changes:
    def done() -> Changes:
        work()
        return Changes()

    return undo.do(name, Scope(tables=("saved_search",)), done)


def empty_trash(
    library: Library, *, older_than: timedelta | None = None, limit: int | None = None
) -> Changes:
    """Delete what lies in the Trash for good, with its originals: this cannot be undone.

    With ``older_than`` only what has been there for longer; with ``limit`` so many at most, so
    that others can use the library between two calls.
    """
    trash, most = View(place=Place.TRASH), -1 if limit is None else limit
    if older_than is None:
        ids = library.listing.ids(trash, limit=most)
    else:
        moment = instant(datetime.now(UTC) - older_than)
        ids = library.marks.moved_before(library.listing.ids(trash), moment)[:limit]
    return Changes(gone=library.articles.delete(ids))


def retention(library: Library) -> int:
    """Return after how many days in the Trash articles are deleted; 0 where they never are."""
    days = library.settings.get(RETENTION_SETTING, str(RETENTION_DAYS))
    return int(days) if days.isdecimal() else RETENTION_DAYS


def keep_trash_for(undo: Undo, library: Library, days: int) -> Changes:
    """Keep what is trashed for so many days before it is deleted; 0 keeps it."""

    def work() -> Changes:
        library.settings.set(RETENTION_SETTING, str(days))
        return Changes()

    return undo.do("Keep Trash for Another Time", Scope(tables=("setting",)), work)


def retire(library: Library, *, limit: int | None = None) -> Changes:
    """Delete what has been in the Trash for longer than the user wants it kept."""
    days = retention(library)
    return empty_trash(library, older_than=timedelta(days=days), limit=limit) if days else Changes()
