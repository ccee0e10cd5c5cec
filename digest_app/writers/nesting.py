"""Marked ranges of a passage as a tree, so that every writer nests its marks properly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from digest_app.domain.block import Inline, InlineKind


class Marked(NamedTuple):
    """A marked stretch; its children are plain strings and marked stretches, in order."""

    kind: InlineKind
    target: str
    children: tuple[Marked | str, ...]


def nest(text: str, inlines: Iterable[Inline]) -> tuple[Marked | str, ...]:
    """Return the text as a tree of its marks.

    A mark that reaches out of the one around it is cut at that one's end: markup has no
    crossing ranges.
    """
    inside = (i for i in inlines if 0 <= i.start <= i.end <= len(text))
    ordered = sorted(inside, key=lambda i: (i.start, -i.end))
    return _nest(text, 0, len(text), ordered)


def _nest(text: str, start: int, end: int, inlines: Sequence[Inline]) -> tuple[Marked | str, ...]:
    children: list[Marked | str] = []
    position = start
    rest = list(inlines)
    while rest:
        first = rest.pop(0)
        if first.start < position:
            continue
        stop = min(first.end, end)
        if first.start > position:
            children.append(text[position : first.start])
        inner = [i for i in rest if first.start <= i.start < stop]
        rest = [i for i in rest if i.start >= stop]
        children.append(Marked(first.kind, first.target, _nest(text, first.start, stop, inner)))
        position = stop
    if position < end:
        children.append(text[position:end])
    return tuple(children)
