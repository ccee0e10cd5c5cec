"""Putting a document's text together, block by block, with the ranges marked inside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from digest_app.domain.block import Block, BlockKind, Inline, InlineKind
from digest_app.domain.document import Document, Metadata
from digest_app.readers import limits
from digest_app.readers.encoding import scrub

_BLANK: Final = re.compile(r"[ \t\n\f\r]+")
_CLOSE: Final = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE})


@dataclass(slots=True)
class Builder:
    """Collects blocks in reading order; each :meth:`write` goes into the block that is open.

    White space is folded as a browser folds it, except in preformatted blocks. A block without
    words leaves no trace.
    """

    _parts: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _inlines: list[Inline] = field(default_factory=list)
    _length: int = 0
    _kind: BlockKind = BlockKind.PARAGRAPH
    _level: int = 0
    _ordinal: int = 0
    _start: int = -1
    _gap: bool = False

    def open(self, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, ordinal: int = 0) -> None:
        """Close the open block, and let the next words begin one of this kind."""
        self.close()
        self._kind, self._level, self._ordinal = kind, level, ordinal

    def write(self, words: str) -> None:
        """Add words to the open block."""
        folded = self._folded(scrub(words))
        if folded:
            self._begin()
            self._parts.append(folded)
            self._length += len(folded)

    def break_line(self) -> None:
        """End the line inside the open block; nothing happens where it has no words yet."""
        if self._start >= 0 and not self._ends_line():
            self._parts.append("\n")
            self._length += 1
        self._gap = False

    def next_cell(self) -> None:
        """Begin the next cell of a table's row, after a tab."""
        if self._start >= 0 and not self._ends_line():
            self._parts.append("\t")
            self._length += 1
        self._gap = False

    def image(self, target: str, alt: str = "") -> None:
        """Mark where an image stands; it has an address, and words of which none is shown."""
        place = self.position
        words = " ".join(scrub(alt).split())[: limits.MAX_ALT_CHARS]
        self._inlines.append(Inline(place, place, InlineKind.IMAGE, target, words))

    @property
    def blocks(self) -> int:
        """How many blocks are closed."""
        return len(self._blocks)

    @property
    def position(self) -> int:
        """Where the next word will stand, in code points."""
        return self._length + self._gap if self._start >= 0 else self._length + self._separator()

    def mark(self, start: int, kind: InlineKind, target: str = "") -> None:
        """Mark the words written since ``start`` (a :attr:`position`) as ``kind``."""
        if self._start >= 0 and start < self._length:
            self._inlines.append(Inline(max(start, self._start), self._length, kind, target))

    def close(self) -> None:
        """End the open block."""
        if self._start >= 0:
            self._trim()
            where = (self._start, self._length)
            self._blocks.append(Block(*where, self._kind, self._level, ordinal=self._ordinal))
        self._start, self._gap = -1, False
        self._kind, self._level, self._ordinal = BlockKind.PARAGRAPH, 0, 0

    def add(self, kind: BlockKind, words: str, level: int = 0) -> None:
        """Add one whole block."""
        self.open(kind, level)
        self.write(words)
        self.close()

    def document(self, metadata: Metadata | None = None, notes: tuple[str, ...] = ()) -> Document:
        """Return what was collected."""
        self.close()
        text = "".join(self._parts)
        inlines = tuple(sorted(filter(None, (_trimmed(i, text) for i in self._inlines))))
        return Document(text, tuple(self._blocks), metadata or Metadata(), inlines, notes)

    def _folded(self, words: str) -> str:
        if self._kind is BlockKind.PREFORMATTED:
            return words if self._start >= 0 else words.lstrip("\n") if words.strip() else ""
        folded = _BLANK.sub(" ", words)
        bare = folded.strip(" ") if self._start >= 0 else folded.strip()
        opens = self._start >= 0 and not self._parts[-1].endswith(("\n", "\t"))
        before = " " if opens and bare and (self._gap or folded[0] == " ") else ""
        self._gap = folded.endswith(" ") if bare else self._gap or bool(folded)
        return before + bare

    def _begin(self) -> None:
        if self._start < 0:
            gap = "\n" * self._separator()
            self._parts.append(gap)
            self._length += len(gap)
            self._start = self._length

    def _trim(self) -> None:
        """Drop the white space at the end of the open block."""
        while len(self._parts[-1]) != len(kept := self._parts[-1].rstrip()):
            self._length -= len(self._parts[-1]) - len(kept)
            self._parts[-1:] = [kept] if kept else []

    def _separator(self) -> int:
        if not self._blocks:
            return 0
        return 1 if self._kind in _CLOSE and self._blocks[-1].kind is self._kind else 2

    def _ends_line(self) -> bool:
        return bool(self._parts) and self._parts[-1].endswith("\n")


def _trimmed(inline: Inline, text: str) -> Inline | None:
    """Return the marked range without the white space at its ends; None where nothing is left."""
    if inline.kind is InlineKind.IMAGE:
        place = min(inline.start, len(text))
        return inline._replace(start=place, end=place)
    words = text[inline.start : inline.end]
    start = inline.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Inline(start, end, inline.kind, inline.target) if start < end else None
