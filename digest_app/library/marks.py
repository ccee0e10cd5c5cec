"""Marks: what the user decided. Every setter returns what it changed, and only that."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from digest_app.domain.changes import Changes
from digest_app.domain.clock import now
from digest_app.domain.marks import Marks, Place
from digest_app.library.database import Database
from digest_app.library.details import Details
from digest_app.library.index import Index
from digest_app.library.loading import load_marks
from digest_app.library.packing import pack_decisions
from digest_app.library.selection import CHOSEN, bound, first_of


class MarksTable:
    """The marks of every article; a selection of 100,000 is one statement."""

    def __init__(self, database: Database, index: Index, details: Details) -> None:
        self._db = database
        self._index = index
        self._details = details

    def of(self, number: int) -> Marks:
        """Return the marks of one article; those of a new one where there is none."""
        return load_marks(self._db, number)

    def set_read(self, ids: Iterable[int], *, read: bool = True) -> Changes:
        """Mark articles read or unread."""
        return self._set("read", int(read), ids)

    def set_starred(self, ids: Iterable[int], *, starred: bool = True) -> Changes:
        """Give articles a star, or take it."""
        return self._set("starred", int(starred), ids)

    def _set(self, column: str, value: int, ids: Iterable[int]) -> Changes:
        sql = f"UPDATE mark SET {column} = ? WHERE {column} <> ? AND article IN {CHOSEN}"
        with self._db.writing():
            rows = self._db.write_returning(f"{sql} RETURNING article", (value, value, bound(ids)))
        return Changes(changed=first_of(rows))

    def count_read(self, ids: Iterable[int]) -> int:
        """Return how many of the articles were read."""
        return self._count("read", ids)

    def count_starred(self, ids: Iterable[int]) -> int:
        """Return how many of the articles have a star."""
        return self._count("starred", ids)

    def _count(self, column: str, ids: Iterable[int]) -> int:
        sql = f"SELECT count(*) FROM mark WHERE {column} AND article IN {CHOSEN}"
        return int(self._db.value(sql, (bound(ids),)))

    def move(self, ids: Iterable[int], place: Place) -> Changes:
        """Move articles to the Inbox, the Archive or the Trash."""
        with self._db.writing():
            rows = self._db.write_returning(
                "UPDATE mark SET place = ?, moved = ? WHERE place <> ?"
                f" AND article IN {CHOSEN} RETURNING article",
                (place.value, now(), place.value, bound(ids)),
            )
        return Changes(changed=first_of(rows))

    def moved_before(self, ids: Iterable[int], moment: str) -> tuple[int, ...]:
        """Return those of the articles that were moved where they are before an instant."""
        rows = self._db.rows(
            f"SELECT article FROM mark WHERE moved < ? AND article IN {CHOSEN}",
            (moment, bound(ids)),
        )
        return first_of(rows)

    def decide(self, number: int, decision: Callable[[Marks], Marks]) -> Changes:
        """Apply a decision about spans, facts or details (``domain.deciding``) to one article.

        Only what was decided about these is stored; read, star, place and labels
        have their own setters.
        """
        with self._db.writing():
            before = self.of(number)
            after = decision(before)
            if after == before:
                return Changes()
            renamed = [number] if before.details != after.details else []
            with self._index.following([number]), self._details.following(renamed):
                self._db.write(
                    "UPDATE mark SET decisions = ? WHERE article = ?",
                    (pack_decisions(after), number),
                )
        return Changes(changed=(number,))

    def add_label(self, ids: Iterable[int], name: str) -> Changes:
        """Put a label on articles; a label that does not exist yet is made."""
        with self._db.writing():
            self._db.write("INSERT OR IGNORE INTO label (name) VALUES (?)", (name,))
            rows = self._db.write_returning(
                "INSERT OR IGNORE INTO labelled (label, article)"
                " SELECT label.id, article.id FROM label, article"
                f" WHERE label.name = ? AND article.id IN {CHOSEN} RETURNING article",
                (name, bound(ids)),
            )
        return Changes(changed=first_of(rows))

    def remove_label(self, ids: Iterable[int], name: str) -> Changes:
        """Take a label off articles."""
        with self._db.writing():
            rows = self._db.write_returning(
                "DELETE FROM labelled WHERE label = (SELECT id FROM label WHERE name = ?)"
                f" AND article IN {CHOSEN} RETURNING article",
                (name, bound(ids)),
            )
        return Changes(changed=first_of(rows))
