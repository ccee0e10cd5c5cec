"""How a line looks, without understanding it: its length, its ends, its capitals and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

MOST_WORDS: Final = 60
_LONGEST_NAME: Final = 6
_OF_NAMES: Final = frozenset({"for", "of", "the", "via", "by", "and", "de", "von", "van", "/", "|"})
_PROSE_WORDS: Final = 12


def _steps() -> tuple[str, ...]:
    """Return the name of the length for every number of words up to 60, which stands for more."""
    ends = (1, 2, 3, 5, 8, 12, 18, 30, 59, 60)
    return tuple(next(str(end) for end in ends if n <= end) for n in range(61))


LENGTHS: Final = _steps()
_DIGIT: Final = re.compile(r"\d")
_ASCII: Final = bytes(range(128))
_NO_DIGITS: Final = bytes(c for c in range(256) if not chr(c).isdecimal())
_PRINTERS_SIGNS: Final = frozenset("’‘“”„–—…•·©®™«»€£°")


def _class(letter: str) -> str:
    """Return "a" for a small letter without an accent, a space for a space, and "x" else."""
    if not letter.isascii():
        return "x"
    return "a" if letter.islower() else " " if letter.isspace() else "x"


_CLASSES: Final = "".join(map(_class, map(chr, range(256)))).encode()
AROUND: Final = ".,:;!?…\"'“”‘’()[]|"
_STOPS: Final = frozenset(".!?。！？؟۔।")
_CLOSERS: Final = frozenset("\"”’'»)]」』）›“")
_ENDS: Final = {
    **dict.fromkeys(".!。！۔।", "stop"),
    **dict.fromkeys("?？؟", "question"),
    **dict.fromkeys("…", "dots"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(",;，、；", "comma"),
}
_STARTS: Final = {
    **dict.fromkeys("\"“‘'«„「『", "quote"),
    **dict.fromkeys("•-–—*·▪●|>", "bullet"),
    **dict.fromkeys("([（", "bracket"),
}
SIGNS: Final = (
    *(("@", "sign:at"), ("|", "sign:bar"), ("©", "sign:c"), ("»", "sign:next")),
    *(("#", "sign:hash"), ("/", "sign:slash"), ("•", "sign:dot"), ("http", "sign:link")),
    *((": ", "sign:colon"), ("(", "sign:bracket"), ("$", "sign:money"), ("[", "sign:square")),
    *((" - ", "sign:dash"), ("“", "sign:quote"), ('"', "sign:quote")),
)


def ending(text: str) -> str:
    """Return how a line ends."""
    last = text[-1]
    if last in _CLOSERS:
        inner = text[-2:-1]
        if inner in _STOPS and inner:
            return "stop-closed"
        return "bracket" if last in ")]）" else "quote"
    named = _ENDS.get(last)
    if named:
        return "dots" if named == "stop" and text.endswith("..") else named
    if last.isdigit():
        return "digit"
    return "letter" if last.isalpha() else "sign"


def beginning(text: str) -> str:
    """Return how a line begins."""
    first = text[0]
    if first.isalpha():
        return "lower" if first.islower() else "upper"
    return "digit" if first.isdigit() else _STARTS.get(first, "sign")


class Seen(NamedTuple):
    """A line's words without their case, how many begin with a small letter, and its digits."""

    folded: str
    small: int
    digits: int


def seen(text: str) -> Seen:
    """Look at each letter of a line once, by tables of bytes where its letters are plain."""
    raw = text.encode("utf-8", "surrogatepass")
    if text.isascii() or _PRINTERS_SIGNS.issuperset(
        raw.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    ):
        small = (b" " + raw).translate(_CLASSES).count(b" a")
        return Seen(raw.lower().decode(), small, len(raw.translate(None, _NO_DIGITS)))
    small = sum([token[0].islower() for token in text.split()])
    return Seen(text.casefold(), small, len(_DIGIT.findall(text)))


def ends_in_a_name(text: str) -> bool:
    """Tell whether the last sentence is a name without a stop, as captions end in who took them."""
    if not text[-1].isalpha():
        return False
    head, stop, tail = text.rpartition(". ")
    words = tail.split()
    return bool(head and stop) and len(words) <= _LONGEST_NAME and _is_named(words)


def _is_named(words: Sequence[str]) -> bool:
    return all(word[0].isupper() or word in _OF_NAMES for word in words) and words[0] != "The"


def capitals(text: str, small: int, words: int) -> str:
    """Return how many of the words begin with no small letter."""
    return "all" if text.isupper() else share((words - small) / words)


def share(part: float) -> str:
    """Return a share, from 0 to 1, in a word."""
    if part == 0:
        return "none"
    if part < 0.34:  # noqa: PLR2004 - a third
        return "few"
    if part < 0.67:  # noqa: PLR2004 - two thirds
        return "half"
    return "most" if part < 1 else "each"


@lru_cache(maxsize=1024)
def shape_of(words: int, end: str) -> str:
    """Return the line in one letter: Prose, short Stopped, Colon, Long unstopped, Heading-like.

    A line that a sure rule catches is R, whatever it looks like.
    """
    if end in {"stop", "stop-closed", "question", "dots"}:
        return "P" if words >= _PROSE_WORDS else "S"
    if end == "colon":
        return "C"
    return "L" if words >= _PROSE_WORDS else "H"
