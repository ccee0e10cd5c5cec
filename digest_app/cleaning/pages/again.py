"""Text that a page holds twice: in a second copy, or in one block beside its own paragraphs.

Pages repeat whole articles for other screens, for sharing and for printing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

_LONG: Final = 200  # letters; shorter lines are repeated on purpose: refrains, rows, labels
_WHOLE: Final = 800
_OPENING: Final = 40
_PARTS: Final = 3
_MOST_LETTERS: Final = 1_000_000_000  # looked through on one page; that takes part of a second


def said_again(texts: Sequence[str], inside: Sequence[int]) -> frozenset[int]:
    """Return which of the article's blocks, given by their numbers in order, say nothing new."""
    again: set[int] = set()
    seen: set[str] = set()
    openings: dict[str, list[int]] = {}
    for i in inside:
        text = texts[i]
        if len(text) < _OPENING:
            continue
        if len(text) >= _LONG and text in seen:
            again.add(i)
            continue
        seen.add(text)
        openings.setdefault(text[:_OPENING], []).append(i)
    again.update(_wholes(texts, inside, openings.values()))
    return frozenset(again)


def _wholes(
    texts: Sequence[str], inside: Sequence[int], openings: Iterable[Sequence[int]]
) -> Iterator[int]:
    """Yield the blocks that are several of the others in one, given those that begin alike."""
    looked = 0
    for alike in openings:
        whole = max(alike, key=lambda i: len(texts[i]))
        if len(alike) > 1 and len(texts[whole]) >= _WHOLE:
            looked += len(texts[whole]) * len(inside)
            if looked > _MOST_LETTERS:
                return  # a page that is made to take long
            if _holds(texts, whole, inside):
                yield whole


def _holds(texts: Sequence[str], whole: int, others: Iterable[int]) -> bool:
    """Tell whether a block is several of the others in one."""
    text = texts[whole]
    parts = (i for i in others if _OPENING <= len(texts[i]) < len(text) and texts[i] in text)
    return len(list(islice(parts, _PARTS))) == _PARTS
