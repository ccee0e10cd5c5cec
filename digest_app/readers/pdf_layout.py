"""From a PDF's lines to its paragraphs: hyphens undone, columns joined, furniture marked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Final

from digest_app.domain.block import BlockKind, InlineKind
from digest_app.domain.document import Document
from digest_app.readers.building import Builder
from digest_app.readers.pdf_lines import Line
from digest_app.readers.pdf_marks import Mark, merged

_HEAD, _FOOT = 0, 1
_EDGE: Final = 0.12
_EDGE_LINES: Final = 3
_SHARE_OF_PAGES: Final = 0.4
_PAGE_NUMBER: Final = re.compile(
    r"(?:page|seite|p\.|s\.)?\s*[-–—|]?\s*(?:\d{1,4}|"
    r"[ivxlc]{1,6})(?:\s*(?:of|von|de|/)\s*\d{1,4})?\s*[-–—|]?",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")
_HYPHENS: Final = ("-", "\N{SOFT HYPHEN}", "\N{HYPHEN}")
_COMPOUND: Final = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_ENDS: Final = re.compile(r"[.!?:…。！？]['\"”’)\]]*\d{0,3}$")
_BULLET: Final = re.compile(r"^(?:[•◦▪‣●○■–—*-]|\d{1,2}[.)]|[a-z][.)])\s+\S")
_BROKEN_WORD: Final = re.compile("([^\\W\\d_]+)\N{SOFT HYPHEN}([^\\W\\d_]+)")
_LAST_WORD: Final = re.compile(r"[^\W\d_]+-$")
_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
_UNSPACED: Final = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
# In line heights: what is one line, an indent, a blank line; ragged is a share of the column.
_SAME_LINE: Final = 0.4
_INDENT: Final = 0.7
_BLANK_LINE: Final = 2.1
_RAGGED: Final = 0.12
_WIDER: Final = 1.4  # times the distance of the lines of a paragraph: the next one begins
_OTHER_SIZE: Final = 0.15
_HEADING_SIZE: Final = 1.15
_HEADING_CHARS: Final = 200
_LEVELS: Final = 3
_TELLING_PAGES: Final = 20
_MOST: Final = 0.4
_BOLD_LINE_CHARS: Final = 100
_PARAGRAPH_CHARS: Final = 20_000  # no paragraph is longer, and each line is added to all before


def lay_out(pages: list[list[Line]]) -> Document:
    """Put the pages' lines together as a document; it knows its running heads and feet."""
    furniture = _furniture(pages)
    body = [line for page in pages for line in page if id(line) not in furniture]
    looks = _styles(body), _compounds(body), _ordinary(body)
    flow = _Flow(Builder(), *looks, pace=_pace(pages[:_TELLING_PAGES]))
    for page in pages:
        flow.page(page, furniture)
    return flow.document()


def _furniture(pages: list[list[Line]]) -> set[int]:
    """Return which lines, by identity, are running heads, feet or page numbers."""
    edges: list[tuple[Line, int]] = []
    for page in pages:
        ranked = sorted(page, key=lambda line: line.place)
        edges += [(line, _HEAD) for line in ranked[:_EDGE_LINES] if line.place < _EDGE]
        edges += [(line, _FOOT) for line in ranked[-_EDGE_LINES:] if line.place > 1 - _EDGE]
    counts = Counter((_key(line), side) for line, side in edges)
    needed = max(2, _SHARE_OF_PAGES * len(pages))
    return {
        id(line)
        for line, side in edges
        if len(pages) > 1
        and (counts[_key(line), side] >= needed or _PAGE_NUMBER.fullmatch(line.text))
    }


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())


def _compounds(lines: list[Line]) -> frozenset[str]:
    """Return the words that the text writes with a hyphen inside a line."""
    return frozenset(w.casefold() for line in lines for w in _COMPOUND.findall(line.text))


def _ordinary(lines: list[Line]) -> frozenset[InlineKind]:
    """Return the looks that most of the text has, which therefore mark nothing."""
    sizes: Counter[InlineKind] = Counter()
    for line in lines:
        for mark in line.marks:
            sizes[mark.kind] += mark.end - mark.start
    total = sum(len(line.text) for line in lines)
    looks = (InlineKind.STRONG, InlineKind.EMPHASIS)
    return frozenset(kind for kind in looks if sizes[kind] > _MOST * total)


def _pace(pages: list[list[Line]]) -> float:
    """Return how far the lines of a paragraph are apart, in line heights; 0 where none tells.

    That is told by lines that reach the right edge in the middle of a sentence.
    """
    drops: list[float] = []
    for page in pages:
        for last, line in pairwise(page):
            drop = (last.foot - line.foot) / last.height
            is_same = abs(last.height - line.height) < _OTHER_SIZE * last.height
            if is_same and 0 < drop <= _BLANK_LINE and not _ENDS.search(last.text):
                right = _right_edge(last, page)
                if last.right > right - _RAGGED * (right - last.left):
                    drops.append(drop)
    return median(drops) if drops else 0.0


def _styles(lines: list[Line]) -> dict[int, int]:
    """Return the heading level of each line height that is larger than the body's."""
    sizes: Counter[int] = Counter()
    for line in lines:
        sizes[round(line.height)] += len(line.text)
    (body, _), *_ = sizes.most_common(1) or [(0, 0)]
    larger = sorted((s for s in sizes if s >= _HEADING_SIZE * body), reverse=True)
    return {size: min(rank, _LEVELS) for rank, size in enumerate(larger, 1)}


@dataclass(slots=True)
class _Flow:
    """Writes line after line, and decides at each whether it goes on with the one before."""

    builder: Builder
    levels: dict[int, int]
    compounds: frozenset[str]
    plain: frozenset[InlineKind]
    pace: float
    last: Line | None = None
    words: str = ""
    marks: list[Mark] = field(default_factory=list)
    kind: tuple[BlockKind, int] = (BlockKind.PARAGRAPH, 0)
    turned: bool = False
    waiting: list[str] = field(default_factory=list)
    furniture: list[int] = field(default_factory=list)

    def page(self, lines: list[Line], furniture: set[int]) -> None:
        """Write one page; its running heads wait until the paragraph that crosses it is over."""
        right = 0.0
        for line in lines:
            if id(line) in furniture:
                self.waiting.append(line.text)
            else:
                self._line(line, right)
                right = _right_edge(line, lines)
        self.turned = True

    def document(self) -> Document:
        """Return the document; it knows which of its blocks are furniture."""
        self._end_block()
        return replace(self.builder.document(), furniture=tuple(self.furniture))

    def _line(self, line: Line, right: float) -> None:
        if self.last is not None and self._goes_on(self.last, line, right):
            self.words = self._continued(self._mended(line.text))
        else:
            self._end_block()
            self.words, self.kind = self._mended(line.text), self._kind(line)
        self._mark(line)
        self.last, self.turned = line, False

    def _mark(self, line: Line) -> None:
        """Take over the marks of a line that stands at the end of the words now."""
        start = len(self.words) - len(self._mended(line.text))
        for mark in line.marks if start >= 0 else ():
            begin, end = (len(self._mended(line.text[:at])) for at in (mark.start, mark.end))
            self.marks.append(mark._replace(start=start + begin, end=start + end))

    def _end_block(self) -> None:
        """Write the block that is over, and then the running heads that it ran across."""
        if self.words:
            if self._is_bold_line():
                self.kind = BlockKind.HEADING, _LEVELS
            self.builder.open(*self.kind)
            self._write_marked()
            self.builder.close()
            self.words, self.marks = "", []
        for text in self.waiting:
            self.furniture.append(self.builder.blocks)
            self.builder.add(BlockKind.PARAGRAPH, text)
        self.waiting = []

    def _is_bold_line(self) -> bool:
        """Tell whether the block is one short line in bold that ends no sentence: a heading."""
        if self.kind[0] is not BlockKind.PARAGRAPH or InlineKind.STRONG in self.plain:
            return False
        if len(self.words) > _BOLD_LINE_CHARS or _ENDS.search(self.words):
            return False
        marks = merged(self.marks)
        return any(
            m.kind is InlineKind.STRONG and (m.start, m.end) == (0, len(self.words)) for m in marks
        )

    def _write_marked(self) -> None:
        """Write the words of a block piece by piece, so that each mark begins where it should."""
        is_heading = self.kind[0] is BlockKind.HEADING
        marks = [
            mark
            for mark in merged(self.marks)
            if mark.kind not in self.plain and (mark.target or not is_heading)
        ]
        edges = sorted({0, len(self.words), *(at for m in marks for at in (m.start, m.end))})
        begun: dict[Mark, int] = {}
        for start, end in pairwise(edges):
            place = self.builder.position + (self.words[start] == " ")
            begun |= {mark: place for mark in marks if mark.start == start}
            self.builder.write(self.words[start:end])
            for mark in marks:
                if mark.end == end:
                    self.builder.mark(begun[mark], mark.kind, mark.target)

    def _kind(self, line: Line) -> tuple[BlockKind, int]:
        level = self.levels.get(round(line.height), 0)
        if level and len(line.text) <= _HEADING_CHARS:
            return BlockKind.HEADING, level
        return (BlockKind.LIST_ITEM, 1) if _BULLET.match(line.text) else (BlockKind.PARAGRAPH, 0)

    def _goes_on(self, last: Line, line: Line, right: float) -> bool:
        size = last.height
        if abs(size - line.height) > _OTHER_SIZE * size or len(self.words) > _PARAGRAPH_CHARS:
            return False
        drop = last.foot - line.foot
        if abs(drop) < _SAME_LINE * size and line.left >= last.right - size and not self.turned:
            return True
        full = last.right > right - _RAGGED * (right - last.left)
        ended = bool(_ENDS.search(last.text))
        if self.turned or drop < 0:  # the next page or column
            return not ended and (full or line.text[0].islower())
        tells = self.pace and not (line.text[0].islower() and not ended)
        wide = min(_WIDER * self.pace, _BLANK_LINE) if tells else _BLANK_LINE
        if drop > wide * size or _BULLET.match(line.text) or (ended and not full):
            return False
        return line.left < last.left + _INDENT * size or line.text[0].islower()

    def _mended(self, text: str) -> str:
        """Take out the hyphens of words that the PDF library has already put together."""
        return _BROKEN_WORD.sub(self._one_word, text) if "\N{SOFT HYPHEN}" in text else text

    def _one_word(self, broken: re.Match[str]) -> str:
        before, after = broken.groups()
        is_compound = f"{before}-{after}".casefold() in self.compounds or after[0].isupper()
        return f"{before}-{after}" if is_compound else before + after

    def _continued(self, text: str) -> str:
        """Join a line to the words before it; a hyphen that only broke a word goes."""
        if not self.words.endswith(_HYPHENS):
            unspaced = _UNSPACED.match(self.words[-1]) and _UNSPACED.match(text)
            return self.words + text if unspaced else f"{self.words} {text}"
        before, after = _LAST_WORD.search(self.words), _FIRST_WORD.match(text)
        compound = before and after and f"{before[0]}{after[0]}".casefold() in self.compounds
        soft = self.words[-1] != "-"
        if (compound and not soft) or not text[0].islower():
            return self.words.rstrip("\N{SOFT HYPHEN}") + text
        return self.words[:-1] + text


def _right_edge(line: Line, lines: list[Line]) -> float:
    """Return how far the lines of this line's column reach."""
    near = 3 * line.height
    return max((one.right for one in lines if abs(one.left - line.left) < near), default=line.right)
