"""Dated copies of the database, and putting one of them in its place.

Originals need no copy: a file under the hash of its bytes is never written again.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import threading
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from digest_app.domain.problems import LibraryError
from digest_app.domain.steps import Tell, silently
from digest_app.library.database import Database, reading
from digest_app.library.in_use import is_in_use

DATABASE = "library.sqlite"
FOLDER = "backups"
_ASIDE = "library-set-aside-{}.sqlite"
BEFORE_RESTORE = "before-restore"
#: How many backups of each kind (daily, before an update, before a restore) are kept.
KEPT = 7
#: After so many seconds a backup that was left half made is nobody's any more.
_A_DAY = 86_400.0
_NAME = re.compile(
    r"library-(?P<date>\d{4}-\d\d-\d\d)(?:-(?P<reason>before-\d+|before-restore-\d{6}))?\.sqlite"
)


class Backup(NamedTuple):
    """A copy of the database: its file, its day (ISO 8601), and why it was made.

    ``reason`` is empty for a daily one, ``before-5`` for one that the update to version 5 of
    the tables made, ``before-restore-141500`` for one that restoring another made at that time.
    """

    path: Path
    date: str
    reason: str = ""

    @property
    def before_update(self) -> bool:
        """An update of the program made it."""
        return bool(self.reason) and not self.before_restore

    @property
    def before_restore(self) -> bool:
        """Restoring another backup made it."""
        return self.reason.startswith(BEFORE_RESTORE)

    @property
    def kind(self) -> tuple[bool, bool]:
        """What it is alike to: each kind has its own seven that are kept."""
        return self.before_update, self.before_restore


class Contents(NamedTuple):
    """What a backup holds: its articles, and the version of its tables."""

    articles: int
    version: int


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of the library in a folder, the newest first; it need not open."""
    found = [(path, _NAME.fullmatch(path.name)) for path in (folder / FOLDER).glob("*.sqlite")]
    made = [Backup(path, m["date"], m["reason"] or "") for path, m in found if m]
    return tuple(sorted(made, key=_age, reverse=True))


def _age(backup: Backup) -> tuple[str, int, str]:
    try:
        moment = backup.path.stat().st_mtime_ns
    except OSError:  # another window has just dropped it
        moment = 0
    return backup.date, moment, backup.path.name


def contents(backup: Path) -> Contents | None:
    """Return what a backup holds; None where it cannot be read."""
    try:
        with closing(reading(backup)) as database:
            (articles,) = database.execute("SELECT count(*) FROM article").fetchone()
            (version,) = database.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        return None
    return Contents(articles, version)


class Backups:
    """Making backups of an open library through SQLite's own backup, while others may write."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._folder = folder
        self._db = database

    def make(self, reason: str = "", today: date | None = None, *, tell: Tell = silently) -> Backup:
        """Make a backup for today, in place of one that today has already, and drop old ones.

        Raises:
            LibraryError: it cannot be written; DamagedLibrary where the database is damaged,
                and then every backup stays as it is.
        """
        day = (today or date.today()).isoformat()  # noqa: DTZ011 - the user's own day
        made = Backup(self._path(day, reason), day, reason)
        temporary = made.path.with_suffix(_own_ending())
        try:
            temporary.parent.mkdir(exist_ok=True)
            temporary.unlink(missing_ok=True)
            self._fill(temporary, tell)
            _settle(temporary, made.path)
        except OSError as error:
            what = f"the backup cannot be written ({error.strerror or error})."
            raise LibraryError(str(made.path), what, "Make room or allow writing there.") from error
        self._drop_old(made)
        return made

    def _path(self, day: str, reason: str) -> Path:
        return self._folder / FOLDER / f"library-{day}{f'-{reason}' if reason else ''}.sqlite"

    def _fill(self, temporary: Path, tell: Tell) -> None:
        try:
            self._db.backup_to(temporary, tell=tell)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def make_daily(self, today: date | None = None, *, tell: Tell = silently) -> Backup | None:
        """Make today's backup, if there is none yet."""
        day = (today or date.today()).isoformat()  # noqa: DTZ011 - the user's own day
        daily = [b for b in list_backups(self._folder) if not b.reason]
        return None if daily and daily[0].date >= day else self.make(today=today, tell=tell)

    def make_before_restore(self, now: datetime | None = None) -> Backup:
        """Make a backup of the present state before another one takes its place."""
        moment = now or datetime.now().astimezone()
        return self.make(f"{BEFORE_RESTORE}-{moment:%H%M%S}", moment.date())

    def _drop_old(self, made: Backup) -> None:
        alike = [b for b in list_backups(self._folder) if b.kind == made.kind]
        for backup in alike[KEPT:]:
            backup.path.unlink(missing_ok=True)
        with suppress(OSError):  # another window or command may be quicker
            now = made.path.stat().st_mtime  # by the clock of that disk
            for part in made.path.parent.glob("*.part"):  # of a process that was killed
                if now - part.stat().st_mtime > _A_DAY:
                    part.unlink()


def _own_ending() -> str:
    """Return an ending that nobody else uses now: a command may make a backup at the same time."""
    return f".{os.getpid()}-{threading.get_native_id()}.part"


def put_in_place(folder: Path, replacement: Path) -> Path | None:
    """Make a database file the library's; return where the one before lies now, if there was one.

    The library must not be open anywhere. What was there before is kept beside it, never
    deleted. Its main file goes first: a kill in between leaves a library that is refused as
    lost, never one that opens without its last changes.

    Raises:
        LibraryError: another program has the library open.
        OSError: the folder cannot be written to.
    """
    current = folder / DATABASE
    if is_in_use(current):
        what = "another window or command has the library open."
        raise LibraryError(str(folder), what, "Wait until it is done, or close it; then try again.")
    aside = _free_name(folder)
    had_one = current.exists()
    for ending in ("", "-wal", "-shm"):
        part = Path(f"{current}{ending}")
        if part.exists():
            part.rename(f"{aside}{ending}")
    _settle(replacement, current)
    return aside if had_one else None


def restore(folder: Path, backup: Path) -> Path | None:
    """Put a backup in the place of the database; return where the one before lies now, if any.

    Raises:
        LibraryError: the disk is full, the folder cannot be written to, or the backup is gone.
    """
    copy = folder / f"{DATABASE}.part"
    try:
        shutil.copyfile(backup, copy)
        return put_in_place(folder, copy)
    except OSError as error:
        what = f"the backup cannot be put in place ({error.strerror or error})."
        next_step = "Make room on the disk or allow writing to the folder, then try again."
        raise LibraryError(str(backup), what, next_step) from error
    finally:
        copy.unlink(missing_ok=True)


def present(folder: Path) -> Path:
    """Return the database of a folder; where it is gone or empty, what was set aside last.

    A kill between setting the one aside and putting the other in place leaves it so.
    """
    current = folder / DATABASE
    if current.exists() and current.stat().st_size:
        return current
    aside = list(folder.glob(_ASIDE.format("*")))
    if not aside:
        return current
    last = max(aside, key=lambda path: path.stat().st_mtime_ns)
    left = Path(f"{current}-wal")  # its last changes, where the kill came before their turn
    if not current.exists() and left.exists() and not Path(f"{last}-wal").exists():
        left.rename(f"{last}-wal")
    return last


def _free_name(folder: Path) -> Path:
    number = 1
    while (free := folder / _ASIDE.format(number)).exists():
        number += 1
    return free


def _settle(temporary: Path, target: Path) -> None:
    """Rename a file into place so that a power cut leaves the whole of it or none."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(target)
