"""Stretches of a sentence that can hold a name, and capitalised words that stand together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from digest_app.facts.names.words import Word
from digest_app.facts.tokens import listed

# Words that join two capitalised runs into one name: "Bank of England", "Ludwig van Beethoven".
JOINERS = listed("of for and the & de la del van von der bin al in on")
# Words that are capitalised for standing first and are no part of the name that follows.
OPENERS = listed(
    """the a an this that these those he she it they we i you his her its their our in on at but
    and so if when while after before as for from with by there however meanwhile although though
    since because what who where why how some many most all no not one two both such even mr mrs
    ms dr"""
)
# A name has no more small words than these in a row: "University of the West".
_WIDEST_GAP = 3


class Run(NamedTuple):
    """Capitalised words ``[start, end)`` of a sentence; ``first`` is after an opener, if any."""

    start: int
    first: int
    end: int


def segments(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return the stretches worth tagging: capitalised words with few small ones between them.

    In news this leaves more than half of the words out, and with them half of the time.
    """
    found: list[tuple[int, int]] = []
    for position, word in enumerate(words):
        if not word.is_capital and word.shape != "xX":
            continue
        if found and position - found[-1][1] <= _WIDEST_GAP:
            found[-1] = (found[-1][0], position + 1)
        else:
            found.append((position, position + 1))
    return found


def runs(words: Sequence[Word]) -> list[Run]:
    """Return the longest rows of capitalised words; "&" may stand inside one."""
    found: list[Run] = []
    position, count = 0, len(words)
    while position < count:
        if not words[position].is_capital:
            position += 1
            continue
        end = position + 1
        while end < count and (words[end].is_capital or _joins(words, end)):
            end += 1
        found.append(Run(position, _first(words, position, end), end))
        position = end
    return found


def _joins(words: Sequence[Word], position: int) -> bool:
    after = position + 1
    return words[position].lower == "&" and after < len(words) and words[after].is_capital


def _first(words: Sequence[Word], start: int, end: int) -> int:
    opens = start == 0 and end > 1 and words[0].lower in OPENERS
    return start + opens
