"""The lines of a PDF page with their places, in the order in which the page was written.

That order is the reading order in files made from articles, two columns included (measured: 0.992
of the words in order; sorting by place gives 0.924).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from digest_app.readers.encoding import scrub

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_SOFT_BREAKS = str.maketrans({"\ufffe": "\N{SOFT HYPHEN}", "\x02": "\N{SOFT HYPHEN}", "\uffff": ""})


class Line(NamedTuple):
    """A line of a page: its words, its left and right end, foot and height, in points.

    ``place`` is how far down the page it stands, from 0 (top) to 1.
    """

    text: str
    left: float
    right: float
    foot: float
    height: float
    place: float


def page_lines(page: PdfPage) -> list[Line]:
    """Return the lines of a page that have words."""
    textpage = page.get_textpage()
    try:
        return list(_lines(textpage, max(page.get_height(), 1.0)))
    finally:
        textpage.close()


def _lines(textpage: PdfTextPage, page_height: float) -> Iterator[Line]:
    position = 0
    for raw in textpage.get_text_range(errors="replace").split("\r\n"):
        text = scrub(raw.translate(_SOFT_BREAKS)).strip()
        units = len(raw.encode("utf-16-le", "surrogatepass")) // 2
        if text:
            lead = len(raw) - len(raw.lstrip())
            first = _box(textpage, position + lead)
            last = _box(textpage, position + units - 1 - (len(raw) - len(raw.rstrip())))
            place = min(max(1 - first.top / page_height, 0.0), 1.0)
            height = max(first.top - first.foot, last.top - last.foot, 1.0)
            yield Line(text, first.left, last.right, first.foot, height, place)
        position += units + 2


class _Box(NamedTuple):
    left: float
    right: float
    foot: float
    top: float


def _box(textpage: PdfTextPage, index: int) -> _Box:
    """Return the box of a character, as high as its font; all zeros where there is none."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - a library of 9 MB, for one format

    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(textpage.raw, max(index, 0), box)
    return _Box(box.left, box.right, box.bottom, box.top)
