"""What is left of a document's blocks while cleaning goes on, and where each letter came from."""

from __future__ import annotations

from typing import NamedTuple

from digest_app.domain.block import BlockKind


class View(NamedTuple):
    """A block as far as it is still there: its remaining stretches of the document's text.

    ``number`` is the block's index; ``parts`` are the stretches, in order, none of them empty.
    """

    number: int
    kind: BlockKind
    parts: tuple[tuple[int, int], ...]

    def words(self, text: str) -> str:
        """Return what is left of the block as one line."""
        (start, end), *more = self.parts
        line = text[start:end] if not more else "".join(text[s:e] for s, e in self.parts)
        return " ".join(line.split()) if "\n" in line or line[:1].isspace() else line.rstrip()

    def without(self, start: int, end: int) -> View:
        """Return the block without one stretch of the text."""
        parts: list[tuple[int, int]] = []
        for one, two in self.parts:
            pieces = ((one, min(two, start)), (max(one, end), two))
            parts += [(a, b) for a, b in pieces if a < b]
        return self._replace(parts=tuple(parts))
