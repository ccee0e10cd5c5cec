"""A digest: an ordered choice of articles, as the user arranges it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum


class Use(StrEnum):
    """How much of an article goes into a digest, beside its pinned facts."""

    FULL = "full"
    LEAD = "lead"
    FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a digest; ``article`` is its number in the library, ``note`` is Markdown."""

    article: int
    use: Use = Use.FULL
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A titled run of entries; the first section of a digest may have no title."""

    title: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """Sections in order, with a title and an introduction in Markdown.

    Every method returns a new digest; an article stands in a digest at most once.
    """

    title: str = "Digest"
    intro: str = ""
    sections: tuple[Section, ...] = (Section(),)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in order."""
        return tuple(entry for section in self.sections for entry in section.entries)

    def with_articles(self, articles: tuple[int, ...], *, section: int = -1) -> Digest:
        """Append articles that are not in it yet to a section (the last one by default)."""
        present = {entry.article for entry in self.entries}
        new = tuple(Entry(a) for a in dict.fromkeys(articles) if a not in present)
        sections = list(self.sections or (Section(),))
        sections[section] = replace(sections[section], entries=(*sections[section].entries, *new))
        return replace(self, sections=tuple(sections))

    def without(self, article: int) -> Digest:
        """Take an article out."""
        return self._each(lambda entry: None if entry.article == article else entry)

    def with_entry(self, changed: Entry) -> Digest:
        """Put the changed entry where its article stands."""
        return self._each(lambda entry: changed if entry.article == changed.article else entry)

    def moved(self, article: int, by: int) -> Digest:
        """Move an article one place up (-1) or down (+1), across a section's edge if need be."""
        for index, section in enumerate(self.sections):
            places = [entry.article for entry in section.entries]
            if article in places:
                return self._moved_inside(index, places.index(article), by)
        return self

    def _moved_inside(self, index: int, place: int, by: int) -> Digest:
        entries = list(self.sections[index].entries)
        target = place + by
        if 0 <= target < len(entries):
            entries.insert(target, entries.pop(place))
            return self._with_section(index, tuple(entries))
        if not 0 <= index + by < len(self.sections):
            return self
        entry = entries.pop(place)
        neighbour = self.sections[index + by].entries
        joined = (*neighbour, entry) if by < 0 else (entry, *neighbour)
        left = self._with_section(index, tuple(entries))
        return left._with_section(index + by, joined)  # noqa: SLF001 - another digest, same class

    def _with_section(self, index: int, entries: tuple[Entry, ...]) -> Digest:
        sections = list(self.sections)
        sections[index] = replace(sections[index], entries=entries)
        return replace(self, sections=tuple(sections))

    def _each(self, change: Callable[[Entry], Entry | None]) -> Digest:
        return replace(
            self,
            sections=tuple(
                replace(s, entries=tuple(c for e in s.entries if (c := change(e)) is not None))
                for s in self.sections
            ),
        )
