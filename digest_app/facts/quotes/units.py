"""A paragraph as a string of classes, one sign a word, so that patterns can tell who speaks.

Classes: ``Q`` a quotation, ``N`` a name, ``P`` a pronoun, ``V`` said, ``G`` saying, ``B`` say,
``Z`` according, ``w`` who, ``t`` that, ``D`` the, ``X`` has, ``R`` also, ``p`` in, ``&`` and,
``C`` another capitalised word, ``J`` another word, ``#`` a number or a day, ``s`` the
possessive, ``.`` the end of a sentence, ``,`` ``:`` ``-`` ``(`` ``)`` themselves, ``x`` the rest.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from digest_app.assets import resource
from digest_app.facts.names.found import Name
from digest_app.facts.quotes.marks import Quoted
from digest_app.facts.tokens import tokens

_SIGNS = {
    "said": "V", "saying": "G", "say": "B", "according": "Z", "pronoun": "P", "relative": "w",
    "that": "t", "determiner": "D", "auxiliary": "X", "adverb": "R", "preposition": "p",
    "conjunction": "&", "time": "#",
}  # fmt: skip
_MARKS = {
    ",": ",", ":": ":", ";": ":", "-": "-", "–": "-", "—": "-", "--": "-", "―": "-",
    "...": "-", "…": "-",
    "(": "(", ")": ")", "[": "(", "]": ")", ".": ".", "!": ".", "?": ".", "'s": "s",
    "’s": "s", "'S": "s", "’S": "s", "'": "s", "’": "s",
}  # fmt: skip
_ADVERB_END = "ly"
_SHORTEST_ADVERB = 5
FALLBACK = "en"
_UNSPACED = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my"})


@dataclass(slots=True)
class Units:
    """The units of one paragraph: ``classes[i]`` stands for ``text[starts[i]:ends[i]]``.

    ``names`` and ``quotes`` say which name or quotation a unit is, by its number.
    """

    text: str
    signs: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    names: dict[int, Name] = field(default_factory=dict)
    quotes: dict[int, int] = field(default_factory=dict)

    @property
    def classes(self) -> str:
        """The units' signs as one string."""
        return "".join(self.signs)

    def add(self, sign: str, start: int, end: int) -> None:
        """Append a unit."""
        self.signs.append(sign)
        self.starts.append(start)
        self.ends.append(end)


@cache
def classes(language: str) -> Mapping[str, str]:
    """Return the class of each word in the language's table, or in the English one.

    It is empty for a language that parts no words: who speaks cannot be told there.
    """
    code = language.lower().partition("-")[0]
    if code in _UNSPACED:
        return {}
    path = resource(f"quotes/{code}.toml")
    with (path if path.exists() else resource(f"quotes/{FALLBACK}.toml")).open("rb") as file:
        table = tomllib.load(file)["classes"]
    return {word: _SIGNS[name] for name, words in table.items() for word in words.split()}


def units(
    text: str,
    stretch: tuple[int, int],
    names: Sequence[Name],
    quotes: Mapping[int, Quoted],
    words: Mapping[str, str],
) -> Units:
    """Cut a paragraph into units; a name is one, and so is a quotation with its marks.

    ``quotes`` maps the numbers of the paragraph's quotations to them.
    """
    made = Units(text)
    start, end = stretch
    fixed = [(q.outer_start, q.outer_end, "Q", number) for number, q in quotes.items()]
    outside = [n for n in names if not any(a < n.end and n.start < b for a, b, _, _ in fixed)]
    fixed += [(n.start, n.end, "N", i) for i, n in enumerate(outside)]
    position = start
    for left, right, sign, number in sorted(fixed):
        _add_words(made, position, left, words)
        if sign == "Q":
            made.quotes[len(made.starts)] = number
        else:
            made.names[len(made.starts)] = outside[number]
        made.add(sign, left, right)
        position = max(position, right)
    _add_words(made, position, end, words)
    return made


def _add_words(made: Units, start: int, end: int, words: Mapping[str, str]) -> None:
    """Append the words between two fixed units."""
    for token in tokens(made.text, start, end) if start < end else ():
        made.add(_sign(token.text, words), token.start, token.end)


def _sign(word: str, words: Mapping[str, str]) -> str:
    """Return the class of one word."""
    mark = _MARKS.get(word)
    if mark:
        return mark
    low = word.lower()
    listed = words.get(low)
    if listed:
        return listed
    if word[0].isalpha():
        if word[0].isupper():
            return "C"
        adverb = low.endswith(_ADVERB_END) and len(low) >= _SHORTEST_ADVERB
        return "R" if adverb else "J"
    return "#" if word[0].isdigit() else "x"
