"""What a pattern cannot do without: words of which every line that it matches has one.

To look for words costs a fraction of trying a pattern, and most lines have none of them. Where
nothing can be said of a pattern, it is tried on every line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

from digest_app.cleaning.rules_words import fold

_MOST: Final = 64
_MOST_OF_CLASS: Final = 6
_REPEATS: Final = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
# Patterns take it for an i whatever its case is, folded words do not.
ODD: Final = "ı"

_Piece = tuple[Any, Any]  # the name of a piece of a pattern, and what it is made of
_Words = tuple[str, ...]


@cache
def needs(pattern: str) -> _Words:
    """Return words, folded, of which a folded line has one if the pattern is anywhere in it.

    There are none where nothing can be said. A line with :data:`ODD` can do without them.
    """
    words = _of_all(parser.parse(pattern, re.IGNORECASE))
    return tuple(sorted(w for w in words if not any(o in w for o in words if o != w)))


def may_match(pattern: str, folded: str) -> bool:
    """Tell whether the pattern can be anywhere in a line that is folded so."""
    words = needs(pattern)
    return not words or ODD in folded or any(word in folded for word in words)


def _of_all(pieces: Iterable[_Piece]) -> _Words:
    """Return the words of which what follows each other here has one; the most telling ones."""
    return max(_said(list(pieces)), key=_telling, default=())


def _telling(words: _Words) -> tuple[int, int]:
    return (min(map(len, words)), -len(words)) if words else (0, 0)


def _said(pieces: Sequence[_Piece]) -> Iterator[_Words]:
    for is_letter, run in groupby(pieces, lambda piece: piece[0] is codes.LITERAL):
        if is_letter:
            yield _of_letters(chr(code) for _, code in run)
        else:
            yield from (_of_one(*piece) for piece in run)


def _of_letters(letters: Iterable[str]) -> _Words:
    """Return the longest word of what stands there letter by letter."""
    told = "".join(c if _is_plain(c) else " " for c in letters)
    longest = max(fold(told).split(), key=len, default="")
    return (longest,) if longest else ()


def _is_plain(letter: str) -> bool:
    """Tell letters that folding treats as patterns treat them: ASCII, and what has no case."""
    return letter.isascii() or letter.lower() == letter.upper() == letter.casefold() == letter


def _of_one(name: Any, made_of: Any) -> _Words:
    if name is codes.BRANCH:
        return _of_any(_of_all(choice) for choice in made_of[1])
    if name is codes.SUBPATTERN:
        return _of_all(made_of[-1])
    if name is codes.ATOMIC_GROUP:
        return _of_all(made_of)
    if name in _REPEATS and made_of[0]:
        return _of_all(made_of[2])
    if name is codes.IN and len(made_of) <= _MOST_OF_CLASS:
        return _of_any(_of_all([one]) if one[0] is codes.LITERAL else () for one in made_of)
    return ()


def _of_any(choices: Iterable[_Words]) -> _Words:
    """Return the words of all choices; none where one of the choices has none."""
    each = list(choices)
    words = tuple(dict.fromkeys(word for words in each for word in words))
    return words if all(each) and len(words) <= _MOST else ()
