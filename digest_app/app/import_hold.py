"""Who is at work on an import: one process at a time, and its hold ends when it does.

Two windows can show one library, and a command can add to it meanwhile. An import that is
written down as running may be at work elsewhere, or may have been killed: the database cannot
tell. So whoever works on it holds an advisory lock of the operating system on a small file
beside the database; the system lets go of it when the process ends, however it ends.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from digest_app.domain.problems import LibraryError

if TYPE_CHECKING:
    from digest_app.library.library import Library

#: How long to ask again, in seconds: a process that ends, or only looks, lets go in a moment.
_PATIENCE = 3.0
_ASK_EVERY = 0.02

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


def abandoned(library: Library) -> tuple[int, ...]:
    """Return the imports that were cut short and that nobody is at work on, the oldest first."""
    unfinished = library.jobs.unfinished()
    return tuple(job for job in unfinished if not _is_held(_path(library.folder, job)))


@contextmanager
def hold(folder: Path, job: int) -> Iterator[None]:
    """Keep every other process off an import, as long as the block lasts or this process lives.

    On a file system without locks nobody is kept off; a file that is read twice is added once
    all the same.

    Raises:
        LibraryError: another process is at work on it.
    """
    path, held = _path(folder, job), None
    with suppress(OSError):
        held = _patiently(path)
    try:
        yield
    finally:
        if held is not None:
            _let_go(held, path)


def _path(folder: Path, job: int) -> Path:
    return folder / f"import-{job}.lock"


def _is_held(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        held = _held(path)
    except OSError:
        return False
    if held is None:
        return True
    _let_go(held, path)
    return False


def _patiently(path: Path) -> BinaryIO:
    over = time.monotonic() + _PATIENCE
    while (held := _held(path)) is None:
        if time.monotonic() >= over:
            name = "The import"
            raise LibraryError(name, "another window or command is at work on it.")
        time.sleep(_ASK_EVERY)
    return held


def _held(path: Path) -> BinaryIO | None:
    """Open a file and lock it; None where another process has it, or has just removed it."""
    with ExitStack() as opened:
        file = opened.enter_context(path.open("ab"))
        if _lock(file.fileno()) and _is_there(file, path):
            opened.pop_all()
            return file
    return None


def _is_there(file: BinaryIO, path: Path) -> bool:
    """Tell whether an open file still is the one of that name."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False


def _let_go(held: BinaryIO, path: Path) -> None:
    """Remove the file while it is still locked, so that nobody else's is removed; then let go."""
    with suppress(OSError):  # where open files cannot be removed, an empty one stays
        path.unlink()
    held.close()
