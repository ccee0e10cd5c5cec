"""Archives of articles: ZIP with files in it, and single files packed with gzip."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import Final

from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits
from digest_app.readers.package import Package, is_outside, shown
from digest_app.readers.reading import Reading

ReadInside = Callable[[bytes, str], Reading]
# What lies beside a saved page and is no article: its folder, and the traces of other systems.
_COMPANION: Final = re.compile(
    r"(?:^|/)(?:[^/]+(?:_files|_Files|-Dateien|_archivos|_fichiers|\.files|_file)/|__MACOSX/|\.)"
    r"|\.(?:png|jpe?g|gif|webp|svg|ico|css|m?js|map|woff2?|ttf|otf|eot|mp[34]|ogg|wav|avif|bmp|"
    r"tiff?)$"
    r"|(?:^|/)(?:Thumbs\.db|desktop\.ini)$",
    re.IGNORECASE,
)
_NAMED: Final = 5
"""How many files that were left out are named one by one; the rest is counted."""


def is_companion(path: str) -> bool:
    """Tell whether a file belongs to a saved page beside it (its folder, pictures, styles)."""
    return bool(_COMPANION.search(path.replace("\\", "/")))


def read_zip(package: Package, read_inside: ReadInside) -> Reading:
    """Read every file of an archive that holds articles; the others are named in the notes.

    Raises:
        UnreadableFile: if nothing in it can be read.
    """
    documents: list[Document] = []
    left_out: list[str] = []
    for entry in package.names:
        if is_outside(entry):
            left_out.append(f"“{shown(entry)}” points out of the archive and was left out.")
        elif not is_companion(entry):
            try:
                documents += read_inside(package.read(entry), shown(entry)).documents
            except UnreadableFile as error:
                left_out.append(str(error.problem))
        if len(documents) > limits.MAX_ARTICLES:
            left_out.append(f"Only the first {limits.MAX_ARTICLES:,} articles were read.")
            break
    if not documents:
        why = left_out[0] if left_out else "It holds no articles."
        raise UnreadableFile(package.name, f"Nothing in the archive can be read. {why}")
    more = len(left_out) - _NAMED
    rest = (f"{more} more files in it could not be read.",) if more > 0 else ()
    return Reading(tuple(documents), "ZIP archive", (*left_out[:_NAMED], *rest))


def unpacked(data: bytes, name: str) -> bytes:
    """Return what a gzip file holds, its members one after the other; a cut end is accepted.

    Raises:
        UnreadableFile: if it is damaged at its beginning, or expands beyond the limits.
    """
    pieces: list[bytes] = []
    size = 0
    while data and size <= limits.MAX_EXPANDED_BYTES:
        member = zlib.decompressobj(wbits=31)
        try:
            piece = member.decompress(data, limits.MAX_EXPANDED_BYTES + 1 - size)
        except zlib.error as error:
            if pieces:
                break
            raise UnreadableFile(
                name, "The packed file is damaged.", "Download it again."
            ) from error
        pieces.append(piece)
        size += len(piece)
        data = member.unused_data if member.eof else b""
    if size > limits.MAX_EXPANDED_BYTES:
        raise UnreadableFile(name, "It would unpack to far more than a text needs.")
    return b"".join(pieces)
