"""Who is at work on an import: one process at a time, and its hold ends when it does.

Two windows can show one library, and a command can add to it meanwhile. An import that is
written down as running may be at work elsewhere, or may have been killed: the database cannot
tell. So whoever works on it holds an advisory lock of the operating system on a small file
beside the database; the system lets go of it when the process ends, however it ends.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from digest_app.app.file_locks import let_go, locked
from digest_app.domain.problems import LibraryError

if TYPE_CHECKING:
    from digest_app.library.library import Library

#: How long to ask again, in seconds: a process that ends, or only looks, lets go in a moment.
_PATIENCE = 3.0
_ASK_EVERY = 0.02


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
    path, file = _path(folder, job), None
    with suppress(OSError):
        file = _patiently(path)
    try:
        yield
    finally:
        if file is not None:
            let_go(file, path)


def _path(folder: Path, job: int) -> Path:
    return folder / f"import-{job}.lock"


def _is_held(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        file = locked(path)
    except OSError:
        return False
    if file is None:
        return True
    let_go(file, path)
    return False


def _patiently(path: Path) -> BinaryIO:
    over = time.monotonic() + _PATIENCE
    while (file := locked(path)) is None:
        if time.monotonic() >= over:
            name = "The import"
            raise LibraryError(name, "another window or command is at work on it.")
        time.sleep(_ASK_EVERY)
    return file
