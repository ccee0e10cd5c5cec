"""Which words a text has at all: most rules can be ruled out for a whole text at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from digest_app.domain.compiled import compiled

T = TypeVar("T")

_LEAST_LETTERS: Final = 3
_LETTERS: Final = 5
_ASCII: Final = bytes(range(128))
# What parts words; white space is among it, also what strings take for it and bytes do not.
PARTING: Final = b".,:;!?()[]\"'/|@&#*- \t\n\r\v\f\x1c\x1d\x1e\x1f"
OTHER_SIGNS: Final = frozenset("“”‘•·–—»«©")
_SPACES: Final = bytes.maketrans(PARTING, b" " * len(PARTING))
_ANY: Final = "surrogatepass"
_MANY: Final = 100
_WORD: Final = re.compile(r"\w+")
_SIGN: Final = re.compile(r"[^\w\s'’]")
_OPENING: Final = itemgetter(slice(_LETTERS))

if TYPE_CHECKING:
    from digest_app.cleaning import compiled_rules_words as _compiled
else:  # asks for the tables above
    _compiled = compiled("digest_app.cleaning.compiled_rules_words")


def _fold(text: str) -> str:
    """Return the text as rules compare it: no case, plain apostrophes, single spaces."""
    folded = text.casefold()
    if not folded.isascii():
        folded = plain(folded).replace("\u00a0", " ")
    if "  " in folded or "\n" in folded or "\t" in folded:
        folded = " ".join(folded.split())
    return folded


fold: Final[Callable[[str], str]] = _compiled.fold if _compiled else _fold


def plain(folded: str) -> str:
    """Return the folded text with plain apostrophes, and with the i of Turkish capitals."""
    return folded.replace("’", "'").replace("i\u0307", "i")


@lru_cache(maxsize=8192)
def openings_of(words: str) -> frozenset[bytes]:
    """Return the first letters of the words in them, as a :class:`Vocabulary` has them.

    Words of one or two letters are left out, they stand inside others; and scripts without
    spaces have no openings to look up.
    """
    found = (word for word in _WORD.findall(words) if len(word) >= _LEAST_LETTERS)
    return frozenset(word[:_LETTERS].encode() for word in found if word.isascii())


class Needles(Generic[T]):
    """Words to look for in a text, each with what it is looked for; found a text at a time.

    ``compiled`` is the compiled form of it, where there is one.
    """

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
        made = _compiled.Needles if _compiled else None
        self.compiled = made(self._words, self._by_opening, self._by_sign) if made else None
        if self.compiled:  # it has its own of these, and there is a matcher for each language
            self._by_opening, self._by_sign = {}, {}

    def of(self, vocabulary: Vocabulary, asked: str | None = None) -> list[tuple[str, T]]:
        """Return the words that the text may have, each with what it is looked for, in order.

        Words that no opening tells about are returned where the text has their sign, if they have
        one: to look for all of one here would cost as much as in the few lines that they are for.
        ``asked`` are the lines to be asked about, folded, from who asks about few of the text's:
        then only words that stand in one of them are returned.
        """
        if self.compiled and vocabulary.compiled:
            return self.compiled.of(vocabulary.compiled, asked)
        found = sorted(self._numbers(vocabulary.openings, vocabulary.folded))
        words = [self._words[number] for number in found]
        return words if asked is None else [word for word in words if word[0] in asked]

    def _numbers(self, there: AbstractSet[bytes], folded: str) -> list[int]:
        """Return the numbers of the words that a text of these openings may have."""
        found = []
        for sign, numbers in self._by_sign.items():
            if sign in folded:
                found += numbers
        for opening in self._by_opening.keys() & there:
            for openings, word, raw, number in self._by_opening[opening]:
                # A short word that opens one of the text's words need not be looked for.
                if openings <= there and (raw in there or word in folded):
                    found.append(number)
        return found


class Sought:
    """A few words, folded, of which one has to stand in a stretch of text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._compiled = _compiled.Sought(self._words) if _compiled else None

    def stand_in(self, text: str, start: int, end: int) -> bool:
        """Tell whether one of the words stands in ``text[start:end]``, folded."""
        if self._compiled:
            return self._compiled.stand_in(text, start, end)
        folded = fold(text[start:end])
        return any(word in folded for word in self._words)


class Vocabulary:
    """A text as rules compare it, and the first letters, up to five, of its words.

    ``compiled`` is the compiled form of it, where there is one. Without it the words are bytes of
    UTF-8: to put bytes through a table and to cut them costs half of what it costs with strings,
    and to fold a text with a single sign beyond ASCII ten times as much.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.compiled = _compiled.Words(text) if _compiled else None

    @cached_property
    def others(self) -> set[str]:
        """Its letters beyond ASCII."""
        raw = self._text.encode("utf-8", _ANY)
        return set(raw.translate(None, _ASCII).decode("utf-8", _ANY))

    @cached_property
    def lowered(self) -> str:
        """The text without its case."""
        if self._text.isascii() or len(self.others) >= _MANY:
            return self._text.casefold()
        folded = self._text.encode("utf-8", _ANY).lower().decode("utf-8", _ANY)
        for letter in self.others:
            if letter != letter.casefold():
                folded = folded.replace(letter, letter.casefold())
        return folded

    @cached_property
    def folded(self) -> str:
        """The text as rules compare it, its spaces untouched."""
        if self.compiled:
            return self.compiled.folded
        return plain(self.lowered) if self.others else self.lowered

    @cached_property
    def aligned(self) -> bool:
        """Whether ``lowered`` and ``folded`` have a letter for each of the text's letters.

        That is nearly always so, and then what is said of places holds for all three.
        """
        if self.compiled:
            return self.compiled.aligned
        return "\u0307" not in self.lowered and all(len(c.casefold()) == 1 for c in self.others)

    @cached_property
    def openings(self) -> AbstractSet[bytes]:
        """The first letters of its words."""
        if self.compiled:
            return self.compiled.openings
        spaced = self.folded
        for sign in self.others:
            if sign in OTHER_SIGNS or sign.isspace():
                spaced = spaced.replace(sign, " ")
        return set(map(_OPENING, spaced.encode("utf-8", _ANY).translate(_SPACES).split()))

    def fold(self, start: int, end: int) -> str:
        """Return what :func:`fold` makes of ``text[start:end]``."""
        if not self.aligned:
            return fold(self._text[start:end])
        folded = self.folded[start:end]
        if "\u00a0" in folded:
            folded = folded.replace("\u00a0", " ")
        if "  " in folded or "\n" in folded or "\t" in folded:
            folded = " ".join(folded.split())
        return folded
