"""What tests of safety do again and again: press, wait for what is said, look into a library."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from digest_app.app.opening import open_library
from digest_app.ui.desk import Desk
from digest_app.ui.safety.work_dialog import WorkDialog
from tests.gui.asking import is_idle

MANY = 120
DATABASE = "library.sqlite"


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(qtbot: QtBot, desk: Desk) -> str:
    """Wait for the ways out; return what is said there."""
    qtbot.waitUntil(desk.safety.rescue.isVisible)
    return desk.safety.rescue.words


def told(qtbot: QtBot, desk: Desk) -> str:
    """Wait for what came of it; return what is said."""
    rescue = desk.safety.rescue
    qtbot.waitUntil(rescue.outcome.isVisible)
    return rescue.outcome.words


def everything(folder: Path) -> int:
    with open_library(folder) as library:
        return library.listing.counts().everything


def starred(folder: Path) -> int:
    with open_library(folder) as library:
        return library.listing.counts().starred.total


def settled(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.adding.is_busy and is_idle(desk))


def ended(qtbot: QtBot, dialog: WorkDialog) -> None:
    qtbot.waitUntil(dialog.outcome.isVisible)
