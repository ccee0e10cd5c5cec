"""Watched folders in the window: what appears there comes to the Inbox, once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from digest_app.app import watching
from digest_app.app.opening import open_library
from digest_app.domain.changes import Fate
from digest_app.domain.problems import LibraryError
from digest_app.ui.desk import Desk
from digest_app.ui.watching_desk import Seen

STORY = "A story from the folder\n\n" + "The council voted by nine to four to open the bridge. " * 6


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    made = tmp_path / "incoming"
    made.mkdir()
    return made


def looked(qtbot: QtBot, desk: Desk) -> Seen:
    """Look through the folders now; no test waits for the clock."""
    desk.watching._timer.stop()
    qtbot.waitUntil(lambda: not desk.watching._is_looking)
    errand = desk.watching.look()
    assert errand is not None
    with qtbot.waitSignal(errand.done) as told:
        pass
    desk.watching._timer.stop()
    seen: Seen = told.args[0]
    return seen


def watch(qtbot: QtBot, desk: Desk, folder: Path, *, present_too: bool = True) -> None:
    rows = desk.watching.dialog.folders
    before = rows.count()
    desk.watching.watch(folder, present_too)
    qtbot.waitUntil(lambda: rows.count() == before + 1)


def come_in(qtbot: QtBot, desk: Desk) -> None:
    """Look twice, so that files are known to stand still; wait for their import."""
    looked(qtbot, desk)
    looked(qtbot, desk)
    qtbot.waitUntil(lambda: not desk.adding.is_busy)


def articles(desk: Desk) -> int:
    with open_library(desk.folder) as library:
        return library.listing.counts().everything


def test_a_file_that_appears_comes_in_once(qtbot: QtBot, empty_desk: Desk, watched: Path) -> None:
    watch(qtbot, empty_desk, watched)
    (watched / "story.txt").write_text(STORY, encoding="utf-8")

    come_in(qtbot, empty_desk)
    said = empty_desk.window.bar.words
    come_in(qtbot, empty_desk)

    assert said == empty_desk.window.bar.words == "1 added"
    assert articles(empty_desk) == 1
    assert empty_desk.decisions.undo_name == ""  # it came by itself
    with open_library(empty_desk.folder) as library:
        assert watching.look(library).growing == {}


def test_only_files_yet_to_appear_come_where_that_is_chosen(
    qtbot: QtBot, empty_desk: Desk, watched: Path
) -> None:
    (watched / "old.txt").write_text(STORY, encoding="utf-8")
    dialog = empty_desk.watching.dialog
    dialog.present_too.setChecked(False)
    dialog._add(str(watched))
    qtbot.waitUntil(lambda: dialog.folders.count() == 1)

    come_in(qtbot, empty_desk)

    assert articles(empty_desk) == 0


def test_a_file_that_fails_is_in_the_list_like_any_and_is_not_tried_for_ever(
    qtbot: QtBot, empty_desk: Desk, watched: Path
) -> None:
    watch(qtbot, empty_desk, watched)
    (watched / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")

    come_in(qtbot, empty_desk)
    seen = looked(qtbot, empty_desk)

    (outcome,) = empty_desk.adding._outcomes
    assert outcome.fate is Fate.FAILED
    assert outcome.problem is not None
    assert seen.look.growing == {}
    assert not empty_desk.adding.is_busy


def test_files_whose_import_cannot_begin_are_not_taken_for_taken(
    qtbot: QtBot, empty_desk: Desk, watched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        name = "The import"
        raise LibraryError(name, "no process can be started.")

    watch(qtbot, empty_desk, watched)
    (watched / "story.txt").write_text(STORY, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("digest_app.ui.adding.works.start", refuse)
        come_in(qtbot, empty_desk)
        seen = looked(qtbot, empty_desk)

    still = list(seen.look.growing)
    qtbot.mouseClick(empty_desk.window.bar._again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: empty_desk.window.bar.words == "1 added")
    after = looked(qtbot, empty_desk)

    assert still == [str(watched / "story.txt")]
    assert after.look.growing == {}


def test_a_folder_that_is_gone_is_shown_as_such_and_can_be_removed(
    qtbot: QtBot, empty_desk: Desk, watched: Path
) -> None:
    rows, dialog = empty_desk.watching.dialog.folders, empty_desk.watching.dialog
    watch(qtbot, empty_desk, watched)
    shutil.rmtree(watched)
    empty_desk.window.actions_["watch-folders"].trigger()
    looked(qtbot, empty_desk)
    shown = rows.item(0).text()

    rows.setCurrentRow(0)
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows.count() == 0)

    assert shown == f"{watched}   (not there now)"
    assert dialog._none.isVisible()
    assert not dialog.remove.isEnabled()


def test_the_library_s_own_folder_is_refused_with_a_sentence(
    qtbot: QtBot, empty_desk: Desk
) -> None:
    empty_desk.watching.watch(empty_desk.folder, present_too=True)

    qtbot.waitUntil(lambda: "cannot be watched" in empty_desk.window.toast.words)


def test_a_look_that_fails_again_and_again_is_told_once(
    qtbot: QtBot, empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        name = "The library"
        raise LibraryError(name, "the disk reports an error.")

    monkeypatch.setattr("digest_app.ui.watching_desk._looked", refuse)
    said: list[object] = []
    empty_desk.watching.said.connect(said.append)

    for _ in range(3):
        errand = empty_desk.watching.look()
        assert errand is not None
        with qtbot.waitSignal(errand.ended):
            pass

    assert len(said) == 1


def test_the_system_s_word_makes_the_next_look_come_sooner(
    qtbot: QtBot, empty_desk: Desk, watched: Path
) -> None:
    watch(qtbot, empty_desk, watched)
    looked(qtbot, empty_desk)
    desk = empty_desk.watching
    assert desk._system is not None
    desk._timer.start(3_600_000)

    desk._system.directoryChanged.emit(str(watched))

    assert desk._system.directories() == [str(watched)]
    assert desk._timer.isActive()
    assert desk._timer.interval() < 60_000
