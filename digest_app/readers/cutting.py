"""One document cut into several, and the lines of each asked anew what they state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from digest_app.domain.block import Block, Inline
from digest_app.domain.document import Document
from digest_app.readers.claims import settle
from digest_app.readers.statements import stated_in_lines

_DIVIDER: Final = re.compile(r"(?:^|\n)[ \t]*(?:[-=_*#~•·—–+][ \t]?){3,}$")


def cut(document: Document, starts: Sequence[int]) -> tuple[Document, ...]:
    """Cut a document where later articles begin, in code points of its text.

    A block is never cut in two: it belongs to the part that it begins in. Together the parts
    have every word of the document; a part without any is left out, and so is a line that only
    divides a part from the next.
    """
    points = sorted({p for p in starts if 0 < p < len(document.text)})
    edges = [0, *(_outside(document.blocks, p) for p in points), len(document.text)]
    parts = (_part(document, start, end) for start, end in pairwise(sorted(set(edges))))
    return tuple(part for part in parts if part.text)


def _outside(blocks: Sequence[Block], point: int) -> int:
    """Return the point, or the beginning of the block that it lies in."""
    return next((b.start for b in blocks if b.start < point < b.end), point)


def _part(document: Document, start: int, end: int) -> Document:
    words = document.text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    while divider := _DIVIDER.search(words):
        words = words[: divider.start()].rstrip()
    end = start + len(words)
    text = document.text[start:end]
    blocks = tuple(
        b._replace(start=b.start - start, end=b.end - start)
        for b in document.blocks
        if start <= b.start and b.end <= end
    )
    stated = settle(stated_in_lines(text, blocks))
    inlines = tuple(_inside(document.inlines, start, end))
    return Document(text, blocks, stated, inlines, elements=document.elements)


def _inside(inlines: Sequence[Inline], start: int, end: int) -> Iterator[Inline]:
    for mark in inlines:
        if start <= mark.start and mark.end <= end:
            yield mark._replace(start=mark.start - start, end=mark.end - start)
