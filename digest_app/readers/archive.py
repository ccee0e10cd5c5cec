"""Archives of articles: ZIP with files in it, and single files packed with gzip."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from digest_app.domain.counting import counted
from digest_app.domain.document import Document
from digest_app.domain.problems import Problem, UnreadableFile
from digest_app.readers import limits
from digest_app.readers.claims import Claim, claims_of, settle
from digest_app.readers.nested import placed
from digest_app.readers.omnivore import catalogue
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
    known = catalogue(package)
    notes = [_no_page(known.without)] if known.without else []
    for number, entry in enumerate(package.names):
        if entry in known.tables or (is_companion(entry) and not is_outside(entry)):
            continue
        try:
            reading = _read_entry(package, entry, read_inside)
        except UnreadableFile as error:
            left_out.append(_of_part(error.problem, package))
            continue
        claims = known.pages.get(entry, [])
        documents += placed((_named(d, claims, entry) for d in reading.documents), number)
        notes += (f"“{shown(entry)}”: {note}" for note in reading.notes)
        if len(documents) > limits.MAX_ARTICLES:
            notes.insert(0, f"Only the first {limits.MAX_ARTICLES:,} articles were read.")
            break
    if not documents:
        why = left_out[0] if left_out else "It holds no articles."
        raise UnreadableFile(package.name, f"Nothing in the archive can be read. {why}")
    more = len(left_out) - _NAMED
    rest = [f"{counted(more, 'more file')} in it could not be read."] if more > 0 else []
    return Reading(tuple(documents), "ZIP archive", (*left_out[:_NAMED], *rest, *notes[:_NAMED]))


def _read_entry(package: Package, entry: str, read_inside: ReadInside) -> Reading:
    """Read one file of an archive.

    Raises:
        UnreadableFile: it lies outside of the archive, or cannot be read.
    """
    name = shown(entry)
    if is_outside(entry):
        raise UnreadableFile(name, "It points out of the archive and was left out.")
    if package.is_encrypted(entry):
        next_step = "Unpack the archive with it and add the files."
        raise UnreadableFile(name, "It is protected by a password.", next_step)
    return read_inside(package.read(entry), name)


def _no_page(count: int) -> str:
    verb = "has" if count == 1 else "have"
    return f"{counted(count, 'entry', 'entries')} of it {verb} no page."


def _of_part(problem: Problem, package: Package) -> str:
    """Say what is wrong with a file of the archive, without the archive's name before it."""
    is_archive = problem.name == package.name
    return f"{problem.what} {problem.next_step}".rstrip() if is_archive else str(problem)


def _named(document: Document, claims: list[Claim], entry: str) -> Document:
    """Return an article with what its archive says of it; its file's name is its last title."""
    if document.metadata.title and not claims:
        return document
    name = Claim("title", "its name in the archive", PurePosixPath(shown(entry)).stem)
    return replace(document, metadata=settle([*claims, *claims_of(document.metadata), name]))


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
