"""Each distinct word of a text with everything about it that its neighbours do not change.

Most of what a tagger looks at depends on one word alone, and a text repeats its words; so it is
worked out once for each spelling and kept.
"""

from __future__ import annotations

from digest_app.facts.names.lexicon import Lexicon

_TYPES = "POL"
_LONGEST_AFFIX = 4
# Spellings kept before the book is emptied: those of some thirty articles, ten megabytes.
_CAPACITY = 10_000


class Word:
    """A spelling, what is known about it, and its features at each place of the window.

    The features are made when they are first asked for: most words stand far from any name.
    """

    __slots__ = ("_made", "entry", "hints", "is_capital", "kinds", "lower", "shape", "text")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = "&" if len(text) > 1 and text[0] == "&" else text
        self.lower = self.text.lower().replace("’", "'")
        self.shape = shape(self.text)
        self.is_capital = self.shape[0] == "X"
        self.entry = lexicon.entry(self.lower)
        self.kinds = self.entry.kinds
        self.hints = tuple(map(int, self.entry.hints))
        self._made: dict[str, list[str]] = {}

    def hint(self, number: int) -> int:
        """Return the hint of this number (see :class:`.lexicon.Entry`), 0 where none is known."""
        return self.hints[number] if self.hints else 0

    def features(self, place: str) -> list[str]:
        """Return the features for the word here (""), or ``--``, ``-``, ``+``, ``++`` from here."""
        found = self._made.get(place)
        if found is None:
            found = self._made[place] = self._make(place)
        return found

    def _make(self, place: str) -> list[str]:
        entry = self.entry
        features = [f"w={self.lower}", f"s={self.shape}"]
        if entry.cluster:
            features.append(f"c={entry.cluster}")
        if len(place) <= 1:
            features += [f"g={kind}" for kind in entry.kinds]
        if not place:
            return [
                "b",
                *features,
                *_affixes(self.lower, self.shape),
                *_own(self.lower, entry.hints),
            ]
        if len(place) == 1:
            features += _beside(entry.hints[3:6] if place == "-" else entry.hints[6:], entry.hints)
        return [place + feature for feature in features]


def shape(text: str) -> str:
    """Return the outline of a word: ``Xx`` for Paris, ``XX`` for NATO, ``9`` for 1998."""
    first = text[0]
    if first.isdigit():
        return "9"
    if not first.isalpha():
        return "'s" if text[1:] in {"s", "S"} else text if len(text) == 1 else "~"
    if not first.isupper():
        return "x" if text.islower() or text == text.lower() else "xX"
    return _capital_shape(text)


def _capital_shape(text: str) -> str:
    if len(text) == 1:
        return "X1"
    if "." in text:
        return "X." if len(text) == len("W.") else "X.X." if "." in text[:-1] else "Xx."
    if text.isupper():
        return "XX"
    if text[1:].islower():
        return "Xx"
    return "X-X" if "-" in text else "XxX"


class WordBook:
    """Spellings already looked up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words: dict[str, Word] = {}

    def word(self, text: str) -> Word:
        """Return the word with this spelling."""
        found = self._words.get(text)
        if found is None:
            if len(self._words) >= _CAPACITY:
                self._words.clear()
            found = self._words[text] = Word(text, self._lexicon)
        return found


def _own(lower: str, hints: str) -> list[str]:
    """Return what is said only of the word itself."""
    features = ["hyphen"] * ("-" in lower[1:]) + ["apostrophe"] * ("'" in lower[1:])
    if hints:
        features.append(f"h={hints[:3]}")
        features += [f"h{type_}{digit}" for type_, digit in zip(_TYPES, hints, strict=False)]
    return features


def _beside(neighbour: str, own: str) -> list[str]:
    """Return the hints of a word about its neighbour, and about itself, where there are any."""
    features = [f"q{t}{d}" for t, d in zip(_TYPES, neighbour, strict=False) if d != "0"]
    return features + [f"h{t}{d}" for t, d in zip(_TYPES, own, strict=False) if d != "0"]


def _affixes(lower: str, outline: str) -> list[str]:
    if outline[0] not in "Xx" or len(lower) <= 2:  # noqa: PLR2004 - shorter words are their affix
        return []
    features = [f"s1={lower[-1]}"]
    for length in range(2, min(_LONGEST_AFFIX, len(lower) - 1) + 1):
        features += (f"p{length}={lower[:length]}", f"s{length}={lower[-length:]}")
    return features
