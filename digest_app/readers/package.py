"""ZIP packages (archives of articles, EPUB, DOCX, ODT), read in memory and within limits."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits

_CHUNK: Final = 1 << 20
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    OSError,
    RuntimeError,  # what zipfile raises for a password, and for what it does not know
)
_AGAIN: Final = "Download or save it again."


class Package:
    """The files inside a ZIP, read one by one into memory, within the limits.

    Raises:
        UnreadableFile: if it is broken or cut off, encrypted, or holds more than files of news do.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _BROKEN as error:
            what = "The archive is broken or cut off."
            raise UnreadableFile(name, what, _AGAIN) from error
        self._entries = {e.filename: e for e in self._zip.infolist() if not e.is_dir()}
        self._left = limits.MAX_EXPANDED_BYTES
        if len(self._entries) > limits.MAX_ENTRIES:
            what = f"It holds {len(self._entries):,} files; {limits.MAX_ENTRIES:,} are the most."
            raise UnreadableFile(name, what, "Unpack it and add the folder.")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files, in the archive's order."""
        return tuple(self._entries)

    def __contains__(self, entry: object) -> bool:
        return entry in self._entries

    def is_encrypted(self, entry: str) -> bool:
        """Tell whether the file can only be read with a password."""
        return bool(self._entries[entry].flag_bits & 1)

    def read(self, entry: str) -> bytes:
        """Return the bytes of one file.

        Raises:
            UnreadableFile: if it is not there, damaged, encrypted, or a bomb.
        """
        if entry not in self._entries:
            what = f"Its part “{shown(entry)}” is missing."
            raise UnreadableFile(self.name, what, _AGAIN)
        info = self._entries[entry]
        if self.is_encrypted(entry):
            raise UnreadableFile(
                self.name, "It is protected by a password.", "Remove the password."
            )
        self._refuse_bomb(info, info.file_size)
        try:
            return self._expanded(info)
        except NotImplementedError as error:
            what = f"Its part “{shown(entry)}” is packed in a way that cannot be read here."
            raise UnreadableFile(self.name, what, "Unpack it and add the files.") from error
        except _BROKEN as error:
            what = f"Its part “{shown(entry)}” is damaged."
            raise UnreadableFile(self.name, what, _AGAIN) from error

    def _expanded(self, info: zipfile.ZipInfo) -> bytes:
        """Unpack piece by piece, for the size that an entry states may be a lie."""
        pieces: list[bytes] = []
        size = 0
        with self._zip.open(info) as source:
            while piece := source.read(_CHUNK):
                pieces.append(piece)
                size += len(piece)
                self._refuse_bomb(info, size)
        self._left -= size
        return b"".join(pieces)

    def _refuse_bomb(self, info: zipfile.ZipInfo, size: int) -> None:
        ratio = size / max(info.compress_size, 1)
        bomb = size > limits.RATIO_MATTERS_FROM and ratio > limits.MAX_RATIO
        if bomb or size > limits.MAX_ENTRY_BYTES or size > self._left:
            what = f"Its part “{shown(info.filename)}” would unpack to far more than a text needs."
            raise UnreadableFile(self.name, what, "If you trust it, unpack it and add the files.")


def is_outside(entry: str) -> bool:
    """Tell whether the name of an entry points out of the archive."""
    path = PurePosixPath(entry.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or path.parts[:1] == ("~",) or ":" in entry[:3]


def shown(entry: str) -> str:
    """Return an entry's name for people, without control characters and not too long."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in entry)[-80:]
