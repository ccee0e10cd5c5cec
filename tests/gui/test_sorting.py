"""Sorting in the window: everything at once, one step of undo each, and a Trash that asks."""

from __future__ import annotations

import shutil
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from digest_app.app import sorting
from digest_app.app.opening import open_library
from digest_app.app.overview import since_midnight
from digest_app.domain.clock import instant
from digest_app.domain.listing import View
from digest_app.domain.marks import Place
from digest_app.ui import list_desk
from digest_app.ui.desk import Desk
from digest_app.ui.listing.model import PAGE
from tests.gui.asking import choose_line, entry, items, kept, names, settled, titles
from tests.gui.conftest import started
from tests.library_making import add_article

MANY = 2 * PAGE + 5


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of more articles than the list fetches at once; every fifth is about tea."""
    folder = tmp_path_factory.mktemp("filled")
    with open_library(folder) as library:
        for number in range(MANY):
            about = "tea" if number % 5 == 0 else "coffee"
            add_article(library, f"Story {number}\nThe price of {about} rose.")
    return folder


@pytest.fixture
def full(filled: Path, tmp_path: Path) -> Path:
    """That library, as every test finds it."""
    return Path(shutil.copytree(filled, tmp_path / "full"))


@pytest.fixture
def big(qtbot: QtBot, qapp: QApplication, full: Path) -> Desk:
    return started(qtbot, qapp, full)


def in_place(folder: Path, place: Place) -> int:
    return kept(folder, lambda library: library.listing.count(View(place=place)))


# -- everything -------------------------------------------------------------------------


def test_select_all_is_everything_that_the_list_holds_not_only_what_was_fetched(
    qtbot: QtBot, big: Desk, full: Path
) -> None:
    fetched = big.lists.rows.rowCount()

    big.window.actions_["select-all"].trigger()
    qtbot.waitUntil(lambda: big.window.pane.several.words == f"{MANY} articles selected")
    big.window.actions_["archive"].trigger()
    qtbot.waitUntil(lambda: not titles(big))

    assert fetched < MANY
    assert big.window.toast.words == f"{MANY} articles moved to the Archive"
    assert in_place(full, Place.ARCHIVE) == MANY


def test_one_undo_brings_everything_back(qtbot: QtBot, big: Desk, full: Path) -> None:
    undo = big.window.actions_["undo"]
    big.lists.select_all()
    big.sorting.move(Place.TRASH)
    qtbot.waitUntil(lambda: not titles(big))
    name = undo.text().replace("&", "")

    undo.trigger()
    qtbot.waitUntil(lambda: len(titles(big)) >= PAGE)

    assert name == f"Undo Trash {MANY} Articles"
    assert in_place(full, Place.INBOX) == MANY
    assert big.window.toast.words == f"Undone: Trash {MANY} Articles"


def test_an_action_does_not_wait_until_everything_is_counted(
    qtbot: QtBot, big: Desk, full: Path
) -> None:
    big.lists.select_all()
    big.sorting.toggle_star()

    settled(qtbot, big)

    assert kept(full, lambda library: library.listing.counts().starred.total) == MANY


def test_everything_of_a_search_is_what_the_search_finds(
    qtbot: QtBot, big: Desk, full: Path
) -> None:
    big.window.column.search.setText("te")  # as it is typed: words that begin so
    qtbot.waitUntil(lambda: 0 < len(titles(big)) < PAGE)

    big.lists.select_all()
    big.sorting.move(Place.ARCHIVE)
    settled(qtbot, big)

    assert in_place(full, Place.ARCHIVE) == MANY // 5


def test_one_article_can_be_taken_out_of_everything(qtbot: QtBot, big: Desk, full: Path) -> None:
    big.lists.select_all()
    selection, third = big.window.list.selectionModel(), big.lists.rows.index(2, 0)

    selection.select(third, QItemSelectionModel.SelectionFlag.Deselect)
    qtbot.waitUntil(lambda: f"{MANY - 1} articles" in big.window.pane.several.words)
    big.sorting.move(Place.ARCHIVE)

    qtbot.waitUntil(lambda: len(titles(big)) == 1)
    assert in_place(full, Place.ARCHIVE) == MANY - 1


def test_choosing_one_article_lets_go_of_everything(qtbot: QtBot, big: Desk, full: Path) -> None:
    view = big.window.list
    big.lists.select_all()

    at = view.visualRect(big.lists.rows.index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    big.sorting.move(Place.ARCHIVE)
    settled(qtbot, big)

    assert in_place(full, Place.ARCHIVE) == 1


def test_rows_that_are_fetched_later_are_shown_as_chosen(qtbot: QtBot, big: Desk) -> None:
    big.lists.select_all()

    big.lists.rows.fetchMore()
    qtbot.waitUntil(lambda: big.lists.rows.rowCount() > PAGE)

    assert len(big.window.list.chosen_rows()) == big.lists.rows.rowCount()


def test_what_came_in_after_select_all_is_left_alone(qtbot: QtBot, big: Desk, full: Path) -> None:
    big.lists.select_all()
    settled(qtbot, big)
    new = kept(full, lambda library: add_article(library, "New\nThis came in later."))

    big.sorting.move(Place.ARCHIVE)

    qtbot.waitUntil(lambda: [row.id for row in big.lists.rows.rows] == [new])


def test_a_digest_takes_everything_that_is_chosen(qtbot: QtBot, big: Desk) -> None:
    big.lists.select_all()

    big.window.actions_["new-digest"].trigger()
    qtbot.waitUntil(lambda: big.shows_digest)

    assert len(big.window.editor.digest.entries) == MANY


# -- undo -------------------------------------------------------------------------------


def test_undoing_a_star_does_not_make_an_article_unread_again(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.window.list.choose(2)
    desk.sorting.toggle_star()
    qtbot.waitUntil(lambda: desk.lists.rows.rows[0].starred and desk.lists.rows.rows[0].read)

    desk.decisions.undo()
    qtbot.waitUntil(lambda: not desk.lists.rows.rows[0].starred)

    assert kept(folder, lambda library: library.marks.of(2)).read


def test_the_toast_offers_no_undo_that_would_undo_something_else(qtbot: QtBot, desk: Desk) -> None:
    desk.window.list.choose(2)
    desk.sorting.move(Place.ARCHIVE)
    qtbot.waitUntil(lambda: desk.window.toast.isVisible() and titles(desk) == ["An older story"])
    qtbot.waitUntil(lambda: bool(desk.lists.choice()))

    desk.sorting.toggle_star()
    qtbot.waitUntil(lambda: desk.lists.rows.rows[0].starred)

    assert not desk.window.toast.isVisible()


def test_a_new_digest_and_its_deletion_are_undone(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    def digests() -> list[str]:
        return kept(folder, lambda library: [row.title for row in library.digests.all()])

    desk.digests.new([1, 2])
    qtbot.waitUntil(lambda: desk.shows_digest)
    (title,) = digests()
    desk.digests.delete()
    qtbot.waitUntil(lambda: desk.decisions.undo_name == f"Delete “{title}”")
    qtbot.waitUntil(lambda: title not in names(desk))
    gone = digests()

    desk.decisions.undo()
    qtbot.waitUntil(lambda: title in names(desk))
    desk.decisions.undo()
    qtbot.waitUntil(lambda: title not in names(desk))

    assert gone == digests() == []
    assert not desk.shows_digest


# -- today and the trash ----------------------------------------------------------------


def test_today_holds_what_came_in_today(
    qtbot: QtBot, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The articles of the fixture came in long before."""
    day = datetime.now().astimezone().date()
    monkeypatch.setattr(list_desk, "_day", lambda: day)  # midnight may come at any moment
    noon = instant(datetime.combine(day, time(12)).astimezone())
    before = entry(desk, "Today").count
    kept(folder, lambda library: add_article(library, "Fresh\nNew.", title="Fresh", added=noon))
    desk.lists.refresh()
    qtbot.waitUntil(lambda: entry(desk, "Today").count == "1")

    choose_line(desk, "Today")
    qtbot.waitUntil(lambda: titles(desk) == ["Fresh"])

    assert before == ""
    assert desk.window.column._name.text() == "Today"


def test_today_is_another_day_after_midnight(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_line(desk, "Today")
    today = desk.lists.view
    settled(qtbot, desk)

    tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
    monkeypatch.setattr(list_desk, "_day", lambda: tomorrow)
    desk.lists._midnight.timeout.emit()
    settled(qtbot, desk)

    assert desk.lists.view == since_midnight(tomorrow) != today
    chosen = desk.window.sidebar.chosen()
    assert chosen is not None
    assert chosen.name == "Today"


def trashed(qtbot: QtBot, desk: Desk) -> None:
    desk.lists.select_all()
    desk.sorting.move(Place.TRASH)
    qtbot.waitUntil(lambda: entry(desk, "Trash").count == "2")


def test_the_trash_offers_to_be_emptied(qtbot: QtBot, desk: Desk) -> None:
    empty = desk.window.column.offers.empty
    before = empty.isVisible()
    trashed(qtbot, desk)

    choose_line(desk, "Trash")
    qtbot.waitUntil(lambda: len(titles(desk)) == 2 and empty.isVisible())
    empty.click()

    assert not before
    qtbot.waitUntil(desk.trash.card.isVisible)


def test_emptying_the_trash_names_the_number_and_cancel_is_the_default(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    trashed(qtbot, desk)
    card = desk.trash.card

    items(desk.entries.menu(entry(desk, "Trash")))["Empty Trash…"].trigger()
    qtbot.waitUntil(card.isVisible)
    words = card._words.text(), card.delete.text(), card.cancel.isDefault()
    qtbot.keyClick(card, Qt.Key.Key_Return)

    assert words == ("Delete 2 articles for good?", "Delete 2 Articles", True)
    assert not card.isVisible()
    assert in_place(folder, Place.TRASH) == 2


def test_an_emptied_trash_is_gone_for_good_and_undo_leaves_it_so(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    trashed(qtbot, desk)
    desk.window.actions_["empty-trash"].trigger()
    qtbot.waitUntil(desk.trash.card.isVisible)

    qtbot.mouseClick(desk.trash.card.delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.window.toast.words == "2 articles deleted for good")
    desk.decisions.undo()
    settled(qtbot, desk)

    assert kept(folder, lambda library: library.listing.counts().everything) == 0
    assert kept(folder, lambda library: list(library.originals.all())) == []


def test_how_long_the_trash_is_kept_can_be_chosen_and_undone(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.trash.ask()
    card = desk.trash.card
    qtbot.waitUntil(card.isVisible)

    card.period.setCurrentIndex(card.period.findText("Never"))
    card.period.activated.emit(card.period.currentIndex())
    settled(qtbot, desk)
    chosen = kept(folder, sorting.retention)
    desk.decisions.undo()
    settled(qtbot, desk)

    assert (chosen, kept(folder, sorting.retention)) == (0, sorting.RETENTION_DAYS)


def test_what_has_been_in_the_trash_for_too_long_goes_at_the_start(
    qtbot: QtBot, qapp: QApplication, folder: Path
) -> None:
    with open_library(folder) as library:
        library.marks.move([1, 2], Place.TRASH)
        with library.database.writing():
            sql = "UPDATE mark SET moved = '2020-01-01T00:00:00Z' WHERE article = 1"
            library.database.write(sql)

    desk = started(qtbot, qapp, folder)
    qtbot.waitUntil(lambda: entry(desk, "Trash").count == "1")

    assert kept(folder, lambda library: library.listing.ids(View(place=Place.TRASH))) == (2,)
    desk.window.close()
