"""A paragraph as a string of classes, one sign a word, so that patterns can tell who speaks.

Classes: ``Q`` a quotation, ``N`` a name, ``P`` a pronoun, ``V`` said, ``G`` saying, ``B`` say,
``Z`` according, ``z`` thus, ``w`` who, ``t`` that, ``D`` the, ``X`` has, ``R`` also, ``p`` in,
``&`` and, ``C`` another capitalised word, ``J`` another word, ``#`` a number or a day, ``h``
what, ``k`` named, ``S`` itself, ``s`` the possessive, ``.`` the end of a sentence, ``,`` ``:``
``-`` ``(`` ``)`` themselves, ``x`` the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digest_app.facts.names.found import Name
from digest_app.facts.quotes.marks import Quoted
from digest_app.facts.quotes.table import Table
from digest_app.facts.tokens import Token, tokens

_MARKS = {
    ",": ",", ":": ":", ";": ":", "-": "-", "–": "-", "—": "-", "--": "-", "―": "-",
    "...": "-", "…": "-",
    "(": "(", ")": ")", "[": "(", "]": ")", ".": ".", "!": ".", "?": ".", "'s": "s",
    "：": ":", "，": ",", "、": ",", "。": ".", "！": ".", "？": ".", "،": ",", "؛": ":",
    "’s": "s", "'S": "s", "’S": "s", "'": "s", "’": "s",
}  # fmt: skip
_ADVERB_END = "ly"
_SHORTEST_ADVERB = 5
_LEFT_OPEN = frozenset("JV")


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


def units(
    text: str,
    stretch: tuple[int, int],
    names: Sequence[Name],
    quotes: Mapping[int, Quoted],
    table: Table,
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
        _add_words(made, position, left, table)
        if sign == "Q":
            made.quotes[len(made.starts)] = number
        else:
            made.names[len(made.starts)] = outside[number]
        made.add(sign, left, right)
        position = max(position, right)
    _add_words(made, position, end, table)
    return made


def _add_words(made: Units, start: int, end: int, table: Table) -> None:
    """Append the words between two fixed units."""
    before, found = "", tokens(made.text, start, end) if start < end else []
    for number, token in enumerate(found):
        low = token.text.lower()
        if low in table.themselves and _is_claim(made, found[number + 1 : number + 2], table):
            made.signs[-1] = "V"
            made.add("S", *token[1:])
        else:
            sign = _sign(token.text, low, table.words)
            # Whoever issued a statement calling … speaks, and not the statement.
            made.add("B" if sign == "G" and before in table.documents else sign, *token[1:])
        before = low


def _is_claim(made: Units, following: Sequence[Token], table: Table) -> bool:
    """Tell whether somebody says something of themselves: bills itself as."""
    is_like = bool(following) and following[0].text.lower() in table.like
    return is_like and bool(made.signs) and made.signs[-1] in _LEFT_OPEN


def _sign(word: str, low: str, words: Mapping[str, str]) -> str:
    """Return the class of one word, ``low`` in lower case."""
    mark = _MARKS.get(word)
    if mark:
        return mark
    listed = words.get(low)
    if listed:
        return listed
    if word[0].isalpha():
        if word[0].isupper():
            return "C"
        adverb = low.endswith(_ADVERB_END) and len(low) >= _SHORTEST_ADVERB
        return "R" if adverb else "J"
    return "#" if word[0].isdigit() else "x"
