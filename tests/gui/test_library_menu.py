"""Checks, backups, export and import of everything, in the window."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from functools import partialmethod
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digest_app.app.moving import differences
from digest_app.app.opening import open_library
from digest_app.domain.query_text import parse
from digest_app.domain.steps import Step, Tell
from digest_app.library.backups import Backups
from digest_app.library.library import Library
from digest_app.ui.desk import Desk
from tests.gui.asking import kept, titles
from tests.gui.conftest import started
from tests.gui.libraries import (
    DATABASE,
    asked,
    ended,
    press,
    settled,
    told,
)


def test_the_start_makes_today_s_backup_once(
    qtbot: QtBot, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_one_day = partialmethod(Backups.make_daily, date(2026, 11, 23))
    monkeypatch.setattr(Backups, "make_daily", on_one_day)

    for _ in range(2):
        with qtbot.waitSignal(desk.safety.look_after().done):
            pass

    assert len(list((folder / "backups").iterdir())) == 1
    assert desk.safety._later.isActive()  # a window may stay open for days


def test_what_an_older_version_left_out_of_the_index_is_put_in_beside_the_work(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    with open_library(folder) as library, library.database.writing():
        library.index.empty()
    desk = started(qtbot, qapp, folder)

    desk.safety.look_after()
    qtbot.waitUntil(lambda: kept(folder, _finds_bridges))
    desk.window.column.search.setText("bridge")

    qtbot.waitUntil(lambda: titles(desk) == ["Harbour bridge reopens"])


def _finds_bridges(library: Library) -> bool:
    return bool(library.search.every(parse("bridge")))


def test_a_check_says_that_the_library_is_whole(qtbot: QtBot, desk: Desk) -> None:
    desk.window.actions_["check-library"].trigger()
    ended(qtbot, desk.safety.check_dialog)

    words = desk.safety.check_dialog.outcome.words
    assert words.startswith("The library is whole")
    assert "2 articles, 2 originals" in words
    assert not desk.safety.check_dialog.outcome.repair.isVisible()


def test_a_check_names_what_is_damaged_and_what_to_do(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    with open_library(folder) as library:
        library.originals.path(library.articles.get(2).original).write_bytes(b"changed")
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.execute("UPDATE document SET packed = x'00' WHERE article = 1")
        database.commit()

    desk.window.actions_["check-library"].trigger()
    dialog = desk.safety.check_dialog
    ended(qtbot, dialog)
    rows = dialog.outcome.rows
    press(qtbot, dialog.outcome.repair)

    assert [row[0] for row in rows] == ["article 1", "Harbour bridge reopens"]
    assert "was changed" in rows[1][1]
    assert rows[1][2] == "Add the file again to put it right."
    assert "The library is damaged" in asked(qtbot, desk)


def test_a_check_is_called_off(qtbot: QtBot, qapp: QApplication, large: Path) -> None:
    desk = started(qtbot, qapp, large)

    desk.window.actions_["check-library"].trigger()
    dialog = desk.safety.check_dialog
    errand = dialog._errand
    with qtbot.waitSignal(errand.ended):
        press(qtbot, dialog.progress.cancel)

    assert not dialog.isVisible()
    desk.window.close()


def test_back_up_now_and_go_back_to_it_later(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    desk.window.actions_["back-up"].trigger()
    ended(qtbot, desk.safety.backup_dialog)
    desk.window.list.choose(2)
    qtbot.waitUntil(lambda: desk.reading.article is not None)
    desk.window.actions_["trash"].trigger()
    qtbot.waitUntil(lambda: desk.lists.rows.rowCount() == 1)

    desk.window.actions_["restore-backup"].trigger()
    asked(qtbot, desk)
    press(qtbot, desk.safety.rescue.restore)
    told(qtbot, desk)
    settled(qtbot, desk)

    qtbot.waitUntil(lambda: desk.lists.rows.rowCount() == 2)
    names = [path.name for path in (folder / "backups").iterdir()]
    assert sorted("before-restore" in name for name in names) == [False, True]
    assert desk.window.actions_["undo"].text().replace("&", "") == "Undo"
    with open_library(folder) as library:
        assert library.listing.counts().everything == 2


def test_nothing_is_restored_while_a_command_has_the_library_open(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    with open_library(folder) as library:
        library.backups.make()
    script = (
        "import sys; from pathlib import Path; from digest_app.library.library import Library\n"
        "with Library.open(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    )
    pipe, rescue = subprocess.PIPE, desk.safety.rescue
    command = [sys.executable, "-c", script, str(folder)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        desk.window.actions_["restore-backup"].trigger()
        asked(qtbot, desk)

        press(qtbot, rescue.restore)
        qtbot.waitUntil(lambda: "has the library open" in rescue.words)
        other.kill()

    assert not list(folder.glob("library-set-aside*"))
    press(qtbot, rescue.restore)
    assert "2 articles came back" in told(qtbot, desk)
    settled(qtbot, desk)


def test_without_a_backup_that_is_said(qtbot: QtBot, desk: Desk) -> None:
    desk.window.actions_["restore-backup"].trigger()

    assert "no backup yet" in asked(qtbot, desk)
    assert not desk.safety.rescue.restore.isVisible()


def test_everything_goes_out_and_comes_in_elsewhere_as_an_equal_library(
    qtbot: QtBot, qapp: QApplication, desk: Desk, folder: Path, tmp_path: Path
) -> None:
    desk.decisions.quietly(lambda library: library.marks.add_label([2], "Bridges"))
    assert desk.moving.export_into(tmp_path) is not None
    ended(qtbot, desk.moving.out_dialog)
    (out,) = tmp_path.glob("Digest library *")
    other = started(qtbot, qapp, tmp_path / "other")

    assert other.moving.import_from(out) is not None
    ended(qtbot, other.moving.in_dialog)
    qtbot.waitUntil(lambda: other.lists.rows.rowCount() == 2)

    assert desk.moving.out_dialog.outcome.words.startswith("2 articles exported")
    assert other.moving.in_dialog.outcome.words == "2 articles added"
    with open_library(folder) as one, open_library(tmp_path / "other") as two:
        assert list(differences(one, two)) == []
    other.window.close()


def test_a_folder_that_is_no_export_is_told(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.moving.import_from(tmp_path)
    ended(qtbot, desk.moving.in_dialog)

    assert "holds no exported library" in desk.moving.in_dialog.outcome.words


def test_closing_the_window_ends_what_is_under_way_beside_it(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    """Neither a backup nor an export may be left half made when the program ends."""
    desk = started(qtbot, qapp, folder)
    begun, ended = Event(), Event()

    def endless(library: Library, tell: Tell) -> None:
        try:
            while True:
                begun.set()
                tell(Step("Turning"))
        finally:
            ended.set()

    desk.errands.run(endless)
    qtbot.waitUntil(begun.is_set)
    desk.watching._timer.start(3_600_000)

    desk.window.close()

    assert ended.is_set()
    timers = desk.watching._timer, desk.safety._peace, desk.safety._later
    assert not any(timer.isActive() for timer in timers)
