"""A match of a shape in a text, and what it turns out to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from digest_app.domain.fact import FactType, Part
from digest_app.facts.grammar.lexicon import SIGN
from digest_app.facts.grammar.lexing import Lexed

_NAMES = {sign: name for name, sign in SIGN.items()}


class Found(NamedTuple):
    """A number or a date in the text; ``note`` says why its value stays open, if it does."""

    type: FactType
    start: int
    end: int
    value: str = ""
    note: str = ""
    parts: tuple[Part, ...] = ()


class Item(NamedTuple):
    """One piece of a phrase: its class's name, its word in lower case, its place in the text."""

    at: int
    kind: str
    word: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """The pieces ``first`` to ``last`` (exclusive) of a text, which match the named shape."""

    lexed: Lexed
    first: int
    last: int
    shape: str

    @property
    def start(self) -> int:
        """Where the phrase begins in the text."""
        return self.lexed.starts[self.first]

    @property
    def end(self) -> int:
        """Where the phrase ends in the text."""
        return self.lexed.ends[self.last - 1]

    def items(self) -> Iterator[Item]:
        """Yield the pieces in order."""
        for i in range(self.first, self.last):
            yield Item(i, _NAMES[self.lexed.classes[i]], self.lexed.word(i))

    def of(self, *kinds: str) -> list[Item]:
        """Return the pieces of these classes."""
        return [item for item in self.items() if item.kind in kinds]

    def has(self, kind: str) -> bool:
        """Tell whether a piece of the class is there."""
        return SIGN[kind] in self.lexed.classes[self.first : self.last]

    def value(self, item: Item) -> Any:
        """Return what the piece is worth in its class."""
        return self.lexed.value(item.at)

    def kind_at(self, index: int) -> str:
        """Return the class of any piece of the text; ``break`` outside it."""
        inside = 0 <= index < len(self.lexed.classes)
        return _NAMES[self.lexed.classes[index]] if inside else "break"
