"""What is offered above an article is done when asked, and not offered again when dismissed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digest_app.ui.desk import Desk
from digest_app.ui.offers.bar import OfferBar
from tests.gui.asking import is_idle
from tests.gui.conftest import reading
from tests.unit.app.test_offers import DAMAGED, MESS, ONE

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def mess(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Desk:
    return reading(qtbot, qapp, tmp_path / "library", MESS)


@pytest.fixture
def damaged(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Desk:
    return reading(qtbot, qapp, tmp_path / "library", DAMAGED)


@pytest.fixture
def sound(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Desk:
    return reading(qtbot, qapp, tmp_path / "library", ONE)


def bar_of(desk: Desk) -> OfferBar:
    return desk.window.pane.offers


def asked(qtbot: QtBot, desk: Desk) -> None:
    """Ask now, and not when the article has been stayed at; wait for what is offered."""
    desk.about.offers._soon.timeout.emit()
    assert desk.jobs.is_busy
    qtbot.waitUntil(lambda: is_idle(desk))


def titles(desk: Desk) -> list[str]:
    return [row.title for row in desk.lists.rows.rows]


def test_a_mess_is_split_where_the_user_says(qtbot: QtBot, mess: Desk) -> None:
    bar = bar_of(mess)
    qtbot.waitUntil(bar.isVisible)
    assert (bar.words, bar.does.text()) == ("This looks like 2 articles.", "Split…")

    qtbot.mouseClick(bar.does, LEFT)
    assert [box.text() for box in bar.boxes] == ["Bread at four in the morning"]
    assert bar.boxes[0].toolTip() == "A dividing line stands before it."
    assert bar.does.text() == "Split into 2 Articles"
    qtbot.mouseClick(bar.does, LEFT)

    qtbot.waitUntil(lambda: len(titles(mess)) == 2)
    assert mess.decisions.undo_name == "Split into 2 Articles"
    qtbot.waitUntil(lambda: mess.reading.article is not None and mess.reading.article.id == 2)
    assert bar.isHidden()


def test_a_split_is_undone_in_the_list_too(qtbot: QtBot, mess: Desk) -> None:
    bar = bar_of(mess)
    qtbot.waitUntil(bar.isVisible)
    qtbot.mouseClick(bar.does, LEFT)
    qtbot.mouseClick(bar.does, LEFT)
    qtbot.waitUntil(lambda: len(titles(mess)) == 2)

    mess.decisions.undo()

    qtbot.waitUntil(lambda: titles(mess) == ["The tunnel under the harbour opens"])


def test_without_a_place_there_is_nothing_to_split(qtbot: QtBot, mess: Desk) -> None:
    bar = bar_of(mess)
    qtbot.waitUntil(bar.isVisible)
    qtbot.mouseClick(bar.does, LEFT)

    bar.boxes[0].setChecked(False)

    assert not bar.does.isEnabled()


def test_what_is_dismissed_stays_away(qtbot: QtBot, mess: Desk) -> None:
    bar = bar_of(mess)
    qtbot.waitUntil(bar.isVisible)

    qtbot.mouseClick(bar.close_button, LEFT)

    assert bar.isHidden()
    qtbot.waitUntil(lambda: is_idle(mess))
    mess.about.offers.follow(1)
    asked(qtbot, mess)
    assert bar.isHidden()
    assert mess.decisions.undo_name == ""


def test_damaged_letters_are_repaired_when_asked(qtbot: QtBot, damaged: Desk) -> None:
    bar = bar_of(damaged)
    qtbot.waitUntil(bar.isVisible)
    assert bar.words.startswith("Some letters look damaged (“cafÃ©” for “café”")

    qtbot.mouseClick(bar.does, LEFT)

    view = damaged.window.pane.view
    qtbot.waitUntil(lambda: "The café by the quay" in view.document().toPlainText())
    qtbot.waitUntil(bar.isHidden)
    qtbot.waitUntil(lambda: titles(damaged) == ["The café by the quay closes"])

    damaged.decisions.undo()
    qtbot.waitUntil(lambda: "The cafÃ© by the quay" in view.document().toPlainText())
    qtbot.waitUntil(bar.isVisible)


def test_one_sound_article_is_offered_nothing(qtbot: QtBot, sound: Desk) -> None:
    asked(qtbot, sound)

    assert bar_of(sound).isHidden()


def test_repaired_letters_are_taken_back_in_the_details(qtbot: QtBot, damaged: Desk) -> None:
    bar = bar_of(damaged)
    qtbot.waitUntil(bar.isVisible)
    qtbot.mouseClick(bar.does, LEFT)
    qtbot.waitUntil(bar.isHidden)
    damaged.window.actions_["details"].trigger()
    window = damaged.about.details.window
    qtbot.waitUntil(window.unrepair.isVisible)

    qtbot.mouseClick(window.unrepair, LEFT)

    view = damaged.window.pane.view
    qtbot.waitUntil(lambda: "The cafÃ© by the quay" in view.document().toPlainText())
    qtbot.waitUntil(window.unrepair.isHidden)
