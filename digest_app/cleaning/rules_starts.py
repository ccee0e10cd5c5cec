"""How what a pattern matches can begin: sets of letters for its first few places.

To look at three letters costs a fraction of trying a pattern. Where nothing can be said of a
pattern, it is tried. Letters beyond ASCII are not told apart: any of them may stand anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Final

PLACES: Final = 3
_MOST: Final = 256
_ASCII: Final = [chr(i) for i in range(128)]
_ALL: Final = (1 << 128) - 1
_REPEATS: Final = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_STAND_NOWHERE: Final = (codes.AT, codes.ASSERT, codes.ASSERT_NOT)

# The bits of the letters of ASCII that can stand at the first place, the second and so on. It is
# shorter than PLACES where a match can end there.
Start = tuple[int, ...]
_Starts = frozenset[Start]
_Piece = tuple[Any, Any]  # the name of a piece of a pattern, and what it is made of
_NOTHING: Final[_Starts] = frozenset({()})


class _Unknown(Exception):
    """Nothing can be said of a pattern."""


@cache
def starts(pattern: str) -> tuple[Start, ...]:
    """Return what a match of the pattern begins with one of; nothing where nothing can be said.

    The pattern is taken as with ``re.IGNORECASE``.
    """
    try:
        found = _of_all(parser.parse(pattern, re.IGNORECASE), re.IGNORECASE)
    except _Unknown:
        return ()
    return () if () in found else tuple(sorted(found))


def may_start(pattern: str, line: str) -> bool:
    """Tell whether a match of the pattern can begin where the line does."""
    begun = starts(pattern)
    return not begun or any(_begins(line, start) for start in begun)


def _begins(line: str, start: Start) -> bool:
    return len(line) >= len(start) and all(
        letter >= "\x80" or bits >> ord(letter) & 1
        for letter, bits in zip(line, start, strict=False)
    )


def _of_all(pieces: Iterable[_Piece], flags: int) -> _Starts:
    """Return how what follows each other here begins."""
    found = _NOTHING
    for name, made_of in pieces:
        if all(len(start) == PLACES for start in found):
            break
        found = _after(found, _of_one(name, made_of, flags))
    return found


def _after(before: _Starts, then: _Starts) -> _Starts:
    """Return how one thing begins that another one follows."""
    found = frozenset((*start, *more)[:PLACES] for start in before for more in then)
    if len(found) > _MOST:
        raise _Unknown
    return found


def _of_one(name: Any, made_of: Any, flags: int) -> _Starts:
    if name in _STAND_NOWHERE:
        return _NOTHING
    if name is codes.BRANCH:
        return frozenset[Start]().union(*(_of_all(choice, flags) for choice in made_of[1]))
    if name is codes.SUBPATTERN:
        _, added, taken, pieces = made_of
        return _of_all(pieces, (flags | added) & ~taken)
    if name is codes.ATOMIC_GROUP:
        return _of_all(made_of, flags)
    if name in _REPEATS:
        return _repeated(made_of[0], made_of[1], _of_all(made_of[2], flags))
    return frozenset({(_letters(name, made_of, flags),)})


def _repeated(least: int, most: int, once: _Starts) -> _Starts:
    """Return how something begins that stands there several times."""
    times = found = _NOTHING
    for i in range(min(most, PLACES)):
        times = _after(times, once)
        found = times if i < least else found | times
    return found


def _letters(name: Any, made_of: Any, flags: int) -> int:
    """Return the bits of the letters that one place of a pattern can have."""
    if name is codes.ANY:
        return _ALL
    if name is codes.NOT_LITERAL:
        return _ALL & ~(1 << made_of) if made_of < len(_ASCII) else _ALL
    if name is codes.LITERAL:
        return _cased(1 << made_of, flags) if made_of < len(_ASCII) else _BEYOND
    if name is codes.IN:
        return _of_set(made_of, flags)
    raise _Unknown


def _of_set(made_of: Sequence[_Piece], flags: int) -> int:
    is_other = made_of[0][0] is codes.NEGATE
    bits = 0
    for name, letters in made_of[is_other:]:
        if name is codes.LITERAL:
            bits |= 1 << letters if letters < len(_ASCII) else _BEYOND
        elif name is codes.RANGE:
            bits |= _ALL & (1 << letters[1] + 1) - (1 << letters[0])
            bits |= _BEYOND if letters[1] >= len(_ASCII) else 0
        elif name is codes.CATEGORY and letters in _CATEGORIES:
            bits |= _CATEGORIES[letters]
        else:
            raise _Unknown
    # What is left out in one case only may stand there in the other.
    return _ALL & ~bits | _BEYOND if is_other else _cased(bits, flags)


def _cased(bits: int, flags: int) -> int:
    """Return the bits with those of the other case, where case does not matter."""
    if not flags & re.IGNORECASE:
        return bits
    return bits | (bits & _CAPITALS) << _TO_SMALL | (bits & _SMALL) >> _TO_SMALL


def _bits(fits: Callable[[str], bool]) -> int:
    return sum(1 << i for i, letter in enumerate(_ASCII) if fits(letter))


_CAPITALS: Final = _bits(str.isupper)
_SMALL: Final = _bits(str.islower)
_TO_SMALL: Final = ord("a") - ord("A")
_DIGITS: Final = _bits(str.isdigit)
_SPACES: Final = _bits(str.isspace)
_WORD: Final = _bits(str.isalnum) | 1 << ord("_")
# Letters that some beyond ASCII are the same as but for case: long s, the kelvin, Turkish i.
_BEYOND: Final = _bits("ikIKsS".__contains__)
_CATEGORIES: Final = {
    codes.CATEGORY_DIGIT: _DIGITS,
    codes.CATEGORY_NOT_DIGIT: _ALL & ~_DIGITS,
    codes.CATEGORY_SPACE: _SPACES,
    codes.CATEGORY_NOT_SPACE: _ALL & ~_SPACES,
    codes.CATEGORY_WORD: _WORD,
    codes.CATEGORY_NOT_WORD: _ALL & ~_WORD,
}
