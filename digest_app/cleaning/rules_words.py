"""Which words a text has at all: most rules can be ruled out for a whole text at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Generic, TypeVar

T = TypeVar("T")

_LEAST_LETTERS: Final = 3
_LETTERS: Final = 5
_OPENINGS: Final = re.compile(r"\b\w{3,5}")
_WORD: Final = re.compile(r"\w+")


def fold(text: str) -> str:
    """Return the text as rules compare it: no case, plain apostrophes, single spaces."""
    folded = text.casefold()
    if not folded.isascii():
        folded = plain(folded).replace("\u00a0", " ")
    if "  " in folded or not folded.isprintable():
        folded = " ".join(folded.split())
    return folded


def plain(folded: str) -> str:
    """Return the folded text with plain apostrophes, and with the i of Turkish capitals."""
    return folded.replace("’", "'").replace("i\u0307", "i")


def opening_of(words: str) -> str:
    """Return the first letters of the longest word in them; empty where that says nothing.

    Words of one or two letters stand inside others, and scripts without spaces have no openings
    to look up.
    """
    longest = max(_WORD.findall(words), key=len, default="")
    return longest[:_LETTERS] if len(longest) >= _LEAST_LETTERS and longest.isascii() else ""


class Needles(Generic[T]):
    """Words to look for in a text, each with what it is looked for; found a text at a time."""

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        self._by_opening: dict[str, list[tuple[str, T]]] = {}
        for word, what in words:
            self._by_opening.setdefault(opening_of(word), []).append((word, what))
        self._always = self._by_opening.pop("", [])

    def of(self, vocabulary: Vocabulary) -> list[tuple[str, T]]:
        """Return the words that the text may have, each with what it is looked for.

        Words that no opening tells about are all returned: to look for them here would cost as
        much as in the few lines that they are for.
        """
        folded, found = vocabulary.folded, list(self._always)
        for opening in self._by_opening.keys() & vocabulary.openings:
            found += [pair for pair in self._by_opening[opening] if pair[0] in folded]
        return found


class Vocabulary:
    """A text as rules compare it, and the first three to five letters of its words."""

    def __init__(self, text: str) -> None:
        self.folded = plain(text.casefold())
        self.openings = frozenset(_OPENINGS.findall(self.folded))
