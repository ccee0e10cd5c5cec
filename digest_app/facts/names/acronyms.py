"""Short forms that a text explains: "Kosovo Liberation Army (KLA)", "language models (LM)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest_app.facts.names.runs import JOINERS
from digest_app.facts.names.words import Word

_SHORTEST = 2


class Explained(NamedTuple):
    """A short form, and the words ``[start, end)`` of its sentence that it stands for."""

    short: str
    start: int
    end: int


def explained(words: Sequence[Word]) -> Iterator[Explained]:
    """Yield the short forms in brackets whose letters begin the words before the bracket."""
    for bracket in range(1, len(words) - 2):
        if words[bracket].text != "(" or words[bracket + 2].text != ")":
            continue
        short = words[bracket + 1].text.removesuffix("s")
        if short.isupper() and len(short) >= _SHORTEST:
            start = _start(words, bracket, short.lower())
            if start is not None:
                yield Explained(short.lower(), start, bracket)


def is_plain(words: Sequence[Word], form: Explained) -> bool:
    """Tell whether a short form stands for common words, and so is no name."""
    return not any(word.is_capital for word in words[form.start + 1 : form.end])


def _start(words: Sequence[Word], end: int, letters: str) -> int | None:
    """Return where words that begin with these letters and stop at ``end`` begin."""
    position = end
    for letter in reversed(letters):
        position -= 1
        while (
            position > 0 and words[position].lower in JOINERS and words[position].lower[0] != letter
        ):
            position -= 1
        if position < 0 or words[position].lower[0] != letter:
            return None
    return position
