"""A library that is damaged, gone, locked or full: the window says so and leads back."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from digest_app.app.moving import differences
from digest_app.app.one_window import take_seat
from digest_app.app.opening import open_library
from digest_app.domain.steps import CalledOff
from digest_app.ui.desk import Desk
from digest_app.ui.main import Program, made_desk
from tests.gui.conftest import started
from tests.library_making import add_article

PATIENCE = 60_000
MANY = 120
DATABASE = "library.sqlite"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A library whose database has pages enough to lose some; one in three articles is starred."""
    with open_library(tmp_path / "large") as library:
        for number in range(MANY):
            words = f"The council met on day {number} and paid ${number} for it. "
            add_article(library, f"Story {number}\n" + words * 25, title=f"Story {number}")
        library.marks.set_starred(range(1, MANY + 1, 3))
        library.database.checkpoint()
    return tmp_path / "large"


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Callable[[Path], Desk]]:
    """Show the window on a library, whether it opens or not; close all windows at the end."""
    desks: list[Desk] = []

    def show(folder: Path) -> Desk:
        desks.append(made_desk(qapp, folder))
        desks[-1].window.resize(1320, 840)
        desks[-1].window.show()
        desks[-1].start()
        return desks[-1]

    yield show
    for desk in desks:
        desk.window.close()
        desk.window.deleteLater()
        desk.deleteLater()


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(qtbot: QtBot, desk: Desk) -> str:
    """Wait for the ways out; return what is said there."""
    qtbot.waitUntil(desk.safety.rescue.isVisible, timeout=PATIENCE)
    return desk.safety.rescue.words


def told(qtbot: QtBot, desk: Desk) -> str:
    """Wait for what came of it; return what is said."""
    rescue = desk.safety.rescue
    qtbot.waitUntil(rescue.outcome.isVisible, timeout=PATIENCE)
    return rescue.outcome.words


def everything(folder: Path) -> int:
    with open_library(folder) as library:
        return library.listing.counts().everything


def starred(folder: Path) -> int:
    with open_library(folder) as library:
        return library.listing.counts().starred.total


def settled(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: not desk.adding.is_busy and not desk.jobs.is_busy, timeout=PATIENCE)


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
    assert "added since then: 1 file" in made or "added since: 1 file" in made
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
        qtbot.waitUntil(lambda: not desk.safety.rescue.is_working, timeout=PATIENCE)

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
    qtbot.waitUntil((tmp_path / "other" / DATABASE).exists, timeout=PATIENCE)

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
    qtbot.waitUntil(lambda: desk.lists.rows.rowCount() == 2, timeout=PATIENCE)

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

    qtbot.waitUntil(lambda: desk.lists.rows.rowCount() == 2, timeout=PATIENCE)
    assert "another program may be using it" in said


def test_a_folder_that_cannot_be_made_is_told_in_the_window(
    qtbot: QtBot, shown: Callable[[Path], Desk], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")

    desk = shown(tmp_path / "file" / "library")

    assert "cannot be made" in asked(qtbot, desk)


# -- a full disk ------------------------------------------------------------------------


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
    toast, pages = desk.window.toast, "PRAGMA max_page_count"
    work = "UPDATE setting SET value = zeroblob(9000000)"
    full: list[object] = []
    desk.jobs.run(
        lambda library: library.database.value(f"{pages} = 1"),
        done=lambda _: full.append(1),
    )
    qtbot.waitUntil(lambda: bool(full))

    fill = partial(_set_large, work)
    desk.jobs.run(fill, failed=desk.decisions.failed)
    qtbot.waitUntil(lambda: "disk is full" in toast.words)
    desk.jobs.run(lambda library: library.database.value(f"{pages} = 1000000"))
    desk.window.list.choose(2)
    qtbot.waitUntil(lambda: desk.reading.article is not None)
    desk.window.actions_["star"].trigger()

    qtbot.waitUntil(lambda: desk.lists.rows.rows[0].starred)
    assert starred(folder) == 1


def _set_large(_work: str, library: object) -> None:
    library.settings.set("large", "x" * 9_000_000)  # type: ignore[attr-defined]


def test_an_import_onto_a_full_disk_is_told_and_goes_on_when_there_is_room(
    qtbot: QtBot, empty_desk: Desk, tmp_path: Path, room_for: Callable[[int | None], None]
) -> None:
    file, bar = tmp_path / "long.txt", empty_desk.window.bar
    words = (f"The council met on day {n} and paid ${n} for it. " for n in range(30_000))
    file.write_text("A long story\n\n" + "".join(words), encoding="utf-8")

    room_for(1_000_000)
    empty_desk.adding.add([file])
    qtbot.waitUntil(lambda: not empty_desk.adding.is_busy, timeout=PATIENCE)
    room_for(None)
    said = bar.words
    press(qtbot, bar._again)
    qtbot.waitUntil(lambda: bar.words == "1 added", timeout=PATIENCE)

    assert "cannot be written" in said or "disk" in said
    assert everything(empty_desk.folder) == 1


def test_a_backup_that_finds_the_disk_full_is_told_and_leaves_nothing_behind(
    qtbot: QtBot, qapp: QApplication, large: Path, room_for: Callable[[int | None], None]
) -> None:
    desk = started(qtbot, qapp, large)

    room_for(100_000)
    with qtbot.waitSignal(desk.safety.look_after().failed, timeout=PATIENCE):
        pass
    room_for(None)
    left = list((large / "backups").iterdir())
    said = desk.window.toast.words
    with qtbot.waitSignal(desk.safety.look_after().done, timeout=PATIENCE):
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
    with qtbot.waitSignal(errand.failed, timeout=PATIENCE):
        pass
    room_for(None)

    assert "cannot be written there" in desk.moving.out_dialog.outcome.words
    assert list(place.iterdir()) == []
    desk.window.close()


# -- at the start, and in the menu ------------------------------------------------------


def test_the_start_makes_today_s_backup_once(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    for _ in range(2):
        with qtbot.waitSignal(desk.safety.look_after().done, timeout=PATIENCE):
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
    desk.window.column.search.setText("bridge")

    def found() -> bool:
        desk.lists.rows.refresh()
        return [row.title for row in desk.lists.rows.rows] == ["Harbour bridge reopens"]

    qtbot.waitUntil(found, timeout=PATIENCE)
    desk.window.close()


def ended(qtbot: QtBot, dialog: QObject) -> None:
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=PATIENCE)


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
    with qtbot.waitSignal(errand.ended, timeout=PATIENCE):
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

    qtbot.waitUntil(lambda: desk.lists.rows.rowCount() == 2, timeout=PATIENCE)
    names = sorted(path.name for path in (folder / "backups").iterdir())
    assert ["before-restore" in name for name in names] == [True, False] or len(names) == 2
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
        qtbot.waitUntil(lambda: "has the library open" in rescue.words, timeout=PATIENCE)
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
    qtbot.waitUntil(lambda: other.lists.rows.rowCount() == 2, timeout=PATIENCE)

    assert desk.moving.out_dialog.outcome.words.startswith("2 articles exported")
    assert other.moving.in_dialog.outcome.words == "2 articles added"
    with open_library(folder) as one, open_library(tmp_path / "other") as two:
        assert list(differences(one, two)) == []
    other.window.close()


def test_a_folder_that_is_no_export_is_told(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.moving.import_from(tmp_path)
    ended(qtbot, desk.moving.in_dialog)

    assert "holds no exported library" in desk.moving.in_dialog.outcome.words
