"""Articles are dragged onto the sidebar: what a key does, a drop does, and it is undone alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digest_app.app.digests import load_digest
from digest_app.app.opening import open_library
from digest_app.domain.listing import View
from digest_app.domain.marks import Place
from digest_app.ui.desk import Desk
from digest_app.ui.listing.dragging import chosen_articles
from tests.gui.conftest import started

COPY, LEFT, PLAIN = (
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, folder: Path) -> Desk:
    """Two articles are chosen; the older one has a label."""
    with open_library(folder) as library:
        library.marks.add_label([1], "Ports")
    desk = started(qtbot, qapp, folder)
    desk.window.list.selectAll()
    return desk


def middle_of(desk: Desk, name: str) -> QPoint:
    """The middle of a line of the sidebar."""
    sidebar = desk.window.sidebar
    at = [entry.name for entry in sidebar.entries].index(name)
    return sidebar.visualRect(sidebar.model().index(at, 0)).center()


def drop(desk: Desk, data: QMimeData, point: QPoint) -> bool:
    """Drag over the sidebar and let go; tell whether it was taken."""
    over = desk.window.sidebar.viewport()
    given = (point, COPY, data, LEFT, PLAIN)
    enter, move = QDragEnterEvent(*given), QDragMoveEvent(*given)
    QApplication.sendEvent(over, enter)
    QApplication.sendEvent(over, move)
    let_go = QDropEvent(QPointF(point), COPY, data, LEFT, PLAIN)
    if enter.isAccepted() and move.isAccepted():
        QApplication.sendEvent(over, let_go)
    return enter.isAccepted() and move.isAccepted() and let_go.isAccepted()


def drop_on(desk: Desk, name: str) -> bool:
    data = chosen_articles()
    return drop(desk, data, middle_of(desk, name))


def count(desk: Desk, view: View) -> int:
    with open_library(desk.folder) as library:
        return len(list(library.listing.ids(view)))


@pytest.mark.parametrize(
    ("line", "view"),
    [
        ("Ports", View(label="Ports")),
        ("Starred", View(starred=True)),
        ("Archive", View(place=Place.ARCHIVE)),
        ("Trash", View(place=Place.TRASH)),
    ],
)
def test_articles_dropped_on_a_line_come_there_and_go_back_by_one_undo(
    qtbot: QtBot, desk: Desk, line: str, view: View
) -> None:
    before = count(desk, view)

    assert drop_on(desk, line)
    qtbot.waitUntil(lambda: bool(desk.decisions.undo_name))
    assert count(desk, view) == 2

    desk.decisions.undo()
    qtbot.waitUntil(lambda: bool(desk.decisions.redo_name))
    assert count(desk, view) == before


def test_articles_dropped_on_a_digest_are_in_that_digest(qtbot: QtBot, desk: Desk) -> None:
    desk.with_chosen(lambda articles: desk.digests.use(articles[:1]))
    qtbot.waitUntil(lambda: any(entry.digest for entry in desk.window.sidebar.entries))
    (line,) = (entry.name for entry in desk.window.sidebar.entries if entry.digest)
    desk.window.list.selectAll()

    assert drop_on(desk, line)

    def has_both() -> bool:
        with open_library(desk.folder) as library:
            (kept,) = library.digests.all()
            return len(load_digest(library, kept.id).entries) == 2

    qtbot.waitUntil(has_both)


@pytest.mark.parametrize("line", ["Today", "Labels"])
def test_a_day_and_a_sections_name_take_no_articles(desk: Desk, line: str) -> None:
    assert not drop_on(desk, line)


def test_files_over_the_sidebar_are_left_to_the_window(desk: Desk, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    enter = QDragEnterEvent(middle_of(desk, "Ports"), COPY, data, LEFT, PLAIN)

    desk.window.sidebar.dragEnterEvent(enter)

    assert not enter.isAccepted()


def test_the_window_offers_nothing_for_its_own_articles(desk: Desk) -> None:
    data = chosen_articles()
    enter = QDragEnterEvent(QPoint(9, 9), COPY, data, LEFT, PLAIN)

    QApplication.sendEvent(desk.window, enter)

    assert not enter.isAccepted()
