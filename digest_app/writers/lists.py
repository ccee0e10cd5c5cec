"""Lists and tables as every writer puts them together, from blocks that follow one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from digest_app.domain.block import BlockKind
from digest_app.domain.edition import Paragraph

_JOINED: Final = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE})


def together(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[BlockKind | None, list[Paragraph]]]:
    """Yield runs of list items and of rows, which make one list and one table; others alone."""
    for kind, run in groupby(paragraphs, lambda p: p.kind if p.kind in _JOINED else None):
        if kind is None:
            yield from ((None, [paragraph]) for paragraph in run)
        else:
            yield kind, list(run)


def table_text(run: Iterable[Paragraph]) -> str:
    """Return the rows of a table, a line each; tabs part their cells."""
    return "\n".join(passage.text for paragraph in run for passage in paragraph.passages)


class Row(NamedTuple):
    """An item as it is written: its depth from 0, its number or 0, and whether it goes on.

    ``goes_on`` says that it is a further paragraph of the numbered item before it.
    """

    paragraph: Paragraph
    depth: int
    ordinal: int
    goes_on: bool


def rows(run: Iterable[Paragraph]) -> Iterator[Row]:
    """Yield the items of a run, in order; none goes deeper than one below the one before it."""
    last: list[int] = []
    for paragraph in run:
        depth = min(len(last), max(0, paragraph.level - 1))
        ordinal = paragraph.ordinal
        goes_on = bool(ordinal) and last[depth : depth + 1] == [ordinal]
        del last[depth:]
        last.append(ordinal)
        yield Row(paragraph, depth, ordinal, goes_on)
