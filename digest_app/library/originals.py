"""The files as they arrived, byte for byte, each under the hash of its bytes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from digest_app.domain.problems import LibraryError

_PREFIX = 2
_INCOMING = "incoming"
_A_DAY = 86_400.0
#: How many threads wait for the disk together (measured: 32 files of 45 kB one after the other
#: 7 to 13 ms each, by four threads or by eight 1 to 2 ms).
_WAITING = 4
#: Their stacks, in bytes: the usual 8 MB of each would stay, and count against a worker's memory.
_STACK = 256 * 1024


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
        """Store one file like :meth:`keep_all`; return the hash."""
        self.keep_all([data])
        return identity(data)

    def keep_all(self, files: Iterable[bytes]) -> None:
        """Store files so that a power cut leaves all of each or nothing of it.

        Several together cost hardly more than one: the disk is waited for once, not for each.

        Raises:
            LibraryError: the disk is full or may not be written to.
        """
        missing = {sha256: data for data in files if not self.is_whole(sha256 := identity(data))}
        if missing:
            try:
                self._place(missing)
            except OSError as error:
                raise _cannot_write(self.folder, error) from error

    def _place(self, missing: Mapping[str, bytes]) -> None:
        targets = [self.path(sha256) for sha256 in missing]
        incoming = self.folder / _INCOMING
        incoming.mkdir(parents=True, exist_ok=True)
        folders = {target.parent for target in targets}
        if new := [folder for folder in folders if not folder.exists()]:
            for folder in new:
                folder.mkdir(exist_ok=True)
            _sync_folder(self.folder)
        with tempfile.TemporaryDirectory(dir=incoming) as own:
            written = [Path(own, sha256) for sha256 in missing]
            for path, data in zip(written, missing.values(), strict=True):
                path.write_bytes(data)
            _at_once(_sync, written)
            for path, target in zip(written, targets, strict=True):
                path.replace(target)
            _at_once(_sync_folder, sorted(folders))

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

    def clear_incoming(self, *, older_than: float = _A_DAY) -> None:
        """Remove what killed imports left half written; what is newer may be at work.

        ``older_than`` is in seconds.
        """
        for left in (self.folder / _INCOMING).glob("*"):
            with contextlib.suppress(OSError):  # another process may be quicker
                if time.time() - left.stat().st_mtime >= older_than:
                    shutil.rmtree(left) if left.is_dir() else left.unlink()


def _at_once(work: Callable[[Path], None], paths: Sequence[Path]) -> None:
    """Wait for the disk on several paths together: it then writes them in one go."""
    if len(paths) == 1:
        work(paths[0])
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - 20 ms, only for several

    usual = threading.stack_size(_STACK)
    try:
        with ThreadPoolExecutor(_WAITING) as threads:
            for _ in threads.map(work, paths):
                pass  # an error of one is raised here
    finally:
        threading.stack_size(usual)


def _sync(path: Path) -> None:
    """Bring a file's bytes to the disk."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


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
