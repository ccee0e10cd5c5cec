"""One window for each library: a second launch hands its files to the window that is open.

Whoever has the window holds a lock on a small file in the library's folder, which the system
lets go of when the process ends, however it ends. Files are handed over as small files in a
folder beside it: whoever has the window takes each away, and that is the answer. There is
nothing that could be left behind and stand in the way of the next start.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from digest_app.app.file_locks import let_go, locked
from digest_app.domain.problems import ExportError, LibraryError

_LOCK = "window.lock"
_HANDED = "handed-over"
_ENDING = ".json"
#: How long the other window may take to answer, in seconds; it may be starting itself.
PATIENCE = 20.0
_ASK_EVERY = 0.05


class Seat:
    """The place of the one window of a library; empty-handed where there are no locks."""

    def __init__(self, folder: Path, file: BinaryIO | None) -> None:
        self.folder = folder
        self._file = file

    def leave(self) -> None:
        """Make room for another window; leaving twice is allowed."""
        if self._file is not None:
            let_go(self._file, self.folder / _LOCK)
            self._file = None


def take_seat(folder: Path) -> Seat | None:
    """Take the window's place; None where another window has the library open.

    Where the folder cannot be written to, or knows no locks, nobody is kept off.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = locked(folder / _LOCK)
    except OSError:
        return Seat(folder, None)
    return Seat(folder, file) if file is not None else None


def handed_folder(folder: Path) -> Path:
    """Return the folder in which files are handed over; it may not be there yet."""
    return folder / _HANDED


def hand_over(folder: Path, files: Sequence[Path], *, patience: float = PATIENCE) -> None:
    """Hand files to the window that has the library open, and wait until it has taken them.

    Without files that window only comes to the front.

    Raises:
        LibraryError: it does not answer, or the folder cannot be written to.
    """
    from digest_app.app.files import write_whole  # noqa: PLC0415 - only a second launch writes

    place = handed_folder(folder)
    message = place / f"{time.time_ns()}-{os.getpid()}{_ENDING}"
    content = json.dumps([os.fsencode(file.absolute()).hex() for file in files])
    try:
        place.mkdir(exist_ok=True)
        write_whole(message, content.encode())
    except (OSError, ExportError) as error:
        what = "the files cannot be handed to the window that is open already."
        raise LibraryError(str(folder), what, "Drop them on that window.") from error
    over = time.monotonic() + patience
    while message.exists():
        if time.monotonic() >= over:
            message.unlink(missing_ok=True)
            what = "the window that has this library open does not answer."
            raise LibraryError(str(folder), what, "Close it, then start the program again.")
        time.sleep(_ASK_EVERY)


def taken_over(folder: Path) -> Iterator[tuple[Path, ...]]:
    """Take what other launches have handed over since the last time, the oldest first."""
    for message in sorted(handed_folder(folder).glob(f"[0-9]*{_ENDING}")):
        files: list[Path] = []
        with suppress(OSError, ValueError, TypeError):
            names = json.loads(message.read_bytes())
            files = [Path(os.fsdecode(bytes.fromhex(name))) for name in names]
        message.unlink(missing_ok=True)
        yield tuple(files)
