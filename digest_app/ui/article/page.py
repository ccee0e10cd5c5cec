"""What stands where on an article's page: passages that are read, strips that are folded.

Plain values without Qt. Every position counts code points of the article's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from digest_app.domain.block import Block
from digest_app.domain.boilerplate import KIND_NAMES, Piece, Removal, pieces
from digest_app.domain.span import Span

_PARAGRAPH = re.compile(r"\S(?:.*\S)?(?:\n[ \t]*\S(?:.*\S)?)*")
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_NAMED_KINDS = 4


@dataclass(frozen=True, slots=True)
class Hidden:
    """One removal of a strip, with its lines."""

    removal: Removal
    lines: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Removed text between two passages, folded to one line until it is asked for."""

    hidden: tuple[Hidden, ...]

    @property
    def start(self) -> int:
        """Where it begins: also its name, because no other strip begins there."""
        return self.hidden[0].lines[0].start

    @property
    def end(self) -> int:
        """Where its last line ends."""
        return self.hidden[-1].lines[-1].end

    @property
    def title(self) -> str:
        """The folded line: how many lines, and of which kinds."""
        count = sum(len(h.lines) for h in self.hidden)
        kinds = list(dict.fromkeys(KIND_NAMES[h.removal.kind] for h in self.hidden))
        more = [f"{len(kinds) - _NAMED_KINDS} more kinds"] if len(kinds) > _NAMED_KINDS + 1 else []
        named = kinds[:_NAMED_KINDS] if more else kinds
        return " · ".join([f"{count} {'line' if count == 1 else 'lines'} hidden", *named, *more])


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of which at least a word is read; removed pieces inside it stay in their place."""

    block: Block
    pieces: tuple[Piece, ...]

    @property
    def start(self) -> int:
        """Where its block begins."""
        return self.block.start

    @property
    def end(self) -> int:
        """Where its block ends."""
        return self.block.end


def blocks_of(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, or paragraphs cut at empty lines where the document states none."""
    return tuple(blocks) or tuple(Block(m.start(), m.end()) for m in _PARAGRAPH.finditer(text))


def lay_out(
    text: str, blocks: Sequence[Block], removals: Sequence[Removal], *, fold: bool = True
) -> tuple[Passage | Strip, ...]:
    """Return the page of an article under the removals in force.

    With ``fold`` off nothing is a strip: removed text stands as a passage of its own, and
    whoever draws it marks it.
    """
    cut = pieces(text, tuple(removals))
    passages = [Passage(b, p) for b, p in _cut_blocks(blocks_of(text, blocks), cut)]
    if not fold:
        return tuple(passages)
    page: list[Passage | Strip] = []
    for kept, alike in groupby(passages, lambda p: _is_read(text, p.pieces)):
        group = list(alike)
        page += group if kept else _strips(text, group)
    return tuple(page)


def _cut_blocks(
    blocks: Iterable[Block], cut: Sequence[Piece]
) -> Iterator[tuple[Block, tuple[Piece, ...]]]:
    """Pair every block with the pieces inside it; both come in reading order."""
    first = 0
    for block in blocks:
        while first < len(cut) and cut[first].end <= block.start:
            first += 1
        inside, at = [], first
        while at < len(cut) and cut[at].start < block.end:
            piece = cut[at]
            start, end = max(piece.start, block.start), min(piece.end, block.end)
            inside.append(Piece(start, end, piece.removal))
            at += 1
        if inside:
            yield block, tuple(inside)


def _is_read(text: str, inside: Iterable[Piece]) -> bool:
    """Tell whether any word of a block is kept."""
    return any(p.removal is None and not text[p.start : p.end].isspace() for p in inside)


def _strips(text: str, passages: Iterable[Passage]) -> list[Strip]:
    """Join removed passages that stand together into one strip; white space makes none."""
    removed = [p for passage in passages for p in passage.pieces if p.removal is not None]
    hidden: list[Hidden] = []
    for removal, group in groupby(removed, lambda p: p.removal):
        lines = [line for piece in group for line in _lines(text, piece)]
        if removal is not None and lines:
            hidden.append(Hidden(removal, tuple(lines)))
    return [Strip(tuple(hidden))] if hidden else []


def _lines(text: str, piece: Piece) -> Iterator[Span]:
    """Return the written lines of a piece, without the white space around them."""
    for match in _LINE.finditer(text, piece.start, piece.end):
        yield Span(*match.span())
