"""The details window: where each field came from, and correcting it in one place for everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from digest_app.ui.desk import Desk
from digest_app.ui.details.row import RowWidget
from digest_app.ui.details.window import DetailsWindow
from tests.gui.conftest import reading

STORY = """The tunnel under the harbour opens

By Ada Lindqvist
Published: 12 March 2024

The tunnel under the harbour opened on Tuesday after nine years of digging and two floods.
It cost $14 million more than planned, said the mayor, who drove through it first of all."""


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Desk:
    return reading(qtbot, qapp, tmp_path / "library", STORY)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> DetailsWindow:
    desk.window.actions_["details"].trigger()
    shown = desk.about.details.window
    qtbot.waitUntil(lambda: shown.rows["title"].field.text() != "")
    return shown


def type_over(qtbot: QtBot, row: RowWidget, words: str) -> None:
    row.field.setFocus()
    row.field.selectAll()
    qtbot.keyClicks(row.field, words)
    qtbot.keyClick(row.field, Qt.Key.Key_Return)


def told(row: RowWidget) -> str:
    return row._source.text()


def is_said(desk: Desk, words: str) -> Callable[[], bool]:
    return lambda: desk.window.toast.words == words


def test_each_field_says_where_it_came_from(window: DetailsWindow) -> None:
    authors = window.rows["authors"]

    assert authors.field.text() == "Ada Lindqvist"
    assert told(authors) == "From the line “By Ada Lindqvist”"
    assert window.rows["url"].field.placeholderText() == "The file states none"
    assert not window.isModal()


def test_what_is_typed_shows_in_the_list_and_above_the_article(
    qtbot: QtBot, desk: Desk, window: DetailsWindow
) -> None:
    type_over(qtbot, window.rows["publisher"], "The Coast Herald")

    qtbot.waitUntil(lambda: told(window.rows["publisher"]) == "Yours")
    qtbot.waitUntil(lambda: desk.lists.rows.rows[0].publisher == "The Coast Herald")
    qtbot.waitUntil(lambda: "The Coast Herald" in desk.window.pane.view.document().toPlainText())
    assert desk.window.toast.words == "Publisher corrected"


def test_a_correction_is_taken_back_where_it_stands_and_by_undo(
    qtbot: QtBot, desk: Desk, window: DetailsWindow
) -> None:
    title = window.rows["title"]
    type_over(qtbot, title, "Tunnel opens")
    qtbot.waitUntil(lambda: told(title) == "Yours")
    assert desk.decisions.undo_name == "Correct Title"

    qtbot.mouseClick(title._back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: title.field.text() == "The tunnel under the harbour opens")
    assert not title._back.isVisible()

    desk.decisions.undo()
    qtbot.waitUntil(lambda: title.field.text() == "Tunnel opens")


def test_what_the_file_states_is_one_click_away(
    qtbot: QtBot, desk: Desk, window: DetailsWindow
) -> None:
    authors = window.rows["authors"]
    type_over(qtbot, authors, "Tom Reed")
    qtbot.waitUntil(lambda: told(authors) == "Yours")

    (use,) = (b for b in authors.findChildren(QPushButton) if b.text() == "Use This")
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: authors.field.text() == "Ada Lindqvist")


def test_what_cannot_be_is_refused_beside_the_field(
    qtbot: QtBot, desk: Desk, window: DetailsWindow
) -> None:
    published = window.rows["published"]

    type_over(qtbot, published, "soon")

    assert published.problem == (
        "This is no date. Write it as 2026-11-23, “23 November 2026” or “November 2026”."
    )
    assert published.field.text() == "soon"
    qtbot.keyClick(published.field, Qt.Key.Key_Escape)
    assert published.field.text() == "2024-03-12"
    assert window.isVisible()


def test_the_window_follows_the_article_that_is_open(
    qtbot: QtBot, desk: Desk, window: DetailsWindow
) -> None:
    desk.reading.close("Nothing.")

    assert not window._inside.isEnabled()


def test_every_field_can_be_reached_and_is_named(window: DetailsWindow) -> None:
    for row in window.rows.values():
        assert row.field.accessibleName()
        assert row.field.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_original_s_fingerprint_can_be_copied(window: DetailsWindow) -> None:
    words = window._file["SHA-256"]

    assert len(words.text()) == 64
    assert words.isReadOnly()
