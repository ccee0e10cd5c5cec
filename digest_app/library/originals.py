"""The files as they arrived, byte for byte, each under the hash of its bytes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from digest_app.domain.problems import LibraryError

_PREFIX = 2
_INCOMING = "incoming"


def identity(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal: what the file is known by."""
    return hashlib.sha256(data).hexdigest()


class Originals:
    """The folder ``originals/``: the file with hash ``abcdef…`` lies at ``ab/cdef…``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the original with this hash lies, or would lie."""
        return self.folder / sha256[:_PREFIX] / sha256[_PREFIX:]

    def keep(self, data: bytes) -> str:
        """Store the bytes so that a power cut leaves all of them or nothing; return the hash.

        Raises:
            LibraryError: the disk is full or may not be written to.
        """
        sha256 = identity(data)
        target = self.path(sha256)
        if not _holds(target, len(data)):
            try:
                self._place(data, target)
            except OSError as error:
                raise _cannot_write(self.folder, error) from error
        return sha256

    def _place(self, data: bytes, target: Path) -> None:
        incoming = self.folder / _INCOMING
        incoming.mkdir(parents=True, exist_ok=True)
        if not target.parent.exists():
            target.parent.mkdir(exist_ok=True)
            _sync_folder(self.folder)
        descriptor, temporary = tempfile.mkstemp(dir=incoming)
        try:
            with open(descriptor, "wb") as file:  # noqa: PTH123 - it is a descriptor
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
        _sync_folder(target.parent)

    def read(self, sha256: str) -> bytes:
        """Return the bytes as they arrived.

        Raises:
            LibraryError: the file is gone or cannot be read.
        """
        try:
            return self.path(sha256).read_bytes()
        except OSError as error:
            raise LibraryError(
                str(self.path(sha256)),
                "the original file is missing from the library’s folder.",
                "Restore the folder “originals” from a backup, or add the file again.",
            ) from error

    def remove(self, sha256: str) -> None:
        """Forget an original that no article needs any more."""
        self.path(sha256).unlink(missing_ok=True)

    def is_whole(self, sha256: str) -> bool:
        """Tell whether the original is there and its bytes still have this hash."""
        try:
            return identity(self.path(sha256).read_bytes()) == sha256
        except OSError:
            return False

    def all(self) -> Iterator[str]:
        """Yield the hash of every original in the folder."""
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            for file in sorted(folder.iterdir()):
                yield folder.name + file.name

    def clear_incoming(self) -> None:
        """Remove what a killed import left half written; only while no import runs."""
        for file in (self.folder / _INCOMING).glob("*"):
            file.unlink(missing_ok=True)


def _holds(target: Path, size: int) -> bool:
    try:
        return target.stat().st_size == size
    except OSError:
        return False


def _sync_folder(folder: Path) -> None:
    """Make a rename in the folder survive a power cut; some systems cannot, and need not."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot_write(folder: Path, error: OSError) -> LibraryError:
    return LibraryError(
        str(folder),
        f"the original cannot be written ({error.strerror or error}).",
        "Make room on the disk or allow writing to the folder, then add the file again.",
    )
