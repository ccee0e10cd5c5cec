"""Digests: keeping them in the library, showing them, and letting them out when they are right."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest_app.app.editions import make_edition, verify
from digest_app.app.files import make_folder, write_whole
from digest_app.app.illustrating import Shrink, as_it_is
from digest_app.domain.digest import Digest, Entry, Section, Use
from digest_app.domain.edition import Edition
from digest_app.domain.problems import ExportError
from digest_app.writers.formats import Format, Written, write

if TYPE_CHECKING:
    from digest_app.library.digests import DigestRow
    from digest_app.library.library import Library

__all__ = ["Format"]
_SHAPE_VERSION = 1


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What left: where it lies, how many sources and passages were checked, and the pictures."""

    path: Path
    sources: int
    passages: int
    pictures: int = 0


def list_digests(library: Library) -> tuple[DigestRow, ...]:
    """Return every digest of the library, the last saved one first."""
    return library.digests.all()


def load_digest(library: Library, number: int) -> Digest:
    """Return a digest as it was saved.

    Raises:
        LibraryError: it is not in the library any more.
    """
    _, body = library.digests.load(number)
    return _from_shape(json.loads(body))


def save_digest(library: Library, digest: Digest, number: int | None = None) -> int:
    """Save a digest, a new one where no number is given; return its number."""
    body = json.dumps({"version": _SHAPE_VERSION, **asdict(digest)}, ensure_ascii=False)
    return library.digests.save(number, digest.title, body)


def delete_digest(library: Library, number: int) -> None:
    """Delete a digest; its articles stay."""
    library.digests.delete(number)


def preview(library: Library, digest: Digest, shrink: Shrink = as_it_is) -> str:
    """Return the digest as the HTML that an export would write, its pictures made small."""
    from digest_app.writers import html  # noqa: PLC0415 - only a preview needs it

    return html.write(make_edition(library, digest, shrink))


def render(
    library: Library,
    digest: Digest,
    form: Format,
    *,
    folder: str = "",
    shrink: Shrink = as_it_is,
) -> tuple[Written, Edition]:
    """Return the digest in a format, checked word for word against the library.

    ``folder`` is what the text calls the folder of its pictures, where its format holds none.

    Raises:
        ExportError: it is empty, or a passage or footnote does not hold.
        LibraryError: an article of it is not in the library any more.
    """
    if not digest.entries:
        raise ExportError(digest.title, "there is no article in it yet.", "Add one and export.")
    edition = make_edition(library, digest, shrink)
    verify(edition, library)
    return write(edition, form, folder), edition


def export_digest(
    library: Library, digest: Digest, path: Path, form: Format, shrink: Shrink = as_it_is
) -> ExportReport:
    """Write a digest to a file, whole or not at all, and beside it the pictures that it calls.

    Raises:
        ExportError: the digest is empty, does not hold, or the file cannot be written.
        LibraryError: an article of it is not in the library any more.
    """
    folder = path.with_name(f"{path.stem}_files")
    written, edition = render(library, digest, form, folder=folder.name, shrink=shrink)
    if written.files:
        make_folder(folder)
    for picture in written.files:
        write_whole(folder / picture.name, picture.data)
    write_whole(path, written.text.encode("utf-8"))
    passages = sum(len(item.passages) for item in edition.items)
    return ExportReport(path, len(edition.sources), passages, len(edition.pictures))


def _from_shape(shape: dict[str, Any]) -> Digest:
    sections = tuple(
        Section(
            section["title"],
            tuple(Entry(e["article"], Use(e["use"]), e["note"]) for e in section["entries"]),
        )
        for section in shape["sections"]
    )
    return Digest(shape["title"], shape["intro"], sections)
