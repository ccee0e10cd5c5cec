"""The numbers of numbered lists in office documents, which keep a list's kind beside its items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

_BULLETS: Final = frozenset({"", "bullet", "none"})
_DIGITS: Final = 6  # no list begins at a longer number


@dataclass(slots=True)
class Numbering:
    """Counts items: ``levels`` says which levels (from 0) of which lists are numbered, from where.

    Source: ECMA-376 part 1, 17.9 (Word) and OpenDocument 1.2, 16.30 (lists).
    """

    levels: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next_item(self, name: str, level: int) -> int:
        """Return the number of a list's next item at a level; 0 where it has a bullet."""
        counts = self._counts.setdefault(name, {})
        for deeper in [known for known in counts if known > level]:
            del counts[deeper]
        first = self.levels.get(name, {}).get(level)
        if first is None:
            return 0
        counts[level] = counts.get(level, first - 1) + 1
        return counts[level]

    def begin(self, name: str, level: int) -> None:
        """Begin a list anew at a level, as OpenDocument does with each list."""
        self._counts.get(name, {}).pop(level, None)


def word_numbering(root: Element | None) -> Numbering:
    """Return what a Word document's numbering part says."""
    if root is None:
        return Numbering()
    abstract = {a.get("w-abstractNumId", ""): _word_levels(a) for a in root.iter("w-abstractNum")}
    return Numbering(
        {
            n.get("w-numId", ""): abstract.get(_of(n, "w-abstractNumId"), {})
            for n in root.iter("w-num")
        }
    )


def _word_levels(abstract: Element) -> dict[int, int]:
    return {
        int(level.get("w-ilvl", "0")): _first(_of(level, "w-start"))
        for level in abstract.iter("w-lvl")
        if _of(level, "w-numFmt") not in _BULLETS and level.get("w-ilvl", "0").isdecimal()
    }


def _of(element: Element, name: str) -> str:
    found = element.find(name)
    return found.get("w-val", "") if found is not None else ""


def _first(stated: str) -> int:
    return int(stated) if stated.isdecimal() and len(stated) <= _DIGITS else 1


def document_numbering(*roots: Element | None) -> Numbering:
    """Return what an OpenDocument text's list styles say."""
    found = (style for root in roots if root is not None for style in root.iter("text-list-style"))
    return Numbering({style.get("style-name", ""): _levels(style) for style in found})


def _levels(style: Element) -> dict[int, int]:
    return {
        int(level.get("text-level", "1")) - 1: _first(level.get("text-start-value", "1"))
        for level in style.iter("text-list-level-style-number")
        if level.get("style-num-format") and level.get("text-level", "1").isdecimal()
    }
