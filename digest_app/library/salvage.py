"""Reading what can be read of a damaged database into a new one.

Row by row: where a page is broken, the rows on it are skipped and the next ones are tried.
The newest backup fills the gaps of the tables that were not whole. What is lost of the articles
even so can be read again from their originals.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from digest_app.domain.problems import DamagedLibrary, LibraryError
from digest_app.domain.steps import Step, Tell, silently
from digest_app.library import schema
from digest_app.library.backups import DATABASE, contents, list_backups, put_in_place
from digest_app.library.database import Database, Row, reading
from digest_app.library.first_page import mended
from digest_app.library.loading import load
from digest_app.library.originals import Originals

#: In an order in which what is referred to comes first.
_TABLES = (
    *("original", "article", "document", "analysis", "label", "mark", "labelled"),
    *("saved_search", "digest", "setting", "taught_rules", "picture", "likeness"),
)
#: Rows that miss their other half are no use: such an article is read again from its file.
_INCOMPLETE = """
    SELECT id FROM article WHERE id NOT IN (SELECT article FROM document)
    OR id NOT IN (SELECT article FROM analysis) OR original NOT IN (SELECT id FROM original)
"""
_TELL_EVERY = 50


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came out.

    ``articles``, ``labels``, ``searches`` and ``digests`` are in the new database;
    ``unmarked`` of the articles are there without their marks; ``orphans`` are originals to
    be read again; ``set_aside`` is the damaged file, None where there was none.
    """

    articles: int
    orphans: tuple[Path, ...]
    set_aside: Path | None
    unmarked: int = 0
    labels: int = 0
    searches: int = 0
    digests: int = 0


def salvage(folder: Path, tell: Tell = silently) -> Salvaged:
    """Build a new database of what is readable in the damaged one, and put it in its place.

    The library must not be open anywhere. The damaged file is kept beside the new one. Import
    ``orphans`` afterwards to get back the articles whose rows were lost. Called off, or failed,
    everything is as it was.

    Raises:
        LibraryError: the disk is full or the folder cannot be written to.
    """
    fresh = folder / f"{DATABASE}.salvaged"
    try:
        _remove(fresh)
        with Database(fresh) as database, mended(folder, database) as damaged:
            unmarked = _filled(database, (damaged, *_newest_backup(folder)), tell)
            counts = [_count(database, t) for t in ("article", "label", "saved_search", "digest")]
            orphans = orphans_of(folder, database)
            database.checkpoint()
        aside = put_in_place(folder, fresh)
    except OSError as error:
        what = f"the new database cannot be written ({error.strerror or error})."
        raise LibraryError(str(folder), what, "Make room or allow writing there.") from error
    finally:
        _remove(fresh)
    return Salvaged(counts[0], orphans, aside, unmarked, *counts[1:])


def _remove(fresh: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(f"{fresh}{ending}").unlink(missing_ok=True)


def _newest_backup(folder: Path) -> Iterator[Path]:
    for backup in list_backups(folder):
        if contents(backup.path) is not None:
            yield backup.path
            return


def _filled(database: Database, sources: Sequence[Path], tell: Tell) -> int:
    """Fill a new database; return how many articles came without their marks."""
    schema.migrate(database)
    with database.writing():
        database.write("PRAGMA defer_foreign_keys = ON")
        for table in _TABLES:
            for source in sources:
                if _copy(source, table, database, tell):
                    break
        _drop_unreadable(database, tell)
        unmarked = _drop_incomplete(database)
        database.write("INSERT INTO lines_due SELECT id FROM article")
        return unmarked


def _count(database: Database, table: str) -> int:
    return int(database.value(f"SELECT count(*) FROM {table}"))


def _copy(file: Path, table: str, database: Database, tell: Tell) -> bool:
    """Copy the rows of a table that are not there yet; return whether all were readable."""
    copied = 0
    words = f"Reading what can be read: {_NAMES.get(table, 'the rest')}"
    tell(Step(words))
    try:
        source = reading(file)
    except sqlite3.Error:
        return False
    with closing(source):
        # Otherwise SQLite reads nothing at all of a file that is shorter than its head says.
        source.execute("PRAGMA writable_schema = ON")
        columns = _columns(source, table, database)
        marks = ", ".join("?" * len(columns))
        insert = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        rows = _Rows(source, table, columns)
        for row in rows:
            copied += database.write(insert, row)
            if copied % _TELL_EVERY == 0:
                tell(Step(words, copied))
    return rows.is_whole


def _columns(source: sqlite3.Connection, table: str, database: Database) -> list[str]:
    """Return the columns that a table has here; less those that an older version lacks."""
    wanted = [row[1] for row in database.rows(f"PRAGMA table_info({table})")]
    try:
        there = {row[1] for row in source.execute(f"PRAGMA table_info({table})")}
    except sqlite3.Error:
        return wanted
    return [name for name in wanted if name in there] or wanted


_NAMES = {
    "original": "the list of files",
    "article": "the list of articles",
    "document": "texts",
    "analysis": "facts",
    "label": "labels",
    "mark": "marks",
    "labelled": "labels",
}


class _Rows:
    """The rows of a table that can be read; some come twice where there is damage."""

    def __init__(self, source: sqlite3.Connection, table: str, columns: list[str]) -> None:
        self._source, self._table = source, table
        self._select = f"SELECT {', '.join(columns)} FROM {table}"
        self._key = columns[0]
        self.is_whole = True

    def __iter__(self) -> Iterator[Row]:
        """Yield rows forwards to the damage, then backwards to it, then one by one."""
        yield from self._until_damage(f"{self._select} ORDER BY {self._key}")
        if not self.is_whole:
            yield from self._until_damage(f"{self._select} ORDER BY {self._key} DESC")
            yield from self._one_by_one()

    def _until_damage(self, sql: str) -> Iterator[Row]:
        try:
            yield from self._source.execute(sql)
        except sqlite3.Error:
            self.is_whole = False

    def _one_by_one(self) -> Iterator[Row]:
        """Yield the rows between two damaged places, asking for each number that there may be."""
        try:
            (last,) = self._source.execute("SELECT max(seq) FROM sqlite_sequence").fetchone()
            self._source.execute(f"SELECT rowid FROM {self._table} LIMIT 0")
        except sqlite3.Error:
            return
        for number in range(1, (last or 0) + 1):
            yield from self._until_damage(f"{self._select} WHERE rowid = {number:d}")


def _drop_unreadable(database: Database, tell: Tell) -> None:
    """Drop what lies in rows that are there but cannot be unpacked: marks, or the article."""
    numbers = [row[0] for row in database.rows("SELECT id FROM article ORDER BY id")]
    for done, number in enumerate(numbers):
        if done % _TELL_EVERY == 0:
            tell(Step("Checking each article", done, len(numbers)))
        if _loads(database, number):
            continue
        database.write("DELETE FROM mark WHERE article = ?", (number,))
        if not _loads(database, number):
            database.write("DELETE FROM document WHERE article = ?", (number,))


def _loads(database: Database, number: int) -> bool:
    try:
        load(database, number)
    except DamagedLibrary:
        return False
    return True


def _drop_incomplete(database: Database) -> int:
    """Drop what misses its other half; return how many articles are left without marks."""
    lost = [row[0] for row in database.rows(_INCOMPLETE)]
    for number in lost:
        for table in ("labelled", "mark", "analysis", "document"):
            database.write(f"DELETE FROM {table} WHERE article = ?", (number,))
        database.write("DELETE FROM article WHERE id = ?", (number,))
    whole = "SELECT id FROM article"
    for table in ("labelled", "mark", "analysis", "document"):
        database.write(f"DELETE FROM {table} WHERE article NOT IN ({whole})")
    database.write(f"DELETE FROM likeness WHERE article NOT IN ({whole}) OR other NOT IN ({whole})")
    database.write("DELETE FROM labelled WHERE label NOT IN (SELECT id FROM label)")
    database.write("DELETE FROM original WHERE id NOT IN (SELECT original FROM article)")
    database.write("DELETE FROM picture WHERE original NOT IN (SELECT id FROM original)")
    return database.write(
        f"INSERT INTO mark (article) {whole} WHERE id NOT IN (SELECT article FROM mark)"
    )


def orphans_of(folder: Path, database: Database) -> tuple[Path, ...]:
    """Return the originals that no article of the database comes from."""
    known = {row[0] for row in database.rows("SELECT lower(hex(sha256)) FROM original")}
    originals = Originals(folder / "originals")
    return tuple(originals.path(sha256) for sha256 in originals.all() if sha256 not in known)
