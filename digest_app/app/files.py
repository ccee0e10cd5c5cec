"""Reading and writing one file, with the reason in words where that fails."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from digest_app.domain.problems import ExportError, UnreadableFile
from digest_app.readers.limits import MAX_FILE_BYTES


def file_content(path: Path) -> bytes:
    """Return a regular file's bytes.

    Raises:
        UnreadableFile: it is absent, no regular file (a folder, a pipe, a device), larger than
            :data:`~digest_app.readers.limits.MAX_FILE_BYTES`, or the system refuses.
    """
    try:
        status = path.stat()
        _refuse_what_is_no_file(path, status.st_mode, status.st_size)
        # Never wait for the other end of a pipe that took the file's place since.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as stream:  # noqa: PTH123 - it is a descriptor
            return stream.read(MAX_FILE_BYTES)
    except FileNotFoundError as error:
        raise UnreadableFile(path.name, "there is no such file.", "Check the name.") from error
    except PermissionError as error:
        what = "you have no permission to read it."
        raise UnreadableFile(path.name, what, "Change its permissions and add it again.") from error
    except OSError as error:
        raise UnreadableFile(path.name, f"it could not be read ({error.strerror}).") from error


def _refuse_what_is_no_file(path: Path, mode: int, size: int) -> None:
    """Refuse what would block, never end, or not fit."""
    if stat.S_ISDIR(mode):
        raise UnreadableFile(path.name, "it is a folder.", "Name the files in it.")
    if not stat.S_ISREG(mode):
        raise UnreadableFile(path.name, "it is no ordinary file (a pipe, a device or a socket).")
    if size > MAX_FILE_BYTES:
        limit = f"{MAX_FILE_BYTES // (1024 * 1024)} MB"
        raise UnreadableFile(path.name, f"it is larger than {limit}.", "Add the part you need.")


def make_folder(path: Path) -> None:
    """Make a folder where there is none.

    Raises:
        ExportError: something else has its name, or it cannot be made.
    """
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        what = f"this folder cannot be made ({error.strerror})."
        raise ExportError(path.name, what, "Choose another name, or make room.") from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a full disk never leaves half an export behind.

    Raises:
        ExportError: the folder is absent, cannot be written, or the disk is full.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        _fill_and_name(handle, Path(name), path, content)
    except OSError as error:
        what = f"it could not be written ({error.strerror})."
        raise ExportError(path.name, what, "Choose another folder, or make room.") from error


def _fill_and_name(handle: int, part: Path, path: Path, content: bytes) -> None:
    """Fill the part, then give it the name and the rights that a new file has here."""
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return the process's mask for new files; the system can only tell it by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
