"""Lists as every writer nests them: no item goes deeper than one below the item before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from digest_app.domain.edition import Paragraph


class Row(NamedTuple):
    """An item as it is written: its depth from 0, its number or 0, and whether it goes on.

    ``goes_on`` says that it is a further paragraph of the numbered item before it.
    """

    paragraph: Paragraph
    depth: int
    ordinal: int
    goes_on: bool


def rows(run: Iterable[Paragraph]) -> Iterator[Row]:
    """Yield the items of a run of list items, in order."""
    last: list[int] = []
    for paragraph in run:
        depth = min(len(last), max(0, paragraph.level - 1))
        ordinal = paragraph.ordinal
        goes_on = bool(ordinal) and last[depth : depth + 1] == [ordinal]
        del last[depth:]
        last.append(ordinal)
        yield Row(paragraph, depth, ordinal, goes_on)
