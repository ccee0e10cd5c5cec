"""Adding: what a drop would do is said before it, what became of each file after it."""

from __future__ import annotations

from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from digest_app.app.importing import add_files
from digest_app.app.opening import open_library
from digest_app.domain.changes import Fate, Outcome
from digest_app.domain.importing import Standing
from digest_app.domain.problems import Problem
from digest_app.ui.adding.bar import ImportBar, ending_words, pace_words, working_words
from digest_app.ui.adding.offer import Offer, offer_of
from digest_app.ui.adding.outcomes import OutcomeList, as_text, told
from digest_app.ui.desk import Desk
from digest_app.ui.theme.look import Look
from tests.gui.conftest import started


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


@pytest.mark.parametrize(
    ("rate", "seconds", "said"),
    [
        (0.0, None, ""),
        (12.4, None, "12/s"),
        (12.4, 20.0, "12/s  ·  under 1 min left"),
        (1234.0, 190.0, "1,234/s  ·  3 min left"),
        (0.25, 9000.0, "15/min  ·  2 h left"),
    ],
)
def test_the_bar_says_how_quick_an_import_is(rate: float, seconds: float | None, said: str) -> None:
    assert pace_words(rate, seconds) == said


# -- imports in the window --------------------------------------------------------------


def stories(folder: Path, count: int) -> list[Path]:
    """Write stories that differ; return their files."""
    folder.mkdir()
    files = [folder / f"{number:03}.txt" for number in range(count)]
    for number, file in enumerate(files):
        words = f"The council met on day {number} and voted by {number} to four for it. "
        file.write_text(f"Story {number}\n\n" + words * 5, encoding="utf-8")
    return files


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def articles(desk: Desk) -> int:
    with open_library(desk.folder) as library:
        return library.listing.counts().everything


def test_an_import_is_paused_goes_on_and_tells_every_file(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path
) -> None:
    adding, bar = empty_desk.adding, empty_desk.window.bar
    adding.add(stories(tmp_path / "in", 80))
    qtbot.waitUntil(lambda: bool(adding._running))

    press(qtbot, bar._pause)
    qtbot.waitUntil(lambda: bar.words.startswith("Paused at"))
    at_pause = len(adding._outcomes)
    button = bar._pause.text()
    press(qtbot, bar._pause)
    qtbot.waitUntil(lambda: not adding.is_busy)

    assert at_pause < 80
    assert button == "Go on"
    assert bar.words == "80 added"
    assert len(adding._outcomes) == articles(empty_desk) == 80


def test_a_cancelled_import_keeps_what_it_confirmed_and_adds_no_more(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path
) -> None:
    adding, bar = empty_desk.adding, empty_desk.window.bar
    adding.add(stories(tmp_path / "in", 300))
    qtbot.waitUntil(lambda: bool(adding._running))

    press(qtbot, bar._cancel)
    qtbot.waitUntil(lambda: not adding.is_busy)

    assert len(adding._outcomes) == articles(empty_desk) < 300
    assert not bar._cancel.isVisible()


def test_what_was_added_by_hand_is_undone_into_the_trash_and_done_again(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path
) -> None:
    desk = empty_desk
    desk.adding.add(stories(tmp_path / "in", 3))
    qtbot.waitUntil(lambda: desk.decisions.undo_name == "Add 3 Articles")

    desk.decisions.undo()
    qtbot.waitUntil(lambda: desk.decisions.redo_name == "Add 3 Articles")
    qtbot.waitUntil(lambda: desk.lists.rows.rowCount() == 0)
    with open_library(desk.folder) as library:
        assert library.listing.counts().trash.total == 3

    desk.decisions.redo()
    qtbot.waitUntil(lambda: desk.lists.rows.rowCount() == 3)


def test_what_was_pasted_is_undone_like_any_file(qtbot: QtBot, empty_desk: Desk) -> None:
    empty_desk.adding.take(Offer(text="The council met.\n\nIt voted by nine to four for it."))
    qtbot.waitUntil(lambda: empty_desk.decisions.undo_name == "Add 1 Article")

    empty_desk.decisions.undo()

    qtbot.waitUntil(lambda: empty_desk.lists.rows.rowCount() == 0)


def test_failed_files_are_tried_again_and_the_list_tells_all_of_them(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path
) -> None:
    adding, bar = empty_desk.adding, empty_desk.window.bar
    good, bad = stories(tmp_path / "in", 2)
    whole = bad.read_bytes()
    bad.write_bytes(b"")
    adding.add([good, bad])
    qtbot.waitUntil(lambda: "1 failed" in bar.words and not adding.is_busy)
    bad.write_bytes(whole)

    adding.show_outcomes()
    press(qtbot, adding._list._retry)
    qtbot.waitUntil(lambda: bar.words == "2 added")

    assert sorted(o.fate for o in adding._outcomes) == [Fate.ADDED, Fate.ADDED]
    assert not adding._list._retry.isEnabled()


def test_the_last_import_of_an_earlier_session_can_be_told_and_tried_again(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    good, bad = stories(tmp_path / "in", 2)
    whole = bad.read_bytes()
    bad.write_bytes(b"")
    with open_library(tmp_path / "library") as library:
        add_files(library, [good, bad])
    desk = started(qtbot, qapp, tmp_path / "library")
    qtbot.waitUntil(desk.window.actions_["outcomes"].isEnabled)
    bad.write_bytes(whole)

    desk.window.actions_["outcomes"].trigger()
    qtbot.waitUntil(desk.adding._list.isVisible)
    listed = [told(outcome)[:2] for outcome in desk.adding._list._rows.outcomes]
    press(qtbot, desk.adding._list._retry)
    qtbot.waitUntil(lambda: desk.window.bar.words == "2 added")

    assert listed[0] == (good.name, "Added")
    assert listed[1][0] == bad.name
    assert listed[1][1].startswith("Not added")


def test_the_list_of_outcomes_is_saved_as_text(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path
) -> None:
    said = empty_desk.window.toast

    empty_desk.adding.saving.save_to(tmp_path / "outcomes.txt", as_text(OUTCOMES))

    qtbot.waitUntil(lambda: said.words == "Saved “outcomes.txt”")
    assert (tmp_path / "outcomes.txt").read_text(encoding="utf-8") == as_text(OUTCOMES)
    empty_desk.adding.saving.save_to(tmp_path / "gone" / "outcomes.txt", "")
    qtbot.waitUntil(lambda: "could not be written" in said.words)


def test_an_import_that_cannot_begin_names_its_files_and_can_be_tried_again(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_process: BaseProcess) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    adding, bar = empty_desk.adding, empty_desk.window.bar
    files = stories(tmp_path / "in", 2)
    with monkeypatch.context() as patch:
        patch.setattr(BaseProcess, "start", refuse)
        adding.add(files)
        qtbot.waitUntil(lambda: not adding.is_busy)

    said, named = bar.words, [told(outcome)[:2] for outcome in adding._outcomes]
    press(qtbot, bar._again)
    qtbot.waitUntil(lambda: bar.words == "2 added")

    assert "no process can be started" in said
    assert [name for name, _ in named] == ["000.txt", "001.txt"]


def test_a_bug_at_the_start_of_an_import_leaves_nothing_busy(
    qtbot: QtBot,
    empty_desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("digest_app.ui.adding.works.start", fail)
    monkeypatch.setattr("digest_app.ui.adding.works.paste", fail)
    adding, bar = empty_desk.adding, empty_desk.window.bar

    adding.add([tmp_path / "a.txt"])
    qtbot.waitUntil(lambda: bar.words == "Nothing was added.")
    adding.take(Offer(text="A story."))
    qtbot.waitUntil(lambda: bar.words == "Nothing was added.")

    assert not adding.is_busy
    assert bar._close.isVisible()
    assert "ZeroDivisionError" in capsys.readouterr().err
