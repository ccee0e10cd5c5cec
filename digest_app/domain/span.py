"""Ranges of an article's text, and how kept and removed ranges make up the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` in one article's text.

    Units are Python code points, never bytes or UTF-16 units; Qt counts UTF-16, and the
    conversion happens in ``ui.positions`` and nowhere else.

    Raises:
        ValueError: if the range is empty, negative or reversed.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"a span needs 0 <= start < end, got {self.start}..{self.end}"
            raise ValueError(msg)

    def of(self, text: str) -> str:
        """Return the words this span points at."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Tell whether the other range lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans sorted, with those that touch or overlap joined into one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def gaps(length: int, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return what the spans leave of a text of ``length`` code points, in order."""
    left: list[Span] = []
    position = 0
    for span in union(spans):
        if span.start > position:
            left.append(Span(position, min(span.start, length)))
        position = max(position, span.end)
    if position < length:
        left.append(Span(position, length))
    return tuple(left)
