"""The list: fetched page by page, still while it changes, drawn in lines that fit."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from digest_app.domain.listing import ListRow
from digest_app.domain.marks import Place
from digest_app.ui.garbage import ROWS, RestingRows
from digest_app.ui.listing.cutting import wrapped
from digest_app.ui.listing.delegate import RowDelegate, in_full
from digest_app.ui.listing.model import PAGE, ArticleRows
from digest_app.ui.listing.view import ArticleList
from digest_app.ui.theme.look import Look
from digest_app.ui.wording import day, length, since

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def row(number: int, *, read: bool = False, title: str = "") -> ListRow:
    added = "2026-11-22T09:00:00Z"
    name = title or f"Story {number}"
    return ListRow(number, name, "The Quay", "", added, "Lead.", 460, read, False, Place.INBOX)


class Source:
    """Rows by falling number, as the library has them."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.rows = [row(number) for number in sorted(numbers, reverse=True)]
        self.asked: list[int] = []

    def fetch(
        self, after: ListRow | None, limit: int, answer: Callable[[Sequence[ListRow]], None]
    ) -> None:
        self.asked.append(limit)
        rest = [r for r in self.rows if after is None or r.id < after.id]
        answer(rest[:limit])


def shown(rows: ArticleRows) -> list[int]:
    return [r.id for r in rows.rows]


def test_pages_are_fetched_as_they_are_asked_for(qtbot: QtBot) -> None:
    rows = ArticleRows(Source(range(1, PAGE + 11)).fetch)

    rows.restart()
    first = rows.rowCount()
    rows.fetchMore()

    assert first == PAGE
    assert shown(rows) == list(range(PAGE + 10, 0, -1))
    assert not rows.canFetchMore()


def test_fetched_rows_are_taken_out_of_the_collector_s_sight(qtbot: QtBot) -> None:
    rows = ArticleRows(Source(range(1, ROWS + PAGE)).fetch)
    RestingRows(rows)
    gc.unfreeze()
    rows.restart()

    before = gc.get_freeze_count()
    while rows.canFetchMore():
        rows.fetchMore()
    after = gc.get_freeze_count()
    gc.unfreeze()

    assert before == 0
    assert after >= ROWS


@given(st.sets(st.integers(1, 40)), st.sets(st.integers(1, 40)))
def test_a_refresh_shows_what_the_library_has_now(before: set[int], after: set[int]) -> None:
    source = Source(sorted(before))
    rows = ArticleRows(source.fetch)
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.restart()

    source.rows = Source(sorted(after)).rows
    rows.refresh()

    assert shown(rows) == sorted(after, reverse=True)
    tester.deleteLater()


@given(st.integers(1, 3 * PAGE), st.integers(0, 2 * PAGE), st.booleans())
def test_what_comes_in_is_shown_above_and_asks_for_no_more_than_it_needs(
    there: int, new: int, first_goes: bool
) -> None:
    source = Source(range(1, there + 1))
    rows = ArticleRows(source.fetch)
    rows.restart()
    while rows.canFetchMore():
        rows.fetchMore()

    gone = {there} if first_goes else set()
    source.rows = Source(sorted(set(range(1, there + new + 1)) - gone)).rows
    source.asked.clear()
    rows.refresh_top(new)

    now = [r.id for r in source.rows]
    assert shown(rows) == now[: rows.rowCount()]
    assert rows.rowCount() == len(now) or rows.canFetchMore()
    if there > PAGE and not first_goes:
        assert source.asked == [new + PAGE]


@pytest.fixture
def listed(qtbot: QtBot, look: Look) -> tuple[Source, ArticleRows, ArticleList]:
    source = Source(range(1, 31))
    rows = ArticleRows(source.fetch)
    view = ArticleList(rows, RowDelegate(look, lambda: NOW))
    qtbot.addWidget(view)
    view.resize(320, 400)
    rows.restart()
    view.show()
    return source, rows, view


def test_the_chosen_article_and_the_place_stay_when_rows_arrive_above(
    listed: tuple[Source, ArticleRows, ArticleList],
) -> None:
    source, rows, view = listed
    view.choose(12)
    before = view.visualRect(view.currentIndex()).top()

    source.rows = [row(n) for n in range(40, 0, -1)]
    rows.refresh()

    assert [r.id for r in view.chosen_rows()] == [12]
    assert view.visualRect(view.currentIndex()).top() == before


def test_stepping_stays_inside_the_list(
    listed: tuple[Source, ArticleRows, ArticleList],
) -> None:
    _, _, view = listed

    view.step(-1)
    first = view.chosen_rows()[0].id
    view.step(-1)
    view.step(1)

    assert first == 30
    assert view.chosen_rows()[0].id == 29


def test_the_next_unread_article_is_below_or_at_the_top(
    listed: tuple[Source, ArticleRows, ArticleList],
) -> None:
    source, rows, view = listed
    source.rows = [row(n, read=n not in {25, 5}) for n in range(30, 0, -1)]
    rows.refresh()
    view.choose(20)

    view.next_unread(rows.rows)
    below = view.chosen_rows()[0].id
    view.next_unread(rows.rows)

    assert below == 5
    assert view.chosen_rows()[0].id == 25


def test_the_list_speaks_title_source_date_and_unread_state(
    listed: tuple[Source, ArticleRows, ArticleList],
) -> None:
    _, rows, _ = listed

    spoken = rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Story 30, The Quay, 22 Nov 2026, unread, 460 words"


@given(st.text(st.sampled_from("ab 中😀"), max_size=80), st.integers(1, 3))
def test_cut_lines_say_the_beginning_and_no_more_than_asked(words: str, most: int) -> None:
    look = Look()

    lines = wrapped(words, look.control(), 90, most)

    assert len(lines) <= most
    said = "".join("".join(lines).rstrip("…").split())
    assert "".join(words.split()).startswith(said)


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2026-11-22T11:59:40Z", "just now"),
        ("2026-11-22T11:20:00Z", "40 min ago"),
        ("2026-11-22T09:00:00Z", "3 h ago"),
        ("2026-11-20T09:00:00Z", "2 d ago"),
        ("2026-03-12", "12 Mar 2026"),
        ("2026-03", "Mar 2026"),
        ("2026", "2026"),
        ("", ""),
        ("spring", "spring"),
    ],
)
def test_a_moment_is_told_as_precisely_as_it_is_known(iso: str, said: str) -> None:
    assert since(iso, NOW) == said


def test_reading_time_counts_words_and_signs() -> None:
    assert length("word " * 460) == (460, 2)
    assert length("新" * 800) == (800, 2)
    assert length("") == (0, 1)
    assert day("2026-13-01") == "2026"


def test_a_tool_tip_says_in_full_what_a_row_has_to_cut_and_obeys_no_tags() -> None:
    like = row(1, title="<b>Bridge</b>")._replace(likeness="97 % the same words")

    assert in_full(like) == (
        "<qt>&lt;b&gt;Bridge&lt;/b&gt;<br>Like an earlier article: 97 % the same words.</qt>"
    )
    assert in_full(row(1, title="Bridge")) == "<qt>Bridge</qt>"
