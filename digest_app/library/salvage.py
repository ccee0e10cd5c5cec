"""Reading what can be read of a damaged database into a new one.

Row by row: where a page is broken, the rows on it are skipped and the next ones are tried.
What is lost of the articles can be read again from their originals; what is lost of the marks
cannot, so every mark that is readable is taken.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digest_app.library import schema
from digest_app.library.backups import DATABASE, put_in_place
from digest_app.library.database import Database, Row
from digest_app.library.originals import Originals

#: In an order in which what is referred to comes first.
_TABLES = (
    *("original", "article", "document", "analysis", "label", "mark", "labelled"),
    *("saved_search", "digest", "setting", "taught_rules", "common_line"),
)
#: Rows that miss their other half are no use: such an article is read again from its file.
_INCOMPLETE = """
    SELECT id FROM article WHERE id NOT IN (SELECT article FROM document)
    OR id NOT IN (SELECT article FROM analysis) OR original NOT IN (SELECT id FROM original)
"""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came out: articles in the new database, originals to be read again, the old file."""

    articles: int
    orphans: tuple[Path, ...]
    set_aside: Path


def salvage(folder: Path) -> Salvaged:
    """Build a new database of what is readable in the damaged one, and put it in its place.

    The library must not be open anywhere. The damaged file is kept beside the new one. Import
    ``orphans`` afterwards to get back the articles whose rows were lost.

    Raises:
        LibraryError: the disk is full or the folder cannot be written to.
    """
    fresh = folder / f"{DATABASE}.salvaged"
    for ending in ("", "-wal", "-shm"):
        Path(f"{fresh}{ending}").unlink(missing_ok=True)
    with Database(fresh) as database:
        schema.migrate(database)
        with database.writing():
            database.write("PRAGMA defer_foreign_keys = ON")
            for table in _TABLES:
                _copy(folder / DATABASE, table, database)
            _drop_incomplete(database)
        count = int(database.value("SELECT count(*) FROM article"))
        orphans = _orphans(folder, database)
        database.checkpoint()
    return Salvaged(count, orphans, put_in_place(folder, fresh))


def _copy(damaged: Path, table: str, database: Database) -> None:
    columns = [row[1] for row in database.rows(f"PRAGMA table_info({table})")]
    marks = ", ".join("?" * len(columns))
    insert = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    for row in _readable(damaged, table, columns):
        database.write(insert, row)


def _readable(damaged: Path, table: str, columns: list[str]) -> Iterator[Row]:
    """Yield the rows of a table that can be read: forwards to the damage, then backwards to it."""
    try:
        source = sqlite3.connect(f"file:{damaged}?mode=ro", uri=True)
    except sqlite3.Error:
        return
    key = columns[0]
    try:
        for order in ("ASC", "DESC"):
            yield from _until_damage(
                source, f"SELECT {', '.join(columns)} FROM {table} ORDER BY {key} {order}"
            )
        yield from _one_by_one(source, table, columns)
    finally:
        source.close()


def _until_damage(source: sqlite3.Connection, sql: str) -> Iterator[Row]:
    try:
        yield from source.execute(sql)
    except sqlite3.Error:
        return


def _one_by_one(source: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[Row]:
    """Yield the rows between two damaged places, asking for each number that there may be."""
    try:
        (last,) = source.execute("SELECT max(seq) FROM sqlite_sequence").fetchone()
        source.execute(f"SELECT rowid FROM {table} LIMIT 0")
    except sqlite3.Error:
        return
    for number in range(1, (last or 0) + 1):
        sql = f"SELECT {', '.join(columns)} FROM {table} WHERE rowid = {number:d}"
        yield from _until_damage(source, sql)


def _drop_incomplete(database: Database) -> None:
    lost = [row[0] for row in database.rows(_INCOMPLETE)]
    for number in lost:
        for table in ("labelled", "mark", "analysis", "document"):
            database.write(f"DELETE FROM {table} WHERE article = ?", (number,))
        database.write("DELETE FROM article WHERE id = ?", (number,))
    whole = "SELECT id FROM article"
    for table in ("labelled", "mark", "analysis", "document"):
        database.write(f"DELETE FROM {table} WHERE article NOT IN ({whole})")
    database.write("DELETE FROM labelled WHERE label NOT IN (SELECT id FROM label)")
    database.write("DELETE FROM original WHERE id NOT IN (SELECT original FROM article)")
    database.write(f"INSERT INTO mark (article) {whole} WHERE id NOT IN (SELECT article FROM mark)")


def _orphans(folder: Path, database: Database) -> tuple[Path, ...]:
    known = {row[0] for row in database.rows("SELECT lower(hex(sha256)) FROM original")}
    originals = Originals(folder / "originals")
    return tuple(originals.path(sha256) for sha256 in originals.all() if sha256 not in known)
