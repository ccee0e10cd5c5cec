"""How a line looks, without understanding it: its length, its ends, its capitals and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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


def _class(letter: str) -> str:
    """Return "a" for a small letter, "0" for a digit, a space for a space, and "x" else."""
    if letter.islower():
        return "a"
    return "0" if letter.isdecimal() else " " if letter.isspace() else "x"


_SMALL: Final = ord("a")
_CLASSES: Final = "".join(map(_class, map(chr, range(256)))).encode()


def _is_told(letter: str) -> bool:
    """Tell whether the table, which has "x" for all letters beyond it, is right about one."""
    return letter <= "\xff" or not (letter.islower() or letter.isdecimal() or letter.isspace())


AROUND: Final = ".,:;!?…\"'“”‘’()[]|"
STOPS: Final = frozenset(".!?。！？؟۔।")
CLOSERS: Final = frozenset("\"”’'»)]」』）›“")
ENDS: Final = {
    **dict.fromkeys(".!。！۔।", "stop"),
    **dict.fromkeys("?？؟", "question"),
    **dict.fromkeys("…", "dots"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(",;，、；", "comma"),
}
STARTS: Final = {
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
    if last in CLOSERS:
        inner = text[-2:-1]
        if inner in STOPS and inner:
            return "stop-closed"
        return "bracket" if last in ")]）" else "quote"
    named = ENDS.get(last)
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
    return "digit" if first.isdigit() else STARTS.get(first, "sign")


class Seen(NamedTuple):
    """A line's words without their case, how many begin with a small letter, and its digits."""

    folded: str
    small: int
    digits: int


def seen(text: str) -> Seen:
    """Look at each letter of a line once."""
    small = sum([token[0].islower() for token in text.split()])
    return Seen(text.casefold(), small, len(_DIGIT.findall(text)))


class Lettering:
    """What each letter of a text is, from one table, so that no line is looked through by itself.

    The table has the letters of Western Europe; of a text with small ones, digits or spaces beyond
    it, :meth:`of` says nothing. ``lowered`` is the text without its case, letter for letter;
    ``others`` are its letters beyond ASCII.
    """

    def __init__(self, text: str, lowered: str, others: Iterable[str]) -> None:
        self._lowered = lowered
        is_told = all(map(_is_told, others))
        self._classes = text.encode("latin-1", "replace").translate(_CLASSES) if is_told else b""

    def of(self, start: int, end: int) -> Seen | None:
        """Return what :func:`seen` says of ``text[start:end]``, which begins with no space."""
        classes = self._classes
        if not classes:
            return None
        small = classes.count(b" a", start, end) + (classes[start] == _SMALL)
        return Seen(self._lowered[start:end], small, classes.count(b"0", start, end))


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
    return "all" if not small and text.isupper() else share((words - small) / words)


A_THIRD: Final = 0.34
TWO_THIRDS: Final = 0.67
SHARES: Final = ("all", "none", "few", "half", "most", "each")


def share(part: float) -> str:
    """Return a share, from 0 to 1, in a word."""
    if part == 0:
        return "none"
    if part < A_THIRD:
        return "few"
    if part < TWO_THIRDS:
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
