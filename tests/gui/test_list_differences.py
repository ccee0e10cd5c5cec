"""What is different in a list is found beside the window, and the window does only that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtTest import QAbstractItemModelTester

from digest_app.app.searching import every_match
from digest_app.domain.listing import ListRow, View
from digest_app.domain.marks import Place
from digest_app.library.library import Library
from digest_app.ui.listing.differences import (
    LONGEST_RUN,
    Differences,
    Going,
    Shown,
    moves,
    renewed,
    touched,
)
from digest_app.ui.listing.model import PAGE, ArticleRows, Touched
from digest_app.ui.listing.source import Page, Source
from tests.library_making import add_article

MOST_TURNS = 100_000
Numbers = st.sets(st.integers(1, 400), max_size=300)


class Shelf:
    """Stands for a library and for a list of it: rows by falling number, or as they are put."""

    def __init__(self, rows: Iterable[ListRow]) -> None:
        self.rows, self.listing = list(rows), self
        self.has_best_first = False

    def page(self, _library: object, after: ListRow | None, limit: int) -> Page:
        rest = [row for row in self.rows if after is None or row.id < after.id]
        return Page(rest[:limit])

    def ids(self, _library: object, among: Iterable[int]) -> list[int]:
        asked = set(among)
        return [row.id for row in self.rows if row.id in asked]

    # What the library's listing does, asked by differences.touched.

    def all_of(self, ids: Sequence[int]) -> list[ListRow]:
        known = {row.id: row for row in self.rows}
        return [known[number] for number in ids]


class Lister:
    """A model over a shelf; ``asked`` are the articles that were fetched one by one."""

    def __init__(self, rows: Iterable[ListRow]) -> None:
        self.shelf, self._last, self.turn = Shelf(rows), 0, 0
        self.model = ArticleRows(self._fetch, self._compare)
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )

    def _fetch(
        self, after: ListRow | None, limit: int, answer: Callable[[Sequence[ListRow]], None]
    ) -> None:
        self._later(lambda: answer(self.shelf.page(None, after, limit).rows))

    def _compare(
        self, shown: Shown, numbers: Touched | None, answer: Callable[[Differences], None]
    ) -> None:
        library, source = cast("Library", _Listed(self.shelf)), cast("Source", self.shelf)
        if numbers is None:
            self._later(lambda: answer(renewed(library, source, shown)))
        else:
            self._later(lambda: answer(touched(library, source, shown, numbers)))

    def _later(self, answer: Callable[[], None]) -> None:
        """Answer in another turn; a newer question makes the answer to an older one void."""
        self._last += 1
        number = self._last
        QTimer.singleShot(0, lambda: answer() if number == self._last else None)

    def fetch(self, pages: int = 99) -> list[ListRow]:
        """Fetch the first page, and so many more as far as there are any."""
        self.model.restart()
        while self.shown and self.model.canFetchMore() and (pages := pages - 1) > 0:
            self.model.fetchMore()
        return self.shown

    @property
    def shown(self) -> list[ListRow]:
        """The rows once nothing is under way."""
        self.until(lambda: self.model.is_settled)
        return list(self.model.rows)

    def until(self, is_so: Callable[[], bool]) -> None:
        """Take turns of the event loop until something is so; it must be within so many."""
        for _ in range(MOST_TURNS):
            if is_so():
                return
            self.turn += 1
            QCoreApplication.processEvents()
        pytest.fail("the list did not settle")

    def close(self) -> None:
        self.tester.deleteLater()


class _Listed:
    """The part of a library that gives rows by their numbers."""

    def __init__(self, shelf: Shelf) -> None:
        self.listing = self
        self.rows = shelf.all_of


def row(number: int, *, starred: bool = False) -> ListRow:
    added = "2026-11-22T09:00:00Z"
    return ListRow(number, f"Story {number}", "", "", added, "", 9, False, starred, Place.INBOX)


def falling(numbers: Iterable[int], starred: Iterable[int] = ()) -> list[ListRow]:
    stars = set(starred)
    return [row(number, starred=number in stars) for number in sorted(numbers, reverse=True)]


@pytest.mark.usefixtures("qapp")
@given(Numbers, Numbers, Numbers, st.integers(1, 6))
def test_fetching_what_was_touched_comes_to_the_same_as_fetching_everything(
    before: set[int], after: set[int], stars: set[int], pages: int
) -> None:
    lister = Lister(falling(before))
    had = lister.fetch(pages)
    lowest = had[-1].id if lister.model.canFetchMore() else 0

    lister.shelf.rows = falling(after, stars)
    lister.model.refresh_touched(tuple(before ^ after))
    lister.model.refresh_touched(tuple(stars))

    now = lister.shown
    assert now == lister.shelf.rows[: len(now)]
    assert len(now) == len(after) or lister.model.canFetchMore()
    assert len(now) >= sum(number >= lowest for number in after) or len(now) >= len(had)
    lister.close()


@pytest.mark.usefixtures("qapp")
@given(Numbers.map(sorted), st.randoms(use_true_random=False))
def test_a_list_in_any_order_becomes_the_one_that_is_there_now(
    numbers: list[int], chance: object
) -> None:
    lister = Lister(falling(numbers))
    lister.fetch(1)

    rows = falling(set(numbers[: PAGE // 2]) | {401, 402})
    chance.shuffle(rows)  # type: ignore[attr-defined]
    lister.shelf.rows = rows
    lister.model.refresh()

    assert lister.shown == rows[: len(lister.shown)]
    lister.close()


@pytest.mark.usefixtures("qapp")
def test_one_article_that_was_touched_is_all_that_is_fetched_and_told() -> None:
    lister = Lister(falling(range(1, 20 * PAGE)))
    lister.fetch()
    told: list[tuple[int, int]] = []
    lister.model.dataChanged.connect(lambda top, end, _roles: told.append((top.row(), end.row())))
    fetched: list[int] = []
    lister.shelf.all_of = lambda ids: fetched.extend(ids) or [row(n, starred=True) for n in ids]  # type: ignore[method-assign]

    lister.model.refresh_touched([7 * PAGE])

    place = lister.model.row_of(7 * PAGE)
    assert lister.shown[place].starred
    assert fetched == [7 * PAGE]
    assert told == [(place, place)]
    lister.close()


@pytest.mark.usefixtures("qapp")
def test_a_great_change_leaves_the_window_its_turns() -> None:
    numbers = range(1, 6 * PAGE)
    lister = Lister(falling(numbers))
    lister.fetch()

    lister.shelf.rows = falling(n for n in numbers if n % 2)
    turns: list[int] = []
    lister.model.rowsRemoved.connect(lambda: turns.append(lister.turn))
    lister.model.refresh_touched(numbers)

    assert lister.shown == lister.shelf.rows
    assert len(set(turns)) > 1
    lister.close()


def test_rows_go_from_the_bottom_up_and_not_too_many_at_a_time() -> None:
    made = moves(range(2 * LONGEST_RUN + 9), ())
    going = [run for run in made if isinstance(run, Going)]

    assert len(going) == len(made)
    assert all(run.last - run.first < LONGEST_RUN for run in going)
    assert [n for run in going[::-1] for n in range(run.first, run.last + 1)] == list(
        range(2 * LONGEST_RUN + 9)
    )


@pytest.mark.usefixtures("qapp")
def test_another_list_is_shown_whole_though_the_one_before_was_still_changing() -> None:
    lister = Lister(falling(range(1, 6 * PAGE)))
    lister.fetch()
    lister.shelf.rows = falling(range(1, 6 * PAGE, 2))
    lister.model.refresh()
    lister.until(lambda: len(lister.model.rows) < 6 * PAGE - 1)

    lister.shelf.rows = falling([5, 9])
    lister.model.restart()

    assert lister.shown == lister.shelf.rows
    lister.close()


@pytest.mark.parametrize("words", ["", "news", "is:starred"])
def test_a_list_says_which_of_some_articles_it_holds(tmp_path: Path, words: str) -> None:
    with Library.open(tmp_path) as library:
        numbers = [add_article(library, f"News {n}.") for n in range(6)]
        library.marks.set_starred(numbers[:4])
        library.marks.move(numbers[3:], Place.ARCHIVE)
        source = Source(View(place=Place.INBOX), words)
        some = [numbers[0], numbers[3], numbers[5], 99]

        held = source.ids(library, among=some)

        assert held == tuple(n for n in source.ids(library) if n in some)
        assert numbers[0] in held
        assert every_match(library, "news", among=()) == ()
