"""What the window's tests ask of a desk, and wait for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from digest_app.app.opening import open_library
from digest_app.library.library import Library
from digest_app.ui.desk import Desk
from digest_app.ui.sidebar.entries import Entry

T = TypeVar("T")


def titles(desk: Desk) -> list[str]:
    """Return the titles that the list shows."""
    return [row.title for row in desk.lists.rows.rows]


def settled(qtbot: QtBot, desk: Desk) -> None:
    """Wait until every job that was asked for so far, and those that follow from it, are done."""
    quiet: list[object] = []
    for _ in range(3):
        quiet.clear()
        desk.jobs.run(lambda _library: None, done=quiet.append)
        qtbot.waitUntil(lambda: bool(quiet))
    qtbot.waitUntil(lambda: desk.lists.rows.is_settled and is_idle(desk))


def is_idle(desk: Desk) -> bool:
    """Tell whether nothing is asked of the library: one job may lead to the next."""
    return not (desk.jobs.is_busy or desk.reader.is_busy)


def kept(folder: Path, ask: Callable[[Library], T]) -> T:
    """Return what the library itself says, beside the window."""
    with open_library(folder) as library:
        return ask(library)


def entry(desk: Desk, name: str) -> Entry:
    """Return a line of the sidebar."""
    return next(entry for entry in desk.window.sidebar.entries if entry.name == name)


def names(desk: Desk) -> list[str]:
    """Return the names of the sidebar's lines, those of its sections too."""
    return [entry.name for entry in desk.window.sidebar.entries]


def choose_line(desk: Desk, name: str) -> None:
    """Choose a line of the sidebar as the keys would."""
    sidebar = desk.window.sidebar
    sidebar.setCurrentIndex(sidebar.model().index(names(desk).index(name), 0))


def items(menu: QMenu) -> dict[str, object]:
    """Return a menu's actions by their words."""
    return {action.text().replace("&", ""): action for action in menu.actions()}
