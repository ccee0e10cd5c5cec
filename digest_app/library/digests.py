"""Digests: kept as the documents that the digest's own room writes; their inside is not ours."""

from __future__ import annotations

from typing import NamedTuple

from digest_app.domain.clock import now
from digest_app.domain.problems import LibraryError
from digest_app.library.database import Database


class DigestRow(NamedTuple):
    """A digest in a list: number, title, and when it was last saved (ISO 8601, UTC)."""

    id: int
    title: str
    changed: str


class Digests:
    """Saving and loading digests."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all(self) -> tuple[DigestRow, ...]:
        """Return every digest, the last saved one first."""
        rows = self._db.rows("SELECT id, title, changed FROM digest ORDER BY changed DESC, id DESC")
        return tuple(DigestRow(*row) for row in rows)

    def save(self, number: int | None, title: str, body: str) -> int:
        """Save a digest (``None`` makes a new one); return its number.

        Raises:
            LibraryError: it was deleted meanwhile.
        """
        with self._db.writing():
            if number is None:
                return self._db.insert(
                    "INSERT INTO digest (title, body, changed) VALUES (?, ?, ?)",
                    (title, body, now()),
                )
            found = self._db.write(
                "UPDATE digest SET title = ?, body = ?, changed = ? WHERE id = ?",
                (title, body, now(), number),
            )
            if not found:
                raise LibraryError(title, "this digest is not in the library any more.")
            return number

    def load(self, number: int) -> tuple[str, str]:
        """Return title and body of a digest.

        Raises:
            LibraryError: no such digest.
        """
        row = self._db.row("SELECT title, body FROM digest WHERE id = ?", (number,))
        if row is None:
            thing = f"digest {number}"
            raise LibraryError(thing, "it is not in the library any more.")
        title, body = row
        return title, body

    def delete(self, number: int) -> None:
        """Delete a digest; its articles stay."""
        with self._db.writing():
            self._db.write("DELETE FROM digest WHERE id = ?", (number,))
