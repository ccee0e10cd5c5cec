"""PDF files with a text layer, by pdfium: what can be read of them, and words for what cannot."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from digest_app.domain.document import Document
from digest_app.domain.problems import UnreadableFile
from digest_app.readers import limits
from digest_app.readers.claims import Claim
from digest_app.readers.pdf_layout import lay_out
from digest_app.readers.pdf_lines import Line, page_lines
from digest_app.readers.properties import property_claim, worded

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_NEXT: Final = "Save it again from the program that made it, or print it to a new PDF."
_STREAM: Final = re.compile(rb"(<<[^<>]*(?:<<[^<>]*>>[^<>]*)*>>)\s*stream\r?\n")
_FLATE: Final = re.compile(rb"/(?:FlateDecode|Fl)\b")
_STATED_DATE: Final = re.compile(
    r"D:(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?(Z|"
    r"[+-]\d\d'?\d\d)?"
)
_FIELDS: Final = {"Title": "title", "Author": "authors", "Subject": "description"}


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF: paragraphs in reading order, running heads and page numbers marked as such.

    Raises:
        UnreadableFile: if it is damaged, encrypted, scanned, or would expand without end.
    """
    _refuse_bomb(data, name)
    pdf = _opened(data, name)
    try:
        pages, notes = _pages(pdf, name)
        claims = _claims(pdf)
    finally:
        pdf.close()
    document = lay_out(pages)
    title = next((document.text[b.start : b.end] for b in document.blocks if b.level == 1), "")
    claims.append(Claim("title", "the largest line", title.replace("\n", " ")))
    return Document(
        document.text,
        document.blocks,
        worded(document, claims),
        document.inlines,
        notes=tuple(notes),
        furniture=document.furniture,
    )


def _opened(data: bytes, name: str) -> PdfDocument:
    import pypdfium2  # noqa: PLC0415 - a library of 9 MB, for one format

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            what = "It is protected by a password."
            raise UnreadableFile(name, what, "Save it without the password.") from error
        raise UnreadableFile(name, "The PDF is damaged or cut off.", _NEXT) from error


def _pages(pdf: PdfDocument, name: str) -> tuple[list[list[Line]], list[str]]:
    """Return the lines of each page, and the notes on pages that gave none."""
    pages: list[list[Line]] = []
    notes: list[str] = []
    pictures = 0
    end = time.process_time() + limits.PDF_SECONDS
    total = len(pdf)
    for number in range(min(total, limits.MAX_PAGES)):
        lines, is_picture = _page(pdf, number, notes)
        pages.append(lines)
        pictures += is_picture
        if time.process_time() > end:
            break
    if not any(pages):
        raise _without_text(name, pictures)
    if len(pages) < total:
        notes.append(f"Only the first {len(pages):,} of {total:,} pages were read.")
    if pictures:
        notes.append(f"{pictures} of {total} pages are pictures without text.")
    return pages, notes


def _page(pdf: PdfDocument, number: int, notes: list[str]) -> tuple[list[Line], bool]:
    import pypdfium2  # noqa: PLC0415 - see _opened

    try:
        page = pdf[number]
        lines = page_lines(page)
        return lines, not lines and any(page.get_objects(max_depth=2))
    except pypdfium2.PdfiumError:
        notes.append(f"Page {number + 1} could not be read.")
        return [], False


def _without_text(name: str, pictures: int) -> UnreadableFile:
    if pictures:
        next_step = "Run a text recognition (OCR) program on it, and add its result."
        return UnreadableFile(
            name, "It is scanned: its pages are pictures without text.", next_step
        )
    return UnreadableFile(name, "The PDF holds no text.", _NEXT)


def _claims(pdf: PdfDocument) -> list[Claim]:
    stated: dict[str, Any] = pdf.get_metadata_dict(skip_empty=True)
    claims = [property_claim(f, str(stated[k])) for k, f in _FIELDS.items() if k in stated]
    claims.append(property_claim("published", _date(str(stated.get("CreationDate", "")))))
    return claims


def _date(stated: str) -> str:
    """Return a PDF date, ``D:20240312093000+08'00'``, in ISO 8601."""
    found = _STATED_DATE.match(stated)
    if not found:
        return ""
    year, month, day, hour, minute, second, zone = found.groups()
    date = "-".join(filter(None, (year, month, day)))
    if hour is None or day is None:
        return date
    offset = (zone or "").replace("'", "")
    offset = f"{offset[:3]}:{offset[3:]}" if len(offset) > 1 else offset
    return f"{date}T{hour}:{minute}:{second or '00'}{offset}"


def _refuse_bomb(data: bytes, name: str) -> None:
    """Unpack the streams of a small file, piece by piece, to see that they stay in proportion."""
    if len(data) > limits.MAX_FILE_BYTES // 4:
        return  # it cannot be a bomb that a page's text would need to be expanded for
    left = limits.MAX_EXPANDED_BYTES
    for stream in _flate_streams(data):
        left -= stream
        if left < 0:
            raise UnreadableFile(name, "It would unpack to far more than a text needs.")


def _flate_streams(data: bytes) -> Iterator[int]:
    """Yield how far each packed stream expands through its layers; pictures are never expanded."""
    for found in _STREAM.finditer(data):
        layers = len(_FLATE.findall(found[1]))
        if layers and b"/Image" not in found[1]:
            yield _expansion(
                data[found.end() :], [zlib.decompressobj() for _ in range(min(layers, 3))]
            )


def _expansion(packed: bytes, layers: list[Any]) -> int:
    """Count the bytes that come out of the last layer, and stop counting beyond the limit."""
    first, *more = layers
    size = 0
    try:
        while packed and size <= limits.MAX_EXPANDED_BYTES:
            piece = first.decompress(packed, limits.MIB)
            size += _expansion(piece, more) if more else len(piece)
            packed = first.unconsumed_tail
    except zlib.error:
        return size
    return size
