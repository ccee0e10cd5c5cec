"""Labels in the window: put on by typing, shown with their names, changed from the sidebar."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from digest_app.app.opening import open_library
from digest_app.domain.listing import View
from digest_app.ui.desk import Desk
from digest_app.ui.labels.popup import LabelPopup
from digest_app.ui.listing.chips import ChipPen
from digest_app.ui.theme.labels import HUES
from digest_app.ui.theme.look import Look
from tests.gui.asking import choose_line, entry, items, kept, names, settled, titles


@pytest.fixture
def folder(folder: Path) -> Path:
    """The library of every test, with one label on one article."""
    with open_library(folder) as library:
        library.labels.make("AI", HUES[0].colour)
        library.marks.add_label([2], "AI")
    return folder


def labels(folder: Path, number: int) -> tuple[str, ...]:
    return kept(folder, lambda library: library.marks.of(number).labels)


def lines(popup: LabelPopup) -> list[str]:
    """Return what a screen reader says of each line, or its words."""
    spoken = Qt.ItemDataRole.AccessibleTextRole
    rows: list[QListWidgetItem] = [popup.list.item(at) for at in range(popup.list.count())]
    return [row.data(spoken) or row.text() for row in rows]


def opened(qtbot: QtBot, desk: Desk) -> LabelPopup:
    desk.window.actions_["label"].trigger()
    settled(qtbot, desk)
    return desk.labels.popup


# -- on articles ------------------------------------------------------------------------


def test_typing_and_enter_puts_a_label_on_everything_that_is_chosen(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.lists.select_all()
    popup = opened(qtbot, desk)
    before = lines(popup)

    qtbot.keyClicks(popup.field, "a")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lines(popup)[0] == "AI, on all")

    assert before == ["AI, on some"]
    assert popup.field.accessibleDescription() == "AI, on all"
    assert labels(folder, 1) == labels(folder, 2) == ("AI",)
    assert desk.window.toast.words == "“AI” put on 1 article"
    assert desk.decisions.undo_name == "Label 1 Article “AI”"


def test_the_field_and_a_line_stand_whole_before_and_after_the_first_label(
    qtbot: QtBot, look: Look
) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(900, 600)
    around.show()
    popup = LabelPopup(look, around)

    for known in ([], [("AI", HUES[0].colour)]):
        popup.open_for(known, {}, 1)
        qtbot.waitUntil(lambda: popup.field.height() >= popup.field.sizeHint().height())

        assert popup.list.geometry().bottom() < popup.height()
        assert popup.list.height() > max(popup.list.sizeHintForRow(0), 0)


def test_enter_on_a_label_that_all_have_takes_it_off(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.window.list.choose(2)
    popup = opened(qtbot, desk)

    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lines(popup) == ["AI, on none"])
    gone = labels(folder, 2)
    desk.decisions.undo()
    qtbot.waitUntil(lambda: lines(popup) == ["AI, on all"])

    assert gone == ()


def test_a_new_label_is_made_by_its_name_in_a_colour_of_its_own(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    desk.window.list.choose(1)
    popup = opened(qtbot, desk)

    qtbot.keyClicks(popup.field, " Law ")
    offered = lines(popup)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Law" in names(desk))
    made = kept(folder, lambda library: library.labels.all())
    desk.decisions.undo()
    qtbot.waitUntil(lambda: "Law" not in names(desk))

    assert offered == ["Make label “Law”"]
    assert popup.field.text() == ""
    assert made == (("AI", HUES[0].colour), ("Law", HUES[1].colour))
    assert labels(folder, 1) == ()


def test_the_name_of_a_label_in_another_case_makes_no_second_one(qtbot: QtBot, desk: Desk) -> None:
    desk.window.list.choose(1)
    popup = opened(qtbot, desk)

    qtbot.keyClicks(popup.field, "ai")

    assert lines(popup) == ["AI, on none"]


def test_what_is_typed_right_after_the_key_goes_into_the_popup(qtbot: QtBot, desk: Desk) -> None:
    """No letter of a label's name may be taken for a command meanwhile."""
    desk.window.list.choose(2)

    desk.window.actions_["label"].trigger()

    assert desk.labels.popup.isVisible()
    assert desk.labels.popup.field.hasFocus()


def test_esc_closes_the_popup_and_gives_the_focus_back(qtbot: QtBot, desk: Desk) -> None:
    desk.window.list.choose(2)
    desk.window.list.setFocus()
    popup = opened(qtbot, desk)

    qtbot.keyClick(popup.field, Qt.Key.Key_Escape)

    assert not popup.isVisible()
    assert desk.window.list.hasFocus()


def test_the_popup_goes_when_the_focus_goes_elsewhere(qtbot: QtBot, desk: Desk) -> None:
    desk.window.list.choose(2)
    popup = opened(qtbot, desk)

    desk.window.column.search.setFocus()

    assert not popup.isVisible()


def test_without_articles_there_is_nothing_to_label(qtbot: QtBot, desk: Desk) -> None:
    desk.window.list.clearSelection()

    desk.labels.open()

    assert not desk.labels.popup.isVisible()
    assert "Choose the articles" in desk.window.toast.words


# -- in the sidebar ---------------------------------------------------------------------


def menu_of(desk: Desk, name: str) -> dict[str, QAction]:
    return items(desk.entries.menu(entry(desk, name)))


def test_the_sidebar_counts_a_label_s_articles_and_shows_them(qtbot: QtBot, desk: Desk) -> None:
    line = entry(desk, "AI")

    choose_line(desk, "AI")
    qtbot.waitUntil(lambda: titles(desk) == ["Harbour bridge reopens"])

    assert (line.count, line.colour, line.spoken) == ("1", HUES[0].colour, "AI, 1")


def test_a_label_that_is_renamed_stays_what_the_list_shows(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    choose_line(desk, "AI")
    qtbot.waitUntil(desk.window.actions_["rename-entry"].isEnabled)

    desk.window.actions_["rename-entry"].trigger()
    desk.labels.card.field.setText("  Machine   learning ")
    qtbot.mouseClick(desk.labels.card.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Machine learning" in names(desk))
    settled(qtbot, desk)

    assert desk.lists.view == View(label="Machine learning")
    assert titles(desk) == ["Harbour bridge reopens"]
    assert labels(folder, 2) == ("Machine learning",)
    assert desk.window.sidebar.chosen().name == "Machine learning"


def test_a_name_that_is_taken_is_refused_with_a_sentence(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    kept(folder, lambda library: library.labels.make("Law"))

    desk.labels.rename("AI")
    desk.labels.card.field.setText("law")
    qtbot.mouseClick(desk.labels.card.save, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: "label with this name already" in desk.window.toast.words)


def test_no_label_can_be_without_a_name(desk: Desk) -> None:
    desk.labels.new()

    desk.labels.card.field.setText("  ")

    assert not desk.labels.card.save.isEnabled()


def test_a_label_gets_another_colour_from_its_menu(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    colours = menu_of(desk, "AI")["Colour"].menu()

    items(colours)["Red"].trigger()
    qtbot.waitUntil(lambda: entry(desk, "AI").colour != HUES[0].colour)

    assert [hue.name for hue in HUES] == list(items(colours))
    assert (
        dict(kept(folder, lambda library: library.labels.all()))["AI"] == entry(desk, "AI").colour
    )


def test_deleting_the_label_that_is_shown_goes_to_the_inbox_and_keeps_its_articles(
    qtbot: QtBot, desk: Desk
) -> None:
    choose_line(desk, "AI")
    qtbot.waitUntil(lambda: titles(desk) == ["Harbour bridge reopens"])

    menu_of(desk, "AI")["Delete"].trigger()
    qtbot.waitUntil(lambda: len(titles(desk)) == 2)
    gone = names(desk)
    desk.decisions.undo()
    qtbot.waitUntil(lambda: "AI" in names(desk))

    assert "AI" not in gone
    assert "Labels" not in gone
    assert entry(desk, "AI").count == "1"
    assert desk.window.sidebar.chosen().name == "Inbox"


def test_asking_for_a_line_s_menu_does_not_leave_the_list(qtbot: QtBot, desk: Desk) -> None:
    sidebar = desk.window.sidebar
    rect = sidebar.visualRect(sidebar.model().index(names(desk).index("AI"), 0))

    qtbot.mouseClick(sidebar.viewport(), Qt.MouseButton.RightButton, pos=rect.center())

    assert sidebar.chosen().name == "Inbox"


def test_inbox_has_no_menu(desk: Desk) -> None:
    assert menu_of(desk, "Inbox") == {}
    desk.entries.pop_up(QPoint(0, 0), entry(desk, "Inbox"))


# -- in the rows ------------------------------------------------------------------------


def test_a_row_speaks_its_labels(desk: Desk) -> None:
    first = desk.lists.rows.index(0, 0)

    assert "label AI" in first.data(Qt.ItemDataRole.AccessibleTextRole)


def test_chips_that_have_no_room_are_counted(look: Look) -> None:
    pen, names = ChipPen(look), ["Energy", "Law", "Harbour", "Courts"]

    wide = pen.measured(names, {"Law": "#123456"}, 2000)
    narrow = pen.measured(names, {}, wide[0].width + pen.gap + 40)
    none = pen.measured(names, {}, 1)
    cut = pen.measured(["Energy policy of the north", "Law"], {}, wide[0].width + pen.gap + 40)

    assert [chip.words for chip in wide] == names
    assert [chip.colour for chip in wide] == ["", "#123456", "", ""]
    assert [chip.words for chip in narrow] == ["Energy", "+3"]
    assert none == ()
    assert cut[0].words.startswith("Ener")
    assert cut[0].words.endswith("…")
    assert cut[1].words == "+1"


def test_a_row_is_drawn_anew_when_its_labels_change(qtbot: QtBot, desk: Desk) -> None:
    view, same = desk.window.list, desk.window.list.grab().toImage()
    unchanged = view.grab().toImage() == same

    desk.jobs.run(lambda library: library.marks.add_label([1], "AI"))
    desk.lists.refresh()
    settled(qtbot, desk)

    assert unchanged
    assert view.grab().toImage() != same
