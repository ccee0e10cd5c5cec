"""Where the list's rows come from, and which articles are chosen; used on the library's thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from digest_app.domain.listing import ListRow, View
from digest_app.domain.marks import Place

if TYPE_CHECKING:
    from digest_app.library.library import Library

INBOX = View(place=Place.INBOX)
BEST = 200
"""So many articles a search shows that has the best matches first; there is no second page."""


class Trouble(NamedTuple):
    """Why a search was not understood, and where: ``[start, end)`` in its code points."""

    sentence: str
    start: int
    end: int


class Page(NamedTuple):
    """Rows that were asked for, and why there are none where a search was not understood."""

    rows: Sequence[ListRow]
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What the list holds: a view, or what a search finds in the whole library."""

    view: View = INBOX
    words: str = ""
    best_first: bool = False

    @property
    def has_best_first(self) -> bool:
        """Tell whether the best matches come first, and not the newest articles."""
        return bool(self.words and self.best_first)

    def page(self, library: Library, after: ListRow | None, limit: int) -> Page:
        """Return the rows that follow one, the first ones without it."""
        if not self.words:
            return Page(library.listing.page(self.view, after=after, limit=limit))
        from digest_app.domain.query_text import QueryError  # noqa: PLC0415 - only for a search

        try:
            return Page(self._found(library, after, limit))
        except QueryError as told:
            return Page((), Trouble(told.sentence, told.start, told.end))

    def _found(self, library: Library, after: ListRow | None, limit: int) -> Sequence[ListRow]:
        from digest_app.app import searching  # noqa: PLC0415 - only for a search

        if not self.best_first:
            return searching.find(library, self.words, typing=True, after=after, limit=limit).rows
        if after is not None:
            return ()
        return searching.find(library, self.words, typing=True, ranked=True, limit=BEST).rows

    def ids(self, library: Library, among: Iterable[int] | None = None) -> tuple[int, ...]:
        """Return the numbers of all articles that it holds; none for what is not understood.

        ``among`` asks only which of some articles it holds.
        """
        if not self.words:
            return library.listing.ids(self.view, among=among)
        from digest_app.app import searching  # noqa: PLC0415 - only for a search

        try:
            return searching.every_match(library, self.words, typing=True, among=among)
        except searching.QueryError:
            return ()


class Everything:
    """All articles that a source held when this was first asked for, be they rows or not.

    The numbers never leave the library's thread but for their count.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._ids: tuple[int, ...] | None = None

    def ids(self, library: Library) -> tuple[int, ...]:
        """Return the numbers; what comes in later is not among them."""
        if self._ids is None:
            self._ids = self._source.ids(library)
        return self._ids

    @property
    def count(self) -> int | None:
        """How many there are, None as long as nobody has asked."""
        return None if self._ids is None else len(self._ids)


@dataclass(frozen=True, slots=True)
class Choice:
    """The articles that are chosen: some rows, or everything ``without`` some."""

    rows: tuple[ListRow, ...] = ()
    everything: Everything | None = None
    without: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.rows) or self.everything is not None

    @property
    def count(self) -> int | None:
        """How many articles are chosen; None as long as that is not known."""
        if self.everything is None:
            return len(self.rows)
        count = self.everything.count
        return None if count is None else max(count - len(self.without), 0)

    @property
    def single(self) -> int | None:
        """The number of the one article that is chosen; None for none and for several."""
        return self.rows[0].id if len(self.rows) == 1 and self.everything is None else None

    def ids(self, library: Library) -> tuple[int, ...]:
        """Return the numbers of the articles that are chosen."""
        if self.everything is None:
            return tuple(row.id for row in self.rows)
        return tuple(n for n in self.everything.ids(library) if n not in self.without)
