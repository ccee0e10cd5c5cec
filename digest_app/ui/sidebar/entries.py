"""The sidebar's lines: what each one is called, how many it counts, what it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest_app.app.overview import MOST_TODAY, Overview
from digest_app.domain.listing import Count, View
from digest_app.domain.marks import Place

if TYPE_CHECKING:
    from digest_app.library.labels import SavedSearch


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a list of articles (``view``), a saved search, a digest, or a section's name.

    ``drawing`` names its icon; a label has a dot of its ``colour`` instead. ``count`` is shown
    as it is, empty for nothing.
    """

    name: str
    drawing: str = ""
    view: View | None = None
    search: SavedSearch | None = None
    digest: int | None = None
    colour: str | None = None
    count: str = ""

    @property
    def is_section(self) -> bool:
        """Tell whether the line only names what follows."""
        return self.view is None and self.digest is None and self.search is None

    @property
    def takes_articles(self) -> bool:
        """Tell whether articles can be dropped on it: not on a day, a search or a section."""
        if self.view is None:
            return self.digest is not None
        return bool(self.view.label or self.view.starred or self.view.place)

    @property
    def label(self) -> str:
        """The name of the label that it leads to; empty where it is none."""
        return self.view.label if self.view else ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.name}, {self.count}" if self.count else self.name


def entries_of(told: Overview, today: View) -> tuple[Entry, ...]:
    """Return the sidebar's lines; Inbox counts unread articles, the others all of theirs."""
    return (
        *_places(told, today),
        *_section("Labels", _labels(told)),
        *_section("Saved searches", (Entry(s.name, "search", search=s) for s in told.searches)),
        *_section(
            "Digests", (Entry(d.title or "Digest", "digest", digest=d.id) for d in told.digests)
        ),
    )


def _places(told: Overview, today: View) -> Iterator[Entry]:
    counts = told.counts
    more = "+" if told.today >= MOST_TODAY else ""
    yield Entry("Inbox", "inbox", View(place=Place.INBOX), count=_said(counts.inbox.unread))
    yield Entry("Today", "today", today, count=f"{_said(told.today)}{more}")
    yield Entry("Starred", "star", View(starred=True), count=_said(counts.starred.total))
    yield Entry("Archive", "archive", View(place=Place.ARCHIVE), count=_said(counts.archive.total))
    yield Entry("Trash", "trash", View(place=Place.TRASH), count=_said(counts.trash.total))


def _labels(told: Overview) -> Iterator[Entry]:
    counts = dict(told.counts.labels)
    for name, colour in told.labels:
        count = _said(counts.get(name, Count()).total)
        yield Entry(name, view=View(label=name), colour=colour, count=count)


def _section(name: str, lines: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return a section under its name; nothing where it has no lines."""
    made = tuple(lines)
    return (Entry(name), *made) if made else ()


def _said(count: int) -> str:
    return f"{count:,}" if count else ""
