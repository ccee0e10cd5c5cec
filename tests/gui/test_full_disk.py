"""A full disk: every write that fails is told, nothing is lost, all can be done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digest_app.library.library import Library
from digest_app.ui.desk import Desk
from tests.gui.conftest import started
from tests.gui.libraries import (
    everything,
    press,
    starred,
)


@pytest.fixture
def room_for() -> Iterator[Callable[[int | None], None]]:
    """Let no file grow beyond so many bytes, in this process and those it starts."""
    resource = pytest.importorskip("resource", reason="limits on files need POSIX")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(size: int | None) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft if size is None else size, hard))

    yield limit
    limit(None)


def test_a_decision_that_finds_the_disk_full_is_told_and_can_be_taken_again(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    toast, limited = desk.window.toast, []
    desk.jobs.run(partial(_allow_pages, 1), done=limited.append)
    qtbot.waitUntil(lambda: bool(limited))

    desk.jobs.run(_keep_something_large, failed=desk.decisions.failed)
    qtbot.waitUntil(lambda: "disk is full" in toast.words)
    desk.jobs.run(partial(_allow_pages, 1_000_000))
    desk.window.list.choose(2)
    qtbot.waitUntil(lambda: desk.reading.article is not None)
    desk.window.actions_["star"].trigger()

    qtbot.waitUntil(lambda: desk.lists.rows.rows[0].starred)
    assert starred(folder) == 1


def _allow_pages(count: int, library: Library) -> object:
    """Let the database grow to so many pages, or stay as large as it is."""
    return library.database.value(f"PRAGMA max_page_count = {count}")


def _keep_something_large(library: Library) -> None:
    library.settings.set("large", "x" * 9_000_000)


def test_an_import_onto_a_full_disk_is_told_and_goes_on_when_there_is_room(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path, room_for: Callable[[int | None], None]
) -> None:
    file, bar = tmp_path / "long.txt", empty_desk.window.bar
    file.write_text("A long story\n\n" + "over and over and " * 40_000, encoding="utf-8")

    room_for(600_000)
    empty_desk.adding.add([file])
    qtbot.waitUntil(lambda: not empty_desk.adding.is_busy)
    room_for(None)
    said = bar.words
    press(qtbot, bar._again)
    qtbot.waitUntil(lambda: bar.words == "1 added")

    assert "cannot be written" in said or "disk" in said
    assert everything(empty_desk.folder) == 1


def test_a_backup_that_finds_the_disk_full_is_told_and_leaves_nothing_behind(
    qtbot: QtBot, qapp: QApplication, large: Path, room_for: Callable[[int | None], None]
) -> None:
    desk = started(qtbot, qapp, large)

    room_for(100_000)
    with qtbot.waitSignal(desk.safety.look_after().failed):
        pass
    room_for(None)
    left = list((large / "backups").iterdir())
    said = desk.window.toast.words
    with qtbot.waitSignal(desk.safety.look_after().done):
        pass

    assert left == []
    assert str(large) in said
    assert len(list((large / "backups").iterdir())) == 1
    desk.window.close()


def test_an_export_onto_a_full_disk_is_told_and_leaves_nothing_behind(
    qtbot: QtBot,
    qapp: QApplication,
    large: Path,
    tmp_path: Path,
    room_for: Callable[[int | None], None],
) -> None:
    desk, place = started(qtbot, qapp, large), tmp_path / "out"
    place.mkdir()

    room_for(100_000)
    errand = desk.moving.export_into(place)
    assert errand is not None
    with qtbot.waitSignal(errand.failed):
        pass
    room_for(None)

    assert "cannot be written there" in desk.moving.out_dialog.outcome.words
    assert list(place.iterdir()) == []
    desk.window.close()
