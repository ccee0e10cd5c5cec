"""The stretches of an article that facts may come from: its blocks, less what is removed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from digest_app.domain.block import Block, BlockKind
from digest_app.domain.boilerplate import Removal

_LINE = re.compile(r"[^\n]+")
_OF_ROWS = frozenset({BlockKind.TABLE, BlockKind.PREFORMATTED})


class Passage(NamedTuple):
    """A stretch of kept text inside one block, ``[start, end)`` in code points of the article.

    ``row`` tells the row of a table, or a line of code: it states nothing by itself.
    """

    start: int
    end: int
    heading: bool = False
    row: bool = False


def passages(
    text: str, blocks: Sequence[Block], removals: Sequence[Removal]
) -> tuple[Passage, ...]:
    """Return the kept stretches in reading order; without blocks every line is one.

    No passage is empty, overlaps another or touches a removal.
    """
    pieces = _from_blocks(text, blocks) if blocks else _from_lines(text)
    holes = _merged((max(0, r.start), min(r.end, len(text))) for r in removals if r.start < r.end)
    ends = [end for _, end in holes]
    made = (
        passage
        for piece in pieces
        for passage in _without(piece, islice(holes, bisect_right(ends, piece.start), None))
    )
    return tuple(passage for passage in made if passage.start < passage.end)


def _merged(holes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return holes in order that neither overlap nor touch."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(holes):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], end)
        else:
            made.append((start, end))
    return made


def _from_blocks(text: str, blocks: Sequence[Block]) -> Iterable[Passage]:
    """Yield each block as a passage, a table row by row, cut to what is left of the text."""
    position, length = 0, len(text)
    for block in sorted(blocks, key=lambda b: b.start):
        start, end = max(block.start, position), min(block.end, length)
        if start >= end:
            continue
        if block.kind in _OF_ROWS:
            lines = _LINE.finditer(text, start, end)
            yield from (Passage(line.start(), line.end(), row=True) for line in lines)
        else:
            yield Passage(start, end, block.kind is BlockKind.HEADING)
        position = end


def _from_lines(text: str) -> Iterable[Passage]:
    """Yield each line with something on it as a passage."""
    for line in _LINE.finditer(text):
        if not line[0].isspace():
            yield Passage(line.start(), line.end())


def _without(piece: Passage, holes: Iterable[tuple[int, int]]) -> Iterable[Passage]:
    """Yield what the holes leave of one passage; the first of them ends inside or behind it."""
    position = piece.start
    for start, end in holes:
        if start >= piece.end:
            break
        if start > position:
            yield piece._replace(start=position, end=start)
        position = max(position, end)
    if position < piece.end:
        yield piece._replace(start=position)


def masked(text: str, kept: Sequence[Passage]) -> str:
    """Return the text with line breaks for everything outside the passages, and none inside.

    Positions stay what they are, and nothing can be found that leaves its passage.
    """
    made: list[str] = []
    position = 0
    for passage in kept:
        made.append("\n" * (passage.start - position))
        made.append(text[passage.start : passage.end].replace("\n", " "))
        position = passage.end
    made.append("\n" * (len(text) - position))
    return "".join(made)
