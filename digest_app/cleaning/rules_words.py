"""Which words a text has at all: most rules can be ruled out for a whole text at once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import Final, Generic, TypeVar

T = TypeVar("T")

_LEAST_LETTERS: Final = 3
_LETTERS: Final = 5
_ASCII: Final = bytes(range(128))
_PLAIN_SIGNS: Final = b".,:;!?()[]\"'/|@&#*-\x1c\x1d\x1e\x1f"  # the last ones are spaces in strings
_SPACES: Final = bytes.maketrans(_PLAIN_SIGNS, b" " * len(_PLAIN_SIGNS))
_OTHER_SIGNS: Final = frozenset("“”‘•·–—»«©")
_ANY: Final = "surrogatepass"
_MANY: Final = 100
_WORD: Final = re.compile(r"\w+")
_SIGN: Final = re.compile(r"[^\w\s'’]")
_OPENING: Final = itemgetter(slice(_LETTERS))


def fold(text: str) -> str:
    """Return the text as rules compare it: no case, plain apostrophes, single spaces."""
    folded = text.casefold()
    if not folded.isascii():
        folded = plain(folded).replace("\u00a0", " ")
    if "  " in folded or "\n" in folded or "\t" in folded:
        folded = " ".join(folded.split())
    return folded


def plain(folded: str) -> str:
    """Return the folded text with plain apostrophes, and with the i of Turkish capitals."""
    return folded.replace("’", "'").replace("i\u0307", "i")


def openings_of(words: str) -> frozenset[bytes]:
    """Return the first letters of the words in them, as a :class:`Vocabulary` has them.

    Words of one or two letters are left out, they stand inside others; and scripts without
    spaces have no openings to look up.
    """
    found = (word for word in _WORD.findall(words) if len(word) >= _LEAST_LETTERS)
    return frozenset(word[:_LETTERS].encode() for word in found if word.isascii())


class Needles(Generic[T]):
    """Words to look for in a text, each with what it is looked for; found a text at a time."""

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        self._words = list(words)
        self._by_opening: dict[bytes, list[tuple[frozenset[bytes], str, bytes, int]]] = {}
        self._by_sign: dict[str, list[int]] = {}
        for number, (word, _) in enumerate(self._words):
            openings = openings_of(word)
            if openings:
                rarest = max(sorted(openings), key=len)
                self._by_opening.setdefault(rarest, []).append(
                    (openings, word, word.encode("utf-8", _ANY), number)
                )
            else:
                sign = _SIGN.search(word)
                self._by_sign.setdefault(sign[0] if sign else "", []).append(number)

    def of(self, vocabulary: Vocabulary) -> list[tuple[str, T]]:
        """Return the words that the text may have, each with what it is looked for, in order.

        Words that no opening tells about are returned where the text has their sign, if they have
        one: to look for all of one here would cost as much as in the few lines that they are for.
        """
        there, folded, found = vocabulary.openings, vocabulary.folded, []
        for sign, numbers in self._by_sign.items():
            if sign in folded:
                found += numbers
        for opening in self._by_opening.keys() & there:
            for openings, word, raw, number in self._by_opening[opening]:
                # A short word that opens one of the text's words need not be looked for.
                if openings <= there and (raw in there or word in folded):
                    found.append(number)
        return [self._words[number] for number in sorted(found)]


class Vocabulary:
    """A text as rules compare it, and the first letters, up to five, of its words.

    The words are bytes of UTF-8: to put bytes through a table and to cut them costs half of what
    it costs with strings, and to fold a text with a single sign beyond ASCII ten times as much.
    ``lowered`` is the text without its case, ``folded`` as rules compare it; where ``aligned``,
    both have a letter for each of its letters. ``others`` are its letters beyond ASCII.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        raw = text.encode("utf-8", _ANY)
        self.others = others = set(raw.translate(None, _ASCII).decode("utf-8", _ANY))
        if len(others) < _MANY:
            folded = raw.lower().decode("utf-8", _ANY)
            for letter in others:
                if letter != letter.casefold():
                    folded = folded.replace(letter, letter.casefold())
        else:
            folded = text.casefold()
        self.lowered, self.folded = folded, plain(folded) if others else folded
        # Nearly always each letter is folded into one, and what is said of places holds for both.
        self.aligned = "\u0307" not in folded and all(len(c.casefold()) == 1 for c in others)
        spaced = self.folded
        for sign in others:
            if sign in _OTHER_SIGNS or sign.isspace():
                spaced = spaced.replace(sign, " ")
        words = spaced.encode("utf-8", _ANY).translate(_SPACES).split()
        self.openings = set(map(_OPENING, words))

    def fold(self, start: int, end: int) -> str:
        """Return what :func:`fold` makes of ``text[start:end]``."""
        if not self.aligned:
            return fold(self._text[start:end])
        folded = self.folded[start:end]
        if "\u00a0" in self.others:
            folded = folded.replace("\u00a0", " ")
        if "  " in folded or "\n" in folded or "\t" in folded:
            folded = " ".join(folded.split())
        return folded
