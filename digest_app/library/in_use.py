"""Whether another program has the database open: then nothing may take its place."""

from __future__ import annotations

import os
import sys
from pathlib import Path

#: Where SQLite's readers lock the file, and how many bytes of it (its own file format says so).
#: In WAL mode a connection holds one of these as long as it is open.
_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510

if sys.platform == "win32":
    import msvcrt

    def _is_locked(descriptor: int) -> bool:
        os.lseek(descriptor, _SHARED_FIRST, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, _SHARED_SIZE)
        except OSError:
            return True
        os.lseek(descriptor, _SHARED_FIRST, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, _SHARED_SIZE)
        return False

else:
    import fcntl

    def _is_locked(descriptor: int) -> bool:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except (BlockingIOError, PermissionError):
            return True
        return False  # closing the file lets go of it


def is_in_use(database: Path) -> bool:
    """Tell whether another process has a database open; False where nobody can know.

    This process must not have it open: the system forgets its own locks on the file.
    """
    try:
        with database.open("r+b") as file:
            return _is_locked(file.fileno())
    except OSError:
        return False
