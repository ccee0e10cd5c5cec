"""What is left of a document's blocks while cleaning goes on, and where each letter came from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from digest_app.domain.block import Block, BlockKind
from digest_app.domain.compiled import compiled


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


def views_of(text: str, blocks: tuple[Block, ...], numbers: Iterable[int]) -> list[View]:
    """Return the blocks of these numbers, as far as there is a word in them."""
    return (_QUICK.views_of if _QUICK else plain_views)(text, blocks, numbers)


def plain_views(text: str, blocks: tuple[Block, ...], numbers: Iterable[int]) -> list[View]:
    """Return what :func:`views_of` returns, without its compiled form."""
    views = []
    for i in numbers:
        start, end, kind = blocks[i][:3]
        line = as_line(text[start:end])
        if line:
            views.append(View(i, kind, ((start, end),), line))
    return views


_QUICK: Final = compiled("digest_app.cleaning.compiled_lines_views")  # it takes what stands above
