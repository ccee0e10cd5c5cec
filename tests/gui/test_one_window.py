"""A second launch hands its files to the window that is open, and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digest_app.app.one_window import take_seat
from digest_app.app.opening import open_library
from digest_app.ui.main import Program

STORY = "A handed story\n\n" + "The council voted by nine to four to open the bridge. " * 6


def test_a_second_launch_hands_its_files_over_and_ends(
    qtbot: QtBot, qapp: QApplication, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8")
    seat = take_seat(folder)
    assert seat is not None
    program = Program(qapp, seat)
    program.show()
    command = [sys.executable, "-m", "digest_app", "--library", str(folder), str(file)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}

    with subprocess.Popen(command, env=environment, text=True) as second:
        qtbot.waitUntil(lambda: second.poll() is not None)
    qtbot.waitUntil(lambda: program.desk.window.bar.words == "1 added")
    program.desk.window.close()

    assert second.returncode == 0
    with open_library(folder) as library:
        assert library.listing.counts().everything == 3
    again = take_seat(folder)
    assert again is not None
    again.leave()


def test_a_library_that_is_open_in_another_window_is_not_opened_twice(
    qtbot: QtBot, qapp: QApplication, folder: Path, tmp_path: Path
) -> None:
    here, there = take_seat(folder), take_seat(tmp_path / "other")
    assert here is not None
    assert there is not None
    program = Program(qapp, here)
    program.show()
    desk = program.desk

    desk.anotherWished.emit(tmp_path / "other")

    assert program.desk is desk
    assert "open in another window" in desk.window.toast.words
    there.leave()
    desk.window.close()
