"""Giving a database whose first page is destroyed another one, so that the rest can be read.

The first page says how large a page is and where each table begins. Tables are only ever made
by the migrations, in one order, so the first page of a backup, or of a new library, says the
same (see “The Database Header” in SQLite’s description of its file format).
"""

from __future__ import annotations

import shutil
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from digest_app.library import schema
from digest_app.library.backups import DATABASE, list_backups, present
from digest_app.library.database import Database, reading

_SIZE_OF_PAGE = 16
_NEW = "-new"
_COUNTER, _PAGES, _FREE_LIST, _VALID_FOR = 24, 28, 32, 92


@contextmanager
def mended(folder: Path, fresh: Database) -> Iterator[Path]:
    """Give a file to read the library's tables from, for as long as the block lasts.

    That is the database itself, or a copy with another first page where its own is destroyed.
    ``fresh`` is a new database, in case that there is no backup to take the page from.
    """
    damaged, copy = present(folder), folder / f"{DATABASE}.mended"
    try:
        yield _mended(damaged, copy, folder, fresh) if _has_no_tables(damaged) else damaged
    finally:
        for ending in ("", "-wal", "-shm", _NEW):
            Path(f"{copy}{ending}").unlink(missing_ok=True)


def _has_no_tables(damaged: Path) -> bool:
    try:
        with closing(reading(damaged)) as database:
            database.execute("PRAGMA writable_schema = ON")
            database.execute("SELECT id FROM article LIMIT 0")
    except sqlite3.Error:
        return damaged.exists()
    return False


def _mended(damaged: Path, copy: Path, folder: Path, fresh: Database) -> Path:
    schema.migrate(fresh)
    donors = [backup.path for backup in list_backups(folder)]
    shutil.copyfile(damaged, copy)
    wal = Path(f"{damaged}-wal")
    if wal.exists():
        shutil.copyfile(wal, f"{copy}-wal")
    for donor in (*donors, _written(fresh, copy)):
        _exchange_first_page(copy, donor)
        if not _has_no_tables(copy):
            break
    return copy


def _written(fresh: Database, beside: Path) -> Path:
    """Return a file that holds a new database as it is on disk."""
    path = Path(f"{beside}{_NEW}")
    fresh.backup_to(path)
    return path


def _exchange_first_page(copy: Path, donor: Path) -> None:
    with donor.open("rb") as source:
        head = source.read(100)
        (size,) = struct.unpack_from(">H", head, _SIZE_OF_PAGE)
        source.seek(0)
        page = bytearray(source.read(65_536 if size == 1 else size))
    pages = copy.stat().st_size // max(len(page), 1)
    struct.pack_into(">I", page, _PAGES, pages)
    struct.pack_into(">II", page, _FREE_LIST, 0, 0)
    page[_VALID_FOR : _VALID_FOR + 4] = page[_COUNTER : _COUNTER + 4]
    with copy.open("r+b") as target:
        target.write(page)
