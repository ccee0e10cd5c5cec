"""Cutting boilerplate words out of the blocks that stay."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Final

from digest_app.cleaning.lines_views import View
from digest_app.cleaning.spans import Found, Spotting, leaves_enough
from digest_app.cleaning.taught import Taught
from digest_app.domain.boilerplate import BoilerplateKind, Removal

_LONGEST_SHOWN: Final = 60
_LEAST_LEFT: Final = 3
_A_SENTENCE: Final = 8


class Cutter:
    """Finds and cuts the words that span rules, built in and taught, point at in one text."""

    def __init__(
        self,
        text: str,
        spotting: Spotting,
        taught: Taught,
        fold: Callable[[int, int], str],
        aligned: str = "",
    ) -> None:
        """``aligned`` is the text folded letter for letter, from who has it so."""
        self._text, self._spotting, self._taught, self._fold = text, spotting, taught, fold
        self._known: dict[tuple[tuple[int, int], ...], list[Found]] = {}
        self._touched: frozenset[int] | None = None
        self._is_taught = bool(taught)
        self._places = spotting.places(aligned) if aligned and not taught else None

    def __bool__(self) -> bool:
        return self._is_taught or bool(self._spotting)

    def touched(self, views: Sequence[View]) -> frozenset[int]:
        """Return the numbers of the views that there is something to cut out of.

        Where there was nothing to cut out in one pass, there is nothing in the next.
        """
        before = self._touched
        asked = views if before is None else [view for view in views if view[0] in before]
        may_have = [view for view in asked if self._may_have(view)]
        self._touched = frozenset([view.number for view in may_have if self._found(view)])
        return self._touched

    def before_judging(self, view: View) -> tuple[View, list[Removal]]:
        """Cut what would make a whole paragraph look like boilerplate.

        A picture's credit is not among it: at the end of a caption it is what tells the caption.
        """
        found = self._found(view)
        if not found:
            return view, []
        found = [f for f in found if f.rule.kind is not BoilerplateKind.PHOTO_CREDIT]
        return self._cut(view, found, _A_SENTENCE)

    def after_judging(self, view: View) -> tuple[View, list[Removal]]:
        """Cut what is left to cut out of a block that stays."""
        found = self._found(view)
        return self._cut(view, found, _LEAST_LEFT) if found else (view, [])

    def _found(self, view: View) -> list[Found]:
        """Return the words to cut; each block is asked about more than once."""
        known = self._known.get(view.parts)
        if known is None:
            known = self._known[view.parts] = self._look(view)
        return known

    def _may_have(self, view: View) -> bool:
        """Tell whether there can be something to cut out; most blocks have no word of any rule."""
        parts = view[2]
        if self._is_taught or len(parts) > 1:
            return True
        start, end = parts[0]
        if self._places is None:
            return self._spotting.may_find(self._text, start, end)
        at = bisect_left(self._places, start)
        is_inside = at < len(self._places) and self._places[at] < end
        return is_inside or self._spotting.may_open(self._text[start:end])

    def _look(self, view: View) -> list[Found]:
        if len(view.parts) == 1 and not self._is_taught:
            return self._find(*view.parts[0])
        found: list[Found] = []
        for start, end in view.parts:
            spans = self._find(start, end)
            if self._is_taught:
                hide, keep = self._taught.spans(self._text, start, end)
                spans = [s for s in spans if not _overlaps(s, (*hide, *keep))] + hide
            found += spans
        found.sort(key=lambda span: span.start)
        return found

    def _find(self, start: int, end: int) -> list[Found]:
        return self._spotting.find(self._text, start, end, self._fold)

    def _cut(self, view: View, found: list[Found], least: int) -> tuple[View, list[Removal]]:
        if not found or not leaves_enough(self._text, view.parts, found, least):
            return view, []
        left: View = view
        removals: list[Removal] = []
        for span in found:
            reason = f"Words inside a paragraph: “{self._shown(span)}”."
            removals.append(Removal(span.start, span.end, span.rule.kind, span.rule.name, reason))
            left = left.without(span.start, span.end, self._text)
        return left, removals

    def _shown(self, span: Found) -> str:
        words = " ".join(self._text[span.start : span.end].split())
        shown = words[:_LONGEST_SHOWN].rsplit(" ", 1)[0]
        return words if len(words) <= _LONGEST_SHOWN else f"{shown} …"


def _overlaps(span: Found, others: Sequence[Found]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
