"""Reading one file from disk, with the reason in words where that fails."""

from __future__ import annotations

import stat
from pathlib import Path

from digest_app.domain.problems import UnreadableFile

MAX_FILE_BYTES = 256 * 1024 * 1024
"""The largest file that is read at all; a larger one is no article and would fill the memory."""


def file_content(path: Path) -> bytes:
    """Return a regular file's bytes.

    Raises:
        UnreadableFile: it is absent, no regular file (a folder, a pipe, a device), larger than
            :data:`MAX_FILE_BYTES`, or the system refuses.
    """
    try:
        status = path.stat()
        _refuse_what_is_no_file(path, status.st_mode, status.st_size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(path.name, "there is no such file.", "Check the name.") from error
    except PermissionError as error:
        what = "you have no permission to read it."
        raise UnreadableFile(path.name, what, "Change its permissions and add it again.") from error
    except OSError as error:
        raise UnreadableFile(path.name, f"it could not be read ({error.strerror}).") from error


def _refuse_what_is_no_file(path: Path, mode: int, size: int) -> None:
    """Refuse what would block, never end, or not fit; opening a pipe would wait for ever."""
    if stat.S_ISDIR(mode):
        raise UnreadableFile(path.name, "it is a folder.", "Name the files in it.")
    if not stat.S_ISREG(mode):
        raise UnreadableFile(path.name, "it is no ordinary file (a pipe, a device or a socket).")
    if size > MAX_FILE_BYTES:
        limit = f"{MAX_FILE_BYTES // (1024 * 1024)} MB"
        raise UnreadableFile(path.name, f"it is larger than {limit}.", "Add the part you need.")
