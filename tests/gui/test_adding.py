"""Adding: what a drop would do is said before it, what became of each file after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.importing import Standing
from digest_app.domain.problems import Problem
from digest_app.ui.adding.bar import ImportBar, ending_words, working_words
from digest_app.ui.adding.offer import Offer, offer_of
from digest_app.ui.adding.outcomes import OutcomeList, as_text, told
from digest_app.ui.desk import Desk
from digest_app.ui.theme.look import Look


def dragged(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_files_and_folders_are_counted_and_the_unlikely_named(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.txt", "b.html", "film.mp4")]

    offer = offer_of(dragged(*files, tmp_path))

    assert offer.title == "Add 3 files and 1 folder to Inbox"
    assert offer.remark == "No article by the ending of the name: film.mp4"
    assert offer.is_usable


def test_an_address_is_never_fetched() -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/news")])

    offer = offer_of(data)

    assert not offer.is_usable
    assert "Nothing is fetched" in offer.remark


def test_text_can_be_dropped_as_it_is() -> None:
    data = QMimeData()
    data.setText("A story.")

    assert offer_of(data) == Offer(text="A story.")
    assert offer_of(data).title == "Add this text to Inbox"
    assert not offer_of(QMimeData()).is_usable


def test_a_drop_is_a_copy_even_where_a_move_is_proposed(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path
) -> None:
    window, data = empty_desk.window, dragged(tmp_path / "a.txt")
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), both, data, left, none)
    drop = QDropEvent(QPointF(9, 9), both, data, left, none)
    drop.setDropAction(Qt.DropAction.MoveAction)
    taken: list[Offer] = []
    window.drops.dropped.disconnect()
    window.drops.dropped.connect(taken.append)

    QApplication.sendEvent(window, enter)
    over = window._card.isVisible(), window._card.accessibleName()
    QApplication.sendEvent(window, drop)

    assert over == (True, "Add 1 file to Inbox")
    assert drop.dropAction() is Qt.DropAction.CopyAction
    assert taken[0].paths == (tmp_path / "a.txt",)
    assert not window._card.isVisible()


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing(3, 2, 1, 0), "2 added  ·  1 already there"),
        (Standing(1, 0, 0, 1), "1 failed"),
        (Standing(), "Nothing to read was found"),
    ],
)
def test_an_ending_says_what_happened_and_no_more(standing: Standing, said: str) -> None:
    assert ending_words(standing) == said


def test_a_running_import_says_how_far_it_is() -> None:
    said = working_words(Standing(1020, 200, 10, 3), counting=True, paused=False)

    assert said == "Reading 214 of 1,020+  ·  3 failed"


def test_the_bar_acknowledges_a_drop_at_once(qtbot: QtBot, look: Look) -> None:
    bar = ImportBar(look)
    qtbot.addWidget(bar)

    bar.begin(["a.txt"])

    assert bar.words == "Reading “a.txt”…"
    assert bar.isVisible()


OUTCOMES = (
    Outcome("/news/good.txt", Fate.ADDED, (1,)),
    Outcome("/news/two.eml", Fate.ADDED, (2, 3)),
    Outcome("/news/old.txt", Fate.ALREADY_THERE, (1,)),
    Outcome("/news/bad.bin", Fate.FAILED, problem=Problem("bad.bin", "no text.", "Save it so.")),
)


def test_every_file_is_told_with_its_reason_and_what_to_do() -> None:
    assert [told(outcome) for outcome in OUTCOMES] == [
        ("good.txt", "Added", ""),
        ("two.eml", "Added (2 articles)", ""),
        ("old.txt", "Already there", ""),
        ("bad.bin", "Not added: no text.", "Save it so."),
    ]
    assert as_text(OUTCOMES[3:]) == "/news/bad.bin\tNot added: no text.\tSave it so.\n"


def test_the_list_can_show_only_what_was_not_added(qtbot: QtBot) -> None:
    shown = OutcomeList()
    qtbot.addWidget(shown)

    shown.show_outcomes(OUTCOMES)
    everything = shown._rows.rowCount()
    shown._only.setChecked(True)

    assert everything == 4
    assert shown._rows.index(0, 0).data() == "bad.bin"
    assert shown._words.text() == "4 files, 1 not added"
