"""A library that is damaged, gone or locked: the window says so and leads back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digest_app.app.one_window import take_seat
from digest_app.app.opening import open_library
from digest_app.domain.steps import CalledOff
from digest_app.ui.desk import Desk
from digest_app.ui.main import Program
from tests.gui.conftest import started
from tests.gui.libraries import (
    DATABASE,
    MANY,
    asked,
    everything,
    press,
    settled,
    starred,
    told,
)
from tests.library_making import add_article


def write_at(place: int, data: bytes) -> Callable[[Path], None]:
    def write(database: Path) -> None:
        with database.open("r+b") as file:
            file.seek(place)
            file.write(data)

    return write


def cut(share: float) -> Callable[[Path], None]:
    return lambda database: os.truncate(database, int(database.stat().st_size * share))


def page_of(folder: Path, article: int) -> int:
    """Return where the page begins that holds an article's text: no list needs it."""
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        wanted = "SELECT packed FROM document WHERE article = ?"
        (packed,) = database.execute(wanted, (article,)).fetchone()
    return (folder / DATABASE).read_bytes().index(packed[:64]) // 4096 * 4096


def rubbish(database: Path) -> None:
    database.write_bytes(b"rubbish" * 4000)


DAMAGES = {
    "header destroyed": write_at(0, b"\0" * 100),
    "first page destroyed": write_at(0, b"\xa5" * 4096),
    "cut off": cut(0.7),
    "all rubbish": rubbish,
    "emptied": cut(0),
    "gone": Path.unlink,
}


# -- damage -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_library_leads_to_the_ways_back_and_comes_back_with_every_article(
    qtbot: QtBot, shown: Callable[[Path], Desk], large: Path, name: str
) -> None:
    DAMAGES[name](large / DATABASE)
    desk = shown(large)
    rescue = desk.safety.rescue

    said = asked(qtbot, desk)
    behind = desk.window.pane.nothing.words
    press(qtbot, rescue.save)
    made = told(qtbot, desk)
    settled(qtbot, desk)
    press(qtbot, rescue.outcome.close_)

    assert said.startswith("The library is damaged")
    assert str(large) in behind
    assert "came back" in made
    assert everything(large) == MANY
    assert ("library-set-aside-1.sqlite" in made) is (name != "gone")
    assert list(large.glob("library-set-aside-1.sqlite")) or name == "gone"
    assert desk.lists.rows.rowCount()
    assert desk.window.column._name.text() == "Inbox"
    if name in {"header destroyed", "first page destroyed"}:
        assert starred(large) == MANY // 3


def test_damage_in_the_middle_is_found_beside_the_work_and_repaired(
    qtbot: QtBot, qapp: QApplication, large: Path
) -> None:
    write_at(page_of(large, 60), b"\xa5" * 4096)(large / DATABASE)
    desk = started(qtbot, qapp, large)
    rescue = desk.safety.rescue

    desk.safety.look_after()
    said = asked(qtbot, desk)
    is_modal, backups = rescue.isModal(), list((large / "backups").glob("*"))
    press(qtbot, rescue.save)
    told(qtbot, desk)
    settled(qtbot, desk)

    assert "damaged (" in said
    assert not is_modal
    assert backups == []
    assert everything(large) == MANY
    desk.window.close()


def test_damage_that_was_put_off_is_not_told_again_and_again(
    qtbot: QtBot, qapp: QApplication, large: Path
) -> None:
    with closing(sqlite3.connect(large / DATABASE)) as database:
        database.execute("UPDATE document SET packed = x'00' WHERE article = 5")
        database.commit()
    desk = started(qtbot, qapp, large)

    desk.reading.open(5)
    asked(qtbot, desk)
    press(qtbot, desk.safety.rescue.later)
    desk.reading.open(6)
    desk.reading.open(5)
    settled(qtbot, desk)

    assert not desk.safety.rescue.isVisible()
    assert "article 5" in desk.window.pane.nothing.words
    desk.window.close()


def test_a_damaged_library_goes_back_to_a_backup_and_reads_the_newer_files_again(
    qtbot: QtBot, shown: Callable[[Path], Desk], large: Path
) -> None:
    with open_library(large) as library:
        library.backups.make()
        add_article(library, "Later\n" + "It was added later. " * 20, title="Later")
        library.database.checkpoint()
    rubbish(large / DATABASE)
    desk = shown(large)
    rescue = desk.safety.rescue

    asked(qtbot, desk)
    offered = rescue.backups.item(0).text()
    press(qtbot, rescue.restore)
    made = told(qtbot, desk)
    settled(qtbot, desk)

    assert f"{MANY} articles" in offered
    assert made.startswith(f"{MANY} articles came back as of")
    assert "added since: 1 file." in made
    assert everything(large) == MANY + 1
    assert starred(large) == MANY // 3


def test_a_repair_that_is_called_off_leaves_the_ways_back_open(
    qtbot: QtBot,
    shown: Callable[[Path], Desk],
    large: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def called_off(folder: Path, tell: object) -> object:
        raise CalledOff

    cut(0.5)(large / DATABASE)
    before = (large / DATABASE).read_bytes()
    desk = shown(large)
    asked(qtbot, desk)
    with monkeypatch.context() as patch:
        patch.setattr("digest_app.ui.safety_desk._salvaged", called_off)
        press(qtbot, desk.safety.rescue.save)
        qtbot.waitUntil(lambda: not desk.safety.rescue.is_working)

    assert (large / DATABASE).read_bytes() == before
    assert desk.safety.rescue.isVisible()
    press(qtbot, desk.safety.rescue.save)
    assert "came back" in told(qtbot, desk)
    settled(qtbot, desk)


# -- libraries that do not open ---------------------------------------------------------


def from_the_future(folder: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.execute("PRAGMA user_version = 9999")


def test_a_library_of_a_newer_version_is_left_alone_and_another_can_be_opened(
    qtbot: QtBot, qapp: QApplication, folder: Path, tmp_path: Path
) -> None:
    from_the_future(folder)
    before = (folder / DATABASE).read_bytes()
    seat = take_seat(folder)
    assert seat is not None
    program = Program(qapp, seat)
    program.show()
    desk = program.desk

    said = asked(qtbot, desk)
    offers = desk.safety.rescue.save.isVisible(), desk.safety.rescue.another.isVisible()
    desk.safety.anotherChosen.emit(tmp_path / "other")
    qtbot.waitUntil((tmp_path / "other" / DATABASE).exists)

    assert "cannot be opened" in said
    assert "newer version of Digest" in said
    assert offers == (False, True)
    assert (folder / DATABASE).read_bytes() == before
    assert program.desk is not desk
    program.desk.window.close()


def test_a_locked_library_is_told_and_opens_once_it_is_free(
    qtbot: QtBot,
    shown: Callable[[Path], Desk],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("digest_app.library.database.PATIENCE", 0.05)
    with closing(sqlite3.connect(folder / DATABASE)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        desk = shown(folder)
        said = asked(qtbot, desk)

    press(qtbot, desk.safety.rescue.again)
    qtbot.waitUntil(lambda: desk.lists.rows.rowCount() == 2)

    assert "Another program" in said
    assert not desk.safety.rescue.isVisible()


def test_a_library_that_opens_slowly_says_so(
    qtbot: QtBot, shown: Callable[[Path], Desk], folder: Path
) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        desk = shown(folder)
        desk.safety._slowness.timeout.emit()
        said = desk.window.pane.nothing.words

    qtbot.waitUntil(lambda: desk.lists.rows.rowCount() == 2)
    assert "another program may be using it" in said


def test_a_folder_that_cannot_be_made_is_told_in_the_window(
    qtbot: QtBot, shown: Callable[[Path], Desk], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")

    desk = shown(tmp_path / "file" / "library")

    assert "cannot be made" in asked(qtbot, desk)
