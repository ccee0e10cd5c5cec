"""Locks of the operating system on small files: they end with the process that holds them."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        """Lock an open file; False where another process has."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        """Lock an open file; False where another process has."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def locked(path: Path) -> BinaryIO | None:
    """Open a file and lock it; None where another process has it, or has just removed it.

    Raises:
        OSError: the file cannot be made, or the file system knows no locks.
    """
    with ExitStack() as opened:
        file = opened.enter_context(path.open("ab"))
        if _lock(file.fileno()) and _is_there(file, path):
            opened.pop_all()
            return file
    return None


def let_go(file: BinaryIO, path: Path) -> None:
    """Remove the file while it is still locked, so that nobody else's is removed; then let go."""
    with suppress(OSError):  # where open files cannot be removed, an empty one stays
        path.unlink()
    file.close()


def _is_there(file: BinaryIO, path: Path) -> bool:
    """Tell whether an open file still is the one of that name."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False
