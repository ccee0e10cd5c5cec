"""Where pictures stand on an article's page, and which of them. Plain values without Qt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest_app.domain.block import Inline
from digest_app.domain.figures import BESIDE, CAPTIONS
from digest_app.domain.span import Span
from digest_app.ui.article.page import Passage, Strip


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture on the page, or its words where it cannot be shown.

    ``caption`` are lines that cleaning folded away, shown because their picture is.
    """

    mark: Inline
    caption: tuple[Span, ...] = ()

    @property
    def start(self) -> int:
        """Where in the text the picture stands."""
        return self.mark.start

    @property
    def end(self) -> int:
        """The same place: a picture has no words."""
        return self.mark.start


Part = Passage | Strip | Figure


def with_figures(
    page: Sequence[Passage | Strip], marks: Iterable[Inline], held: Mapping[str, object]
) -> tuple[Part, ...]:
    """Put pictures where they stand: between the blocks, before the words that follow them.

    A picture inside a block or at its end comes after it; one that belongs to folded lines
    other than its own caption is folded with them. ``held`` are those whose captions are shown.
    """
    parts: list[Part] = list(page)
    for mark in marks:
        at = _place(parts, mark.start)
        part = parts[at] if parts else None
        if part is None:
            parts.append(Figure(mark))
        elif isinstance(part, Strip):
            parts[at : at + 1] = _in_strip(mark, part, shows_caption=mark.target in held)
        elif mark.start > part.start:
            parts.insert(_behind(parts, at), Figure(mark))
        else:
            parts.insert(at, Figure(mark))
    return tuple(parts)


def _place(parts: Sequence[Part], start: int) -> int:
    """Return which block a picture stands at: the first that does not end before it."""
    words = [at for at, part in enumerate(parts) if not isinstance(part, Figure)]
    return next((at for at in words if parts[at].end >= start), words[-1] if words else 0)


def _behind(parts: Sequence[Part], at: int) -> int:
    """Return the place behind a block and behind the pictures that follow it already."""
    at += 1
    while at < len(parts) and isinstance(parts[at], Figure):
        at += 1
    return at


def _in_strip(mark: Inline, strip: Strip, *, shows_caption: bool) -> list[Part]:
    """Return folded lines with a picture among them, and the caption right at it unfolded."""
    hidden = strip.hidden
    ends = [one.lines[-1].end for one in hidden]
    first = min(bisect_left(ends, mark.start), len(hidden) - 1)
    if hidden[first].removal.kind not in BESIDE:
        return [strip]
    last = first
    while shows_caption and last < len(hidden) and hidden[last].removal.kind in CAPTIONS:
        last += 1
    caption = tuple(line for one in hidden[first:last] for line in one.lines)
    around = [Strip(part) if part else None for part in (hidden[:first], hidden[last:])]
    parts: list[Part | None] = [around[0], Figure(mark, caption), around[1]]
    return [part for part in parts if part is not None]
