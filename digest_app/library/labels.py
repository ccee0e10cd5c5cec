"""Labels and saved searches: what users sort with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from digest_app.domain.changes import Changes
from digest_app.domain.problems import LibraryError
from digest_app.library.database import Database
from digest_app.library.selection import CHOSEN, bound


class Label(NamedTuple):
    """A label: its name, and its colour as ``#rrggbb`` or empty."""

    name: str
    colour: str = ""


class SavedSearch(NamedTuple):
    """A query kept in the sidebar under a name."""

    name: str
    query: str


class Labels:
    """The labels that exist; which article has which is a mark."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> tuple[Label, ...]:
        """Return every label, by name."""
        return tuple(
            Label(*r) for r in self._db.rows("SELECT name, colour FROM label ORDER BY name")
        )

    def exists(self, name: str) -> bool:
        """Tell whether there is a label with this name, whatever its case."""
        return self._db.value("SELECT 1 FROM label WHERE name = ?", (name,)) is not None

    def counts_on(self, ids: Iterable[int]) -> dict[str, int]:
        """Return how many of these articles have each label; labels that none has are left out."""
        rows = self._db.rows(
            "SELECT name, count(*) FROM labelled JOIN label ON label.id = label"
            f" WHERE article IN {CHOSEN} GROUP BY label.id",
            (bound(ids),),
        )
        return dict(rows)

    def make(self, name: str, colour: str = "") -> Changes:
        """Make a label, or give an existing one a new colour."""
        with self._db.writing():
            self._db.write(
                "INSERT INTO label (name, colour) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET colour = excluded.colour",
                (name, colour),
            )
        return Changes(changed=self.articles(name))

    def rename(self, name: str, new: str) -> Changes:
        """Give a label another name.

        Raises:
            LibraryError: there is no such label, or the new name is taken.
        """
        with self._db.writing():
            taken = self._db.value("SELECT name FROM label WHERE name = ?", (new,))
            if taken is not None and taken.casefold() != name.casefold():
                raise LibraryError(new, "there is a label with this name already.")
            if not self._db.write("UPDATE label SET name = ? WHERE name = ?", (new, name)):
                raise LibraryError(name, "there is no such label.")
        return Changes(changed=self.articles(new))

    def delete(self, name: str) -> Changes:
        """Delete a label; its articles stay where they are."""
        with self._db.writing():
            touched = self.articles(name)
            self._db.write(
                "DELETE FROM labelled WHERE label = (SELECT id FROM label WHERE name = ?)", (name,)
            )
            self._db.write("DELETE FROM label WHERE name = ?", (name,))
        return Changes(changed=touched)

    def articles(self, name: str) -> tuple[int, ...]:
        """Return the articles that have a label, wherever they lie."""
        rows = self._db.rows(
            "SELECT article FROM labelled JOIN label ON label.id = label WHERE name = ?", (name,)
        )
        return tuple(row[0] for row in rows)


class SavedSearches:
    """The searches of the sidebar, in the user's order."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> tuple[SavedSearch, ...]:
        """Return every saved search, in order."""
        rows = self._db.rows("SELECT name, query FROM saved_search ORDER BY position, name")
        return tuple(SavedSearch(*row) for row in rows)

    def save(self, name: str, query: str) -> None:
        """Keep a query under a name; an existing one with this name is replaced."""
        with self._db.writing():
            self._db.write(
                "INSERT INTO saved_search (name, query, position)"
                " VALUES (?, ?, (SELECT count(*) FROM saved_search))"
                " ON CONFLICT (name) DO UPDATE SET query = excluded.query",
                (name, query),
            )

    def rename(self, name: str, new: str) -> None:
        """Give a saved search another name.

        Raises:
            LibraryError: there is no such search, or the new name is taken.
        """
        with self._db.writing():
            taken = self._db.value("SELECT name FROM saved_search WHERE name = ?", (new,))
            if taken is not None and taken.casefold() != name.casefold():
                raise LibraryError(new, "there is a saved search with this name already.")
            if not self._db.write("UPDATE saved_search SET name = ? WHERE name = ?", (new, name)):
                raise LibraryError(name, "there is no such saved search.")

    def delete(self, name: str) -> None:
        """Forget a saved search."""
        with self._db.writing():
            self._db.write("DELETE FROM saved_search WHERE name = ?", (name,))
