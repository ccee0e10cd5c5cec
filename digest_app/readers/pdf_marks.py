"""What is marked on a page of a PDF: links, by their place, and words in bold or italic."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from digest_app.domain.block import InlineKind
from digest_app.readers import limits
from digest_app.readers.encoding import scrub

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_BOLD: Final = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_SLANTED: Final = re.compile(rb"ital|obli|slant", re.IGNORECASE)
# Flags of a font's descriptor, as the PDF standard (ISO 32000-1, table 123) numbers them.
_ITALIC_FLAG: Final = 1 << 6
_FORCE_BOLD_FLAG: Final = 1 << 18
_NAME_BYTES: Final = 128
_ADDRESS_BYTES: Final = 2048


class Mark(NamedTuple):
    """A marked range of a line's text; ``target`` is the address of a link."""

    start: int
    end: int
    kind: InlineKind
    target: str = ""


class Area(NamedTuple):
    """Where on a page a link can be clicked, in points."""

    left: float
    foot: float
    right: float
    top: float
    target: str

    def holds(self, across: float, up: float) -> bool:
        """Tell whether a point lies in it."""
        return self.left <= across <= self.right and self.foot <= up <= self.top


def page_links(page: PdfPage) -> list[Area]:
    """Return the links of a page that lead to addresses."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - a library of 9 MB, for one format

    made: list[Area] = []
    position, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while len(made) < limits.MAX_PAGE_LINKS and pdfium.FPDFLink_Enumerate(page.raw, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        address = ctypes.create_string_buffer(_ADDRESS_BYTES)
        if action and pdfium.FPDFLink_GetAnnotRect(link, box):
            pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, address, _ADDRESS_BYTES)
            if target := scrub(address.value.decode("utf-8", "replace")).strip():
                made.append(Area(box.left, box.bottom, box.right, box.top, target))
    return made


class Looks:
    """Tells how the characters of a page look; fonts are judged once by their name and flags."""

    def __init__(self, textpage: PdfTextPage) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - see page_links

        self._page = textpage.raw
        self._info = pdfium.FPDFText_GetFontInfo
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._flags = ctypes.c_int(0)
        self._judged: dict[tuple[bytes, int], tuple[InlineKind, ...]] = {}

    def of(self, index: int) -> tuple[InlineKind, ...]:
        """Return what the character's font marks its words as."""
        self._info(self._page, index, self._name, _NAME_BYTES, self._flags)
        key = self._name.value, self._flags.value
        if key not in self._judged:
            self._judged[key] = tuple(_kinds(*key))
        return self._judged[key]


def _kinds(name: bytes, flags: int) -> Iterator[InlineKind]:
    if _BOLD.search(name) or flags & _FORCE_BOLD_FLAG:
        yield InlineKind.STRONG
    if _SLANTED.search(name) or flags & _ITALIC_FLAG:
        yield InlineKind.EMPHASIS


def merged(marks: list[Mark]) -> tuple[Mark, ...]:
    """Join marks of neighbouring words that mark the same; they are in the order of the words."""
    made: dict[tuple[InlineKind, str], list[Mark]] = {}
    for mark in marks:
        known = made.setdefault((mark.kind, mark.target), [])
        if known and mark.start <= known[-1].end + 1:
            known[-1] = known[-1]._replace(end=mark.end)
        else:
            known.append(mark)
    return tuple(sorted(mark for several in made.values() for mark in several))
