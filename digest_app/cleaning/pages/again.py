"""Text that a page holds twice: in a second copy, or in one block beside its own paragraphs.

Pages repeat whole articles for other screens, for sharing and for printing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

_LONG: Final = 200  # letters; shorter lines are repeated on purpose: refrains, rows, labels
_WHOLE: Final = 800
_OPENING: Final = 40
_PARTS: Final = 3


def said_again(texts: Sequence[str], inside: Iterable[int]) -> frozenset[int]:
    """Return which of the article's blocks, given by their numbers in order, say nothing new."""
    long = [i for i in inside if len(texts[i]) >= _LONG]
    again: set[int] = set()
    seen: dict[str, int] = {}
    openings: dict[str, list[int]] = {}
    for i in long:
        if seen.setdefault(texts[i], i) == i:
            openings.setdefault(texts[i][:_OPENING], []).append(i)
        else:
            again.add(i)
    for alike in openings.values():
        if len(alike) > 1:
            whole = max(alike, key=lambda i: len(texts[i]))
            again |= {whole} if _holds(texts, whole, seen.values()) else set()
    return frozenset(again)


def _holds(texts: Sequence[str], whole: int, others: Iterable[int]) -> bool:
    """Tell whether a block is several of the others in one."""
    text = texts[whole]
    parts = (i for i in others if i != whole and texts[i] in text)
    return len(text) >= _WHOLE and sum(1 for _ in zip(parts, range(_PARTS), strict=False)) == _PARTS
