"""The lines of a PDF page with their places, in the order in which the page was written.

That order is the reading order in files made from articles, two columns included (measured: 0.992
of the words in order; sorting by place gives 0.924).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from digest_app.domain.block import InlineKind
from digest_app.readers.encoding import scrub
from digest_app.readers.pdf_marks import Area, Looks, Mark, merged, page_links

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_WORD: Final = re.compile(r"\S+")
_SOFT_BREAKS: Final = str.maketrans(
    {"\ufffe": "\N{SOFT HYPHEN}", "\x02": "\N{SOFT HYPHEN}", "\uffff": ""}
)


class Line(NamedTuple):
    """A line of a page: its words, its left and right end, foot and height, in points.

    ``place`` is how far down the page it stands, from 0 (top) to 1; ``marks`` are ranges of
    ``text``.
    """

    text: str
    left: float
    right: float
    foot: float
    height: float
    place: float
    marks: tuple[Mark, ...] = ()


def page_lines(page: PdfPage) -> list[Line]:
    """Return the lines of a page that have words."""
    textpage = page.get_textpage()
    try:
        reader = _Reader(textpage, max(page.get_height(), 1.0), page_links(page))
        return list(reader.lines())
    finally:
        textpage.close()


class _Reader:
    """Reads the lines of one page."""

    def __init__(self, textpage: PdfTextPage, height: float, links: list[Area]) -> None:
        self._page = textpage
        self._height = height
        self._links = links
        self._looks = Looks(textpage)

    def lines(self) -> Iterator[Line]:
        """Yield the lines that have words."""
        position = 0
        for raw in self._page.get_text_range(errors="replace").split("\r\n"):
            if line := self._line(raw, position):
                yield line
            position += _units(raw) + 2

    def _line(self, raw: str, position: int) -> Line | None:
        words: list[str] = []
        marks: list[Mark] = []
        places: list[int] = []
        length = 0
        for found in _WORD.finditer(raw):
            if word := scrub(found[0].translate(_SOFT_BREAKS)).strip():
                index = position + _units(raw[: found.start()])
                place = index, index + _units(found[0]) - 1
                marks += self._marks(place, length, length + len(word))
                places += place
                words.append(word)
                length += len(word) + 1
        if not words:
            return None
        first, last = _box(self._page, places[0]), _box(self._page, places[-1])
        down = min(max(1 - first.top / self._height, 0.0), 1.0)
        height = max(first.top - first.foot, last.top - last.foot, 1.0)
        text = " ".join(words)
        return Line(text, first.left, last.right, first.foot, height, down, merged(marks))

    def _marks(self, places: tuple[int, int], start: int, end: int) -> Iterator[Mark]:
        """Yield what a word is marked as, by how its first character looks and where it stands."""
        first, last = places
        for kind in self._looks.of(first):
            yield Mark(start, end - (kind not in self._looks.of(last)), kind)
        if target := self._target(first):
            yield Mark(start, end - (self._target(last) != target), InlineKind.LINK, target)

    def _target(self, index: int) -> str:
        """Return where the link leads that a character stands in; empty without one."""
        if not self._links:
            return ""
        box = _box(self._page, index)
        across, up = (box.left + box.right) / 2, (box.foot + box.top) / 2
        return next((area.target for area in self._links if area.holds(across, up)), "")


def _units(text: str) -> int:
    """Return how many characters the PDF library counts: those of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


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
