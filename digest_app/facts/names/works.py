"""Titles of books, films and songs in quotation marks: a name inside one is nobody's mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest_app.facts.names.words import Word
from digest_app.facts.tokens import listed

_PAIRS = {"“": "”", '"': '"', "«": "»", "‘": "’"}
_LONGEST = 12
# Words that are small even in a title, see the style books.
_SMALL = listed(
    """a an the and but or nor for of in on at by to from with as is into over under 's ’s & - :
    , ! ? … ..."""
)


def titles(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield ``[start, end)`` of what stands in quotation marks and is written like a title.

    A nickname ("Zeljko “Arkan” Raznatovic") stands between two capitals and is none.
    """
    position = 0
    while position < len(words):
        end = _closing(words, position) if words[position].text in _PAIRS else 0
        if end and _is_title(words[position + 1 : end]) and not _is_nickname(words, position, end):
            yield position + 1, end
        position = end + 1 if end else position + 1


def _closing(words: Sequence[Word], opening: int) -> int:
    """Return where the mark stands that closes this one, or 0 where none is near."""
    mark = _PAIRS[words[opening].text]
    last = min(len(words), opening + 2 + _LONGEST)
    return next((i for i in range(opening + 1, last) if words[i].text == mark), 0)


def _is_title(inside: Sequence[Word]) -> bool:
    words = inside[:-1] if inside and inside[-1].text in {",", "."} else inside
    if not words or not (words[0].is_capital or words[0].shape == "9"):
        return False
    return words[-1].is_capital and all(w.is_capital or w.lower in _SMALL for w in words)


def _is_nickname(words: Sequence[Word], opening: int, closing: int) -> bool:
    before = opening > 0 and words[opening - 1].is_capital
    after = closing + 1 < len(words) and words[closing + 1].is_capital
    return before and after
