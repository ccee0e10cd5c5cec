"""Searching in the window: sentences that match, errors at their place, searches that are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digest_app.app.opening import open_library
from digest_app.domain.span import Span
from digest_app.ui.desk import Desk
from digest_app.ui.listing.cutting import marked
from digest_app.ui.listing.model import PASSAGE
from digest_app.ui.listing.passages import Passage, passages_of
from digest_app.ui.listing.source import BEST, Source, Trouble
from digest_app.ui.searching.field import SearchField
from digest_app.ui.theme.look import Look
from tests.gui.asking import choose_line, entry, items, kept, names, settled, titles
from tests.gui.conftest import started
from tests.library_making import add_article

LONG = (
    "The harbour office said on Monday that, after a long and careful look at all the plans that "
    "were sent in, nobody would have to wait for the ferry."
)


def search(qtbot: QtBot, desk: Desk, words: str) -> None:
    desk.window.column.search.setText(words)
    settled(qtbot, desk)


def passage(desk: Desk, at: int = 0) -> Passage | None:
    made: Passage | None = desk.lists.rows.index(at, 0).data(PASSAGE)
    return made


def marked_words(passage: Passage | None) -> list[str]:
    return [mark.of(passage.words) for mark in passage.marks] if passage else []


def found(desk: Desk) -> list[str]:
    view = desk.window.pane.view
    return [span.of(view.article.text) for span in view._finding.matches]


# -- sentences --------------------------------------------------------------------------


def test_a_result_shows_the_sentence_that_matches_with_its_words_marked(
    qtbot: QtBot, desk: Desk
) -> None:
    search(qtbot, desk, "nobody pai")

    shown = passage(desk)
    assert shown is not None
    assert shown.words == "Nobody has paid $300 yet."
    assert marked_words(shown) == ["Nobody", "paid"]
    spoken = desk.lists.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Nobody has paid $300 yet." in spoken


def test_a_result_that_matches_only_by_its_title_keeps_its_first_words(
    qtbot: QtBot, desk: Desk
) -> None:
    search(qtbot, desk, "title:older")

    assert titles(desk) == ["An older story"]
    assert passage(desk) is None


def test_words_that_are_folded_away_are_no_result_s_sentence(qtbot: QtBot, desk: Desk) -> None:
    search(qtbot, desk, "bridge")

    assert "Buy two bridges" not in (passage(desk) or Passage("", ())).words


def test_the_list_shows_no_sentences_when_the_search_is_over(qtbot: QtBot, desk: Desk) -> None:
    search(qtbot, desk, "nobody")

    search(qtbot, desk, "")

    assert [passage(desk, at) for at in range(2)] == [None, None]


def test_results_get_their_sentences_when_they_come_into_sight(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with open_library(tmp_path) as library:
        for number in range(40):
            add_article(library, f"Story {number}\nThe mayor of town {number} opened it.")
    desk = started(qtbot, qapp, tmp_path)

    desk.window.column.search.setText("mayor")
    qtbot.waitUntil(lambda: passage(desk, 0) is not None)
    settled(qtbot, desk)
    far = passage(desk, 39)
    desk.window.list.scrollToBottom()
    qtbot.waitUntil(lambda: passage(desk, 39) is not None)
    desk.window.list.scrollToTop()
    settled(qtbot, desk)

    assert far is None
    assert all(marked_words(passage(desk, at)) == ["mayor"] for at in (*range(5), 39))
    desk.window.close()


def test_a_match_far_inside_its_sentence_is_brought_to_the_front(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        number = add_article(library, LONG)

        (made,) = passages_of(library, (number,), "ferry").values()

    assert made is not None
    assert made.words.startswith("… ")
    assert made.words.index("ferry") < 40
    assert marked_words(made) == ["ferry"]


@given(
    st.text(st.sampled_from("ab 中😀é"), min_size=1, max_size=80),
    st.data(),
    st.integers(1, 3),
)
def test_marked_lines_hold_the_words_in_their_width(
    words: str, data: st.DataObject, most: int
) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    mark = Span(start, data.draw(st.integers(start + 1, len(words))))
    look, form = Look(), QTextCharFormat()
    form.setFontWeight(700)

    layout = marked(Passage(words, (mark,)), look.control(), form, 120, most)

    assert layout is not None
    assert layout.lineCount() <= most
    assert words.startswith(layout.text().rstrip("…").rstrip())
    shown = layout.text().encode("utf-16-le")
    for part in layout.formats():
        inside = shown[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le")
        assert inside
        assert inside.rstrip("…") in mark.of(words)


# -- in the article ---------------------------------------------------------------------


def test_opening_a_result_marks_the_words_and_counts_them(qtbot: QtBot, desk: Desk) -> None:
    search(qtbot, desk, "again OR paid")
    view, finder = desk.window.pane.view, desk.window.pane.finder

    desk.window.column.search.left.emit()  # as Enter does
    qtbot.waitUntil(finder.isVisible)
    first = view._finding
    desk.window.actions_["find-next"].trigger()

    text = view.article.text
    assert [span.of(text) for span in first.matches] == ["again", "paid"]
    assert (first.current, view._finding.current) == first.matches
    assert finder._count.text() == "2 of 2"
    assert desk.window.list.hasFocus()


def test_enter_opens_the_first_result(qtbot: QtBot, desk: Desk) -> None:
    search(qtbot, desk, "bridge OR nothing")

    qtbot.keyClick(desk.window.column.search, Qt.Key.Key_Return)

    assert len(titles(desk)) == 2
    assert [row.title for row in desk.window.list.chosen_rows()] == titles(desk)[:1]


def test_the_marks_go_with_the_search(qtbot: QtBot, desk: Desk) -> None:
    search(qtbot, desk, "paid")
    desk.window.column.search.left.emit()
    qtbot.waitUntil(desk.window.pane.finder.isVisible)

    search(qtbot, desk, "")

    assert not desk.window.pane.finder.isVisible()
    assert desk.window.pane.view._finding.matches == ()


def test_an_article_that_is_open_already_is_marked_when_it_is_chosen(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.window.list.choose(2)
    settled(qtbot, desk)

    search(qtbot, desk, "paid")
    desk.window.list.choose(2)
    settled(qtbot, desk)

    assert found(desk) == ["paid"]


def test_the_reader_is_not_sent_back_to_the_first_place_by_a_refresh(
    qtbot: QtBot, desk: Desk
) -> None:
    search(qtbot, desk, "again OR paid")
    desk.window.column.search.left.emit()
    settled(qtbot, desk)
    desk.window.actions_["find-next"].trigger()

    desk.lists.refresh()
    settled(qtbot, desk)

    assert desk.window.pane.view._finding.chosen == 1


def test_words_that_the_user_looks_for_are_not_replaced_by_the_search_s(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.window.list.choose(2)
    settled(qtbot, desk)
    finder = desk.window.pane.finder
    finder.open_bar()
    qtbot.keyClicks(finder.field, "again")

    search(qtbot, desk, "paid")
    desk.window.list.choose(2)
    settled(qtbot, desk)

    assert finder.field.text() == "again"
    assert found(desk) == ["again"]


# -- errors and order -------------------------------------------------------------------


def test_what_is_not_understood_is_said_and_underlined_where_it_stands(
    qtbot: QtBot, desk: Desk
) -> None:
    column = desk.window.column

    search(qtbot, desk, "  bridge money:>x y")
    told, words = column.search.trouble, column._wrong.text()
    spoken = column.search.accessibleDescription()
    search(qtbot, desk, "bridge")

    assert told is not None
    assert "bridge money:>x y"[told.start : told.end] == ">x"
    assert words == spoken == told.sentence
    assert (column.search.trouble, column._wrong.isVisible()) == (None, False)


def test_the_wave_stands_under_the_words_it_is_about(qtbot: QtBot, look: Look) -> None:
    field = SearchField(look, "Search")
    qtbot.addWidget(field)
    field.resize(400, 30)
    field.setText("bridge money:>x")

    field.show_trouble(Trouble("No amount.", 13, 15))
    first, last = field._ends(Trouble("No amount.", 13, 15))
    whole, _ = field._ends(Trouble("No amount.", 0, 15))

    field.setCursorPosition(0)
    begin = field.cursorRect().center().x()
    width = field.fontMetrics().horizontalAdvance
    assert abs(whole - begin) <= 1
    assert abs(first - begin - width("bridge money:")) <= 1
    assert round(last - first) == width(">x")
    field.grab()


def test_the_best_match_can_come_first(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        add_article(library, "Tea. Tea, tea and tea.", title="All about tea")
        add_article(
            library, "Coffee, and a little tea beside much else that is here.", title="Coffee"
        )
    desk = started(qtbot, qapp, tmp_path)

    search(qtbot, desk, "tea")
    newest = titles(desk)
    desk.window.actions_["best-first"].trigger()
    settled(qtbot, desk)
    best = titles(desk)

    assert (newest, best) == (["Coffee", "All about tea"], ["All about tea", "Coffee"])
    desk.window.close()


def test_a_search_with_the_best_first_has_one_page(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        add_article(library, "Tea.")
        source = Source(words="tea", best_first=True)

        (row,) = source.page(library, None, 1).rows

        assert list(source.page(library, row, BEST).rows) == []


# -- saved searches ---------------------------------------------------------------------


@pytest.fixture
def saved(qtbot: QtBot, desk: Desk) -> Desk:
    """A desk with one saved search, made as a user would."""
    search(qtbot, desk, "paid")
    desk.window.actions_["save-search"].trigger()
    desk.searches.card.field.setText("Payments")
    qtbot.mouseClick(desk.searches.card.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Payments" in names(desk))
    return desk


def test_a_search_is_saved_and_shown_as_chosen(saved: Desk, folder: Path) -> None:
    chosen = saved.window.sidebar.chosen()

    assert chosen is not None
    assert chosen.name == "Payments"
    assert kept(folder, lambda library: library.saved_searches.all()) == (("Payments", "paid"),)
    assert saved.window.toast.words == "Search saved as “Payments”"


def test_choosing_a_saved_search_runs_it_and_clearing_it_goes_back(
    qtbot: QtBot, saved: Desk
) -> None:
    choose_line(saved, "Archive")
    settled(qtbot, saved)
    left = saved.window.column.search.text(), titles(saved)

    choose_line(saved, "Payments")
    settled(qtbot, saved)
    found = saved.window.column.search.text(), titles(saved)
    saved.window.column.clear.click()
    settled(qtbot, saved)

    assert left == ("", [])
    assert found == ("paid", ["Harbour bridge reopens"])
    assert saved.window.sidebar.chosen().name == "Archive"


def test_choosing_the_list_that_a_search_hides_shows_it_again(qtbot: QtBot, desk: Desk) -> None:
    search(qtbot, desk, "paid")
    sidebar = desk.window.sidebar
    rect = sidebar.visualRect(sidebar.currentIndex())

    qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    settled(qtbot, desk)

    assert desk.window.column.search.text() == ""
    assert len(titles(desk)) == 2


def test_a_saved_search_is_renamed_and_deleted_with_a_way_back(qtbot: QtBot, saved: Desk) -> None:
    items(saved.entries.menu(entry(saved, "Payments")))["Rename…"].trigger()
    saved.searches.card.field.setText("Paid")
    qtbot.mouseClick(saved.searches.card.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Paid" in names(saved))

    saved.window.actions_["delete-entry"].trigger()
    qtbot.waitUntil(lambda: "Paid" not in names(saved))
    name = saved.decisions.undo_name
    saved.decisions.undo()
    qtbot.waitUntil(lambda: "Paid" in names(saved))

    assert name == "Delete Search “Paid”"


def test_commands_about_searches_are_there_only_while_one_searches(
    qtbot: QtBot, desk: Desk
) -> None:
    actions = desk.window.actions_
    commands = ("save-search", "best-first")
    before = [actions[name].isEnabled() for name in commands]

    search(qtbot, desk, "paid")

    assert before == [False, False]
    assert all(actions[name].isEnabled() for name in commands)
