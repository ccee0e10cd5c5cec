"""What is left of a document's blocks while cleaning goes on, and where each letter came from."""

from __future__ import annotations

from typing import NamedTuple

from digest_app.domain.block import BlockKind


class View(NamedTuple):
    """A block as far as it is still there: its remaining stretches of the document's text.

    ``number`` is the block's index; ``parts`` are the stretches, in order, none of them empty;
    ``line`` is what is left of the block as one line.
    """

    number: int
    kind: BlockKind
    parts: tuple[tuple[int, int], ...]
    line: str

    def without(self, start: int, end: int, text: str) -> View:
        """Return the block without one stretch of the text."""
        parts: list[tuple[int, int]] = []
        for one, two in self.parts:
            pieces = ((one, min(two, start)), (max(one, end), two))
            parts += [(a, b) for a, b in pieces if a < b]
        left = "".join([text[a:b] for a, b in parts])
        return View(self.number, self.kind, tuple(parts), as_line(left))


def as_line(words: str) -> str:
    """Return what is left of a block without the white space around it and its line ends."""
    if "\n" in words or words[:1].isspace():
        return " ".join(words.split())
    return words.rstrip()
