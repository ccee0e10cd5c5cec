"""Dated copies of the database, and putting one of them in its place.

Originals need no copy: a file under the hash of its bytes is never written again.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

from digest_app.domain.problems import LibraryError
from digest_app.library.database import Database

DATABASE = "library.sqlite"
FOLDER = "backups"
#: How many backups of each kind (daily ones, ones before an update) are kept.
KEPT = 7
_NAME = re.compile(r"library-(?P<date>\d{4}-\d\d-\d\d)(?P<reason>-before-\d+)?\.sqlite")


class Backup(NamedTuple):
    """A copy of the database: its file, its day (ISO 8601), and whether an update made it."""

    path: Path
    date: str
    before_update: bool


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of the library in a folder, the newest first; it need not open."""
    found = [(path, _NAME.fullmatch(path.name)) for path in (folder / FOLDER).glob("*.sqlite")]
    made = [Backup(path, m["date"], bool(m["reason"])) for path, m in found if m]
    return tuple(sorted(made, key=lambda backup: (backup.date, backup.path.name), reverse=True))


class Backups:
    """Making backups of an open library through SQLite's own backup, while others may write."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._folder = folder
        self._db = database

    def make(self, reason: str = "", today: date | None = None) -> Backup:
        """Make a backup for today, in place of one that today has already, and drop old ones.

        Raises:
            LibraryError: it cannot be written.
        """
        day = (today or date.today()).isoformat()  # noqa: DTZ011 - the user's own day
        name = f"library-{day}{f'-{reason}' if reason else ''}.sqlite"
        target = self._folder / FOLDER / name
        temporary = target.with_suffix(".part")
        try:
            target.parent.mkdir(exist_ok=True)
            temporary.unlink(missing_ok=True)
            self._db.backup_to(temporary)
            _settle(temporary, target)
        except OSError as error:
            what = f"the backup cannot be written ({error.strerror or error})."
            raise LibraryError(str(target), what, "Make room or allow writing there.") from error
        self._drop_old(before_update=bool(reason))
        return Backup(target, day, bool(reason))

    def make_daily(self, today: date | None = None) -> Backup | None:
        """Make today's backup, if there is none yet."""
        day = (today or date.today()).isoformat()  # noqa: DTZ011 - the user's own day
        daily = [b for b in list_backups(self._folder) if not b.before_update]
        return None if daily and daily[0].date >= day else self.make(today=today)

    def _drop_old(self, *, before_update: bool) -> None:
        alike = [b for b in list_backups(self._folder) if b.before_update is before_update]
        for backup in alike[KEPT:]:
            backup.path.unlink()


def put_in_place(folder: Path, replacement: Path) -> Path:
    """Make a database file the library's; return where the one before lies now.

    The library must not be open anywhere. What was there before is kept beside it, never
    deleted.
    """
    current = folder / DATABASE
    aside = _free_name(folder)
    for ending in ("-wal", "-shm", ""):
        part = Path(f"{current}{ending}")
        if part.exists():
            part.rename(f"{aside}{ending}")
    _settle(replacement, current)
    return aside


def restore(folder: Path, backup: Path) -> Path:
    """Put a backup in the place of the database; return where the one before lies now."""
    copy = folder / f"{DATABASE}.part"
    copy.write_bytes(backup.read_bytes())
    return put_in_place(folder, copy)


def _free_name(folder: Path) -> Path:
    number = 1
    while (free := folder / f"library-set-aside-{number}.sqlite").exists():
        number += 1
    return free


def _settle(temporary: Path, target: Path) -> None:
    """Rename a file into place so that a power cut leaves the whole of it or none."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(target)
