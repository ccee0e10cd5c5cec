"""One connection to the library's file: transactions, and errors told in sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from digest_app.domain.problems import DamagedLibrary, LibraryError
from digest_app.domain.steps import Step, Tell, silently

Row = tuple[Any, ...]
Values = Sequence[object] | dict[str, object]

#: How long a write waits for another process's write, in seconds, before it gives up.
PATIENCE = 30.0

_DAMAGED = (
    "the database is damaged.",
    "Nothing was changed. Restore a backup, or let Digest salvage what can be read.",
)
_ADVICE: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: ("the disk is full.", "Make room and try again; nothing was lost."),
    sqlite3.SQLITE_READONLY: (
        "the folder cannot be written to.",
        "Allow writing to it, or choose another folder for the library.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the database cannot be opened.",
        "Check that the folder is there and that you may write to it.",
    ),
    sqlite3.SQLITE_BUSY: (
        "another program is writing to the library and does not finish.",
        "Try again when it has.",
    ),
    sqlite3.SQLITE_IOERR: ("the disk reports an error.", "Check the disk, then try again."),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_PRIMARY_CODE = 0xFF
#: Steps of SQLite's machine between two questions whether a check is called off.
_ASK_EVERY = 1000


def told(error: sqlite3.Error, path: Path) -> LibraryError | None:
    """Return the sentence for an error of the disk or the file; None where it is our bug."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code not in _ADVICE:
        return None
    kind = DamagedLibrary if _ADVICE[code] is _DAMAGED else LibraryError
    return kind(str(path.parent), *_ADVICE[code])


class Database:
    """A connection that belongs to the thread that made it.

    Reads see the last committed state; every write stands inside :meth:`writing`.

    Raises (everywhere):
        LibraryError: the disk is full, the folder read-only, the file damaged or busy.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._depth = 0
        with self._telling():
            self._connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            try:
                self._prepare()
            except sqlite3.Error:
                self._connection.close()
                raise

    def _prepare(self) -> None:
        # FULL, not NORMAL: what the window confirmed must survive a power cut, and with one
        # commit per batch it costs one fsync per batch.
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "cache_size = -16384",
            "journal_size_limit = 67108864",
        ):
            self._connection.execute(f"PRAGMA {pragma}")

    def close(self) -> None:
        """Close the connection; closing twice is allowed."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            problem = told(error, self.path)
            if problem is None:
                raise
            raise problem from error

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Return every row of an answer."""
        with self._telling():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """Return the first row of an answer, or None."""
        with self._telling():
            row: Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def value(self, sql: str, values: Values = ()) -> Any:
        """Return the first column of the first row, or None."""
        row = self.row(sql, values)
        return row[0] if row else None

    def write(self, sql: str, values: Values = ()) -> int:
        """Run one writing statement inside :meth:`writing`; return how many rows it touched.

        Raises:
            RuntimeError: outside a transaction, which would be a bug.
        """
        return max(self._cursor(sql, values).rowcount, 0)

    def write_returning(self, sql: str, values: Values = ()) -> list[Row]:
        """Run one writing statement with RETURNING inside :meth:`writing`; return its rows."""
        cursor = self._cursor(sql, values)
        with self._telling():
            return cursor.fetchall()

    def insert(self, sql: str, values: Values = ()) -> int:
        """Run one INSERT inside :meth:`writing`; return the new row's number."""
        return self._cursor(sql, values).lastrowid or 0

    def write_many(self, sql: str, values: Iterable[Values]) -> int:
        """Run one writing statement for each of the values; return how many rows it touched."""
        self._require_transaction()
        with self._telling():
            return max(self._connection.executemany(_known(sql), values).rowcount, 0)

    def _cursor(self, sql: str, values: Values) -> sqlite3.Cursor:
        self._require_transaction()
        with self._telling():
            return self._connection.execute(_known(sql), values)

    def _require_transaction(self) -> None:
        if not self._depth:
            msg = "a write outside a transaction"
            raise RuntimeError(msg)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one write lock; commit at the end, or undo everything on any exception.

        Inside another ``writing`` it joins that one.
        """
        if self._depth:
            yield
            return
        with self._telling():
            self._connection.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
            with self._telling():
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
        finally:
            self._depth = 0

    def damage(self, is_over: Callable[[], bool] = lambda: False) -> str:
        """Return what a quick check of the whole file finds wrong; empty where nothing is.

        ``is_over`` is asked now and then: where it says so the check ends, and found nothing.
        """
        self._connection.set_progress_handler(is_over, _ASK_EVERY)
        try:
            found = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            return "" if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT else str(error)
        finally:
            self._connection.set_progress_handler(None, 0)
        return "" if found == "ok" else str(found)

    def checkpoint(self) -> None:
        """Bring everything into the one file, so that it can be moved or copied alone."""
        with self._telling():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.execute("PRAGMA journal_mode = DELETE")

    def backup_to(self, path: Path, *, pages: int = 2048, tell: Tell = silently) -> None:
        """Copy the database as it is now into a new file, in steps that let others write.

        Raises:
            LibraryError: the copy cannot be written; DamagedLibrary where it would be damaged,
                because a damaged copy must never take the place of a good one.
        """
        with self._telling():
            copy = sqlite3.connect(path)
            try:
                self._connection.backup(
                    copy,
                    pages=pages,
                    progress=lambda _status, left, total: tell(
                        Step("Copying the database", total - left, total)
                    ),
                )
                copy.execute("PRAGMA journal_mode = DELETE")
                found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
            finally:
                copy.close()
        if found != "ok":
            raise DamagedLibrary(str(self.path.parent), *_DAMAGED)


def _known(sql: str) -> str:
    """Return a statement that Python knows to write, and so counts the rows of, in any language.

    It compares the first word with “insert” letter by letter as the C library makes them small,
    and there the I of a Turkish or Azerbaijani machine does not become an i.
    """
    return sql.replace("INSERT", "insert", 1)


def reading(path: Path) -> sqlite3.Connection:
    """Open a database that nothing may be written to, however damaged it is.

    Raises:
        sqlite3.Error: there is no such file, or it cannot be opened.
    """
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
