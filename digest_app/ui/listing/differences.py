"""What is different in a list now; found on the library's thread, applied on the window's.

Places are those of the rows as they were; whoever applies differences goes from the bottom up.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from digest_app.domain.listing import ListRow
from digest_app.ui.listing.source import Source, Trouble

if TYPE_CHECKING:
    from digest_app.library.library import Library

PAGE = 60
#: More rows than these that come back are fetched with the list and not one by one.
_MANY = 1_000
#: So many rows at most go in one run: with 100,000 at once the window stood still for 70 ms.
LONGEST_RUN = 4_000


class Going(NamedTuple):
    """Rows that go, from the first to the last of them."""

    first: int
    last: int


class Coming(NamedTuple):
    """Rows that come in one after the other, the first of them at a place."""

    at: int
    rows: Sequence[ListRow]


class Differences(NamedTuple):
    """Rows that say something else, then what goes and comes, from the bottom up.

    ``is_complete`` says that no row follows the last one.
    """

    changed: Sequence[tuple[int, ListRow]] = ()
    moves: Sequence[Going | Coming] = ()
    is_complete: bool = False
    trouble: Trouble | None = None


class Shown(NamedTuple):
    """The rows that are shown now, and whether none follows the last of them."""

    rows: Sequence[ListRow]
    is_complete: bool


def place_of(rows: Sequence[ListRow], number: int) -> int:
    """Return where an article stands, or would stand, in rows of falling number."""
    return bisect_left(rows, -number, key=_falling)


def _falling(row: ListRow) -> int:
    return -row.id


def between(old: Sequence[ListRow], new: Sequence[ListRow], *, is_complete: bool) -> Differences:
    """Return what turns some rows into others; rows that change places go and come."""
    places = {row.id: at for at, row in enumerate(old)}
    changed: list[tuple[int, ListRow]] = []
    came: list[tuple[int, ListRow]] = []
    stays, last = set(), -1
    for row in new:
        at = places.get(row.id, -1)
        if at <= last:
            came.append((last + 1, row))
            continue
        last = at
        stays.add(at)
        if old[at] != row:
            changed.append((at, row))
    gone = [at for at in range(len(old)) if at not in stays]
    return Differences(changed, moves(gone, came), is_complete)


def renewed(library: Library, source: Source, shown: Shown) -> Differences:
    """Fetch everything that is shown again, and a page more."""
    limit = len(shown.rows) + PAGE
    page = source.page(library, None, limit)
    found = between(shown.rows, page.rows, is_complete=len(page.rows) < limit)
    return found._replace(trouble=page.trouble)


def touched(
    library: Library, source: Source, shown: Shown, numbers: Iterable[Sequence[int]]
) -> Differences:
    """Fetch only those articles again that something was done to: it costs what they cost."""
    rows = shown.rows
    if not rows or source.has_best_first:
        return renewed(library, source, shown)
    last = 0 if shown.is_complete else rows[-1].id
    asked = {number for some in numbers for number in some if number >= last}
    places = {number: place_of(rows, number) for number in asked}
    there = {n for n, at in places.items() if at < len(rows) and rows[at].id == n}
    held = set(source.ids(library, among=asked))
    if len(held - there) > _MANY:
        return renewed(library, source, shown)
    fresh = library.listing.rows(sorted(held, reverse=True))
    changed = [(places[r.id], r) for r in fresh if r.id in there and rows[places[r.id]] != r]
    gone = sorted(places[number] for number in there - held)
    came = [(places[row.id], row) for row in fresh if row.id not in there]
    return Differences(changed, moves(gone, came), shown.is_complete)


def moves(gone: Sequence[int], came: Sequence[tuple[int, ListRow]]) -> list[Going | Coming]:
    """Return rows that go, and rows that come before the one at a place, in runs."""
    together = groupby(came, key=lambda pair: pair[0])
    coming = [Coming(at, [row for _, row in pairs]) for at, pairs in together]
    going = _runs(gone, {come.at for come in coming})
    # At the same place what goes goes first.
    both: list[Going | Coming] = [*coming, *going]
    return sorted(both, key=lambda move: (move[0], isinstance(move, Going)), reverse=True)


def _runs(places: Iterable[int], borders: set[int]) -> list[Going]:
    """Return runs of places that follow each other; a new one begins where something comes."""
    runs: list[Going] = []
    for at in places:
        first, last = runs[-1] if runs else (at, at)
        if last == at - 1 and at not in borders and at - first < LONGEST_RUN:
            runs[-1] = Going(first, at)
        else:
            runs.append(Going(at, at))
    return runs
