"""The one place where our code points meet Qt's UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """Translates positions of one text between code points and UTF-16 units.

    Both ways cost one look-up in the sorted places of the characters that take two units.
    """

    def __init__(self, text: str) -> None:
        self._points = [m.start() for m in _ASTRAL.finditer(text)]
        self._units = [point + before for before, point in enumerate(self._points)]

    def of(self, point: int) -> int:
        """Return how many UTF-16 units stand before the code point ``point``."""
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int:
        """Return the code point at ``unit``; the middle of a pair belongs to its character."""
        return unit - bisect_left(self._units, unit)


class Run(NamedTuple):
    """A stretch of the article's text, ``[start, end)`` in code points, shown at ``place``.

    ``place`` is a position of the shown document, in UTF-16 units.
    """

    start: int
    end: int
    place: int


class Shown:
    """Where each stretch of an article's text stands in a document, and what stands where.

    A document shows less than the text (removals are folded) and more (titles, chips); only
    what lies in a run has a position in both. Runs are in reading order in both worlds.
    """

    def __init__(self, text: str, runs: Sequence[Run]) -> None:
        self._units = Units(text)
        self._runs = tuple(runs)
        self._starts = [run.start for run in self._runs]
        self._places = [run.place for run in self._runs]

    def place(self, point: int) -> int | None:
        """Return where the character ``point`` is shown, or None where it is folded away."""
        at = bisect_right(self._starts, point) - 1
        if at < 0 or point >= self._runs[at].end:
            return None
        run = self._runs[at]
        return run.place + self._units.of(point) - self._units.of(run.start)

    def places(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return the shown stretches of ``[start, end)``, one for each run it touches."""
        found: list[tuple[int, int]] = []
        for run in self._runs[max(0, bisect_right(self._starts, start) - 1) :]:
            if run.start >= end:
                break
            first, last = max(run.start, start), min(run.end, end)
            if first < last:
                offset = run.place - self._units.of(run.start)
                found.append((offset + self._units.of(first), offset + self._units.of(last)))
        return tuple(found)

    def point(self, place: int) -> int | None:
        """Return the character shown at ``place``, or None where no article text stands."""
        at = bisect_right(self._places, place) - 1
        if at < 0:
            return None
        run = self._runs[at]
        point = self._units.point(self._units.of(run.start) + place - run.place)
        return point if point < run.end else None

    def following(self, place: int) -> int | None:
        """Return the first character of the article shown at or after ``place``."""
        point = self.point(place)
        if point is not None:
            return point
        at = bisect_left(self._places, place)
        return self._runs[at].start if at < len(self._runs) else None

    def covered(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the article's range shown between two places, or None where there is none."""
        start = self.following(first)
        runs = [run for run in self._runs if run.place < last]
        if start is None or not runs:
            return None
        run = runs[-1]
        end = min(run.end, self._units.point(self._units.of(run.start) + last - run.place))
        return (start, end) if start < end else None
